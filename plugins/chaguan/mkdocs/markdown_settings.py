"""How the engine is to convert a text of ours: as the site says, with what we need added.

`chaguan check` compares with what sites usually turn on, and cannot know a site's own extensions.
Here they are known: a text is compared once, along with its conversion, whose log is kept.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from mkdocs.config.defaults import MkDocsConfig

from chaguan.load import Prose, prose_of
from chaguan.markdown.converter import USUAL
from chaguan.model import Severity
from chaguan.site.page_spec import PageSpec

from .log import report

READ_FILES: Final = frozenset(
    "markdown_include.include mdx_include.mdx_include pymdownx.b64 pymdownx.snippets".split()
)
"""Extensions with which a line of a text copies a file of the machine into the page."""
_RUNS_CODE: Final = "markdown_exec"
"""Whose fences are run."""
_FENCES: Final = "pymdownx.superfences"
_COLOURS: Final = "pymdownx.highlight"
_KNOWN: Final = frozenset((*USUAL, "fenced_code", _COLOURS, "pymdownx.inlinehilite"))
"""What changes no structure beyond what the check has compared."""


class _Uncoloured(tuple[()]):
    """The style of code whose pieces have classes, which the theme's own sheet colours.

    Of another, Pygments makes a sheet for each block of code, that nobody asks for.
    """

    background_color = highlight_color = None


_UNCOLOURED: Final = _Uncoloured()


def text_settings(config: MkDocsConfig, *further: Extension, is_trusted: bool) -> MkDocsConfig:
    """The site's configuration for one text; that of its other pages stays as it is.

    Headings in any script get the ids that links expect. Dead links are left to our check, which
    finds them with their line; once is enough. What reads files or runs code sees trusted texts
    only. `further` extensions come after the site's own.
    """
    own = copy.copy(config)
    chosen: list[Any] = list(config.markdown_extensions)
    settings = {name: dict(each) for name, each in (config.mdx_configs or {}).items()}
    settings.setdefault("toc", {}).setdefault("slugify", slugify_unicode)
    if _COLOURS in chosen and not {"noclasses", "pygments_style"} & set(settings.get(_COLOURS, ())):
        settings.setdefault(_COLOURS, {})["pygments_style"] = _UNCOLOURED
    if not is_trusted:
        chosen = [each for each in chosen if each not in READ_FILES]
        if fences := settings.get(_FENCES, {}).get("custom_fences"):
            settings[_FENCES]["custom_fences"] = [each for each in fences if not _runs(each)]
    own["markdown_extensions"] = [*chosen, *further]
    own["mdx_configs"] = settings
    own["validation"] = copy.copy(config.validation)
    own.validation["links"] = copy.copy(config.validation.links)
    own.validation.links["not_found"] = logging.INFO
    return own


def _runs(fence: Mapping[str, Any]) -> bool:
    """Whether what stands in a fence is run, by who shows or judges it."""
    by = (getattr(fence.get(each), "__module__", None) for each in ("format", "validator"))
    return any(str(each).partition(".")[0] == _RUNS_CODE for each in by)


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

    reading = text_settings(config, CommonMark(spec.language), is_trusted=spec.is_trusted)
    site = Markdown(
        extensions=reading["markdown_extensions"], extension_configs=reading["mdx_configs"]
    )
    found = read_otherwise(piece, site)
    report((replace(each, severity=Severity.NOTICE) for each in found), folder)
