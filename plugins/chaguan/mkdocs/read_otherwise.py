"""What a site with Markdown extensions of its own shows otherwise than the forge does.

`chaguan check` compares with what sites usually turn on, and cannot know a site's own extensions.
Here they are known. A text is compared once, along with its conversion, whose log is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from chaguan.load import Prose, prose_of
from chaguan.markdown.converter import USUAL
from chaguan.model import Severity
from chaguan.site.page_spec import PageSpec

from .log import report
from .text_settings import text_settings

_KNOWN: Final = frozenset((*USUAL, "fenced_code", "pymdownx.highlight", "pymdownx.inlinehilite"))
"""What changes no structure beyond what the check has compared."""


def has_own_extensions(config: MkDocsConfig) -> bool:
    """Whether the site reads Markdown in a way that the check cannot know."""
    chosen = (each if isinstance(each, str) else "" for each in config.markdown_extensions)
    return any(each and each not in _KNOWN for each in chosen)


def text_of(spec: PageSpec) -> Prose | None:
    """The text of a page, and where it stands."""
    record = spec.record or spec.output.record
    found = prose_of(record) if record is not None else ()
    return next((each for each in found if each.text.strip() == spec.markdown.strip()), None)


def tell_differences(spec: PageSpec, config: MkDocsConfig, folder: str) -> None:
    """Log each place of a text that the two read differently, as a notice: it may be meant."""
    piece = text_of(spec)
    if piece is None:
        return
    # not where no text is converted
    from markdown import Markdown

    from chaguan.check.dialects import read_otherwise
    from chaguan.markdown.commonmark import CommonMark

    reading = text_settings(config, (CommonMark(spec.language),), is_trusted=spec.is_trusted)
    site = Markdown(
        extensions=reading["markdown_extensions"], extension_configs=reading["mdx_configs"]
    )
    found = read_otherwise(piece, site)
    report((replace(each, severity=Severity.NOTICE) for each in found), folder)
