"""How the engine is to convert a text of ours: as the site says, with what we need added.

`chaguan check` compares with what sites usually turn on, and cannot know a site's own extensions.
Here they are known: a text is compared once, along with its conversion, whose log is kept.
"""

from __future__ import annotations

import copy
import logging
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig

from chaguan.markdown.reusable import reader
from chaguan.markdown.site_extensions import settings_for
from chaguan.model import Severity
from chaguan.site.page_spec import PageSpec, prose_in

from .log import report


def text_settings(config: MkDocsConfig, *, is_trusted: bool) -> MkDocsConfig:
    """The site's configuration for one text; that of its other pages stays as it is.

    Dead links are left to our check, which finds them with their line; once is enough.
    """
    own = copy.copy(config)
    chosen, settings = settings_for(
        config.markdown_extensions, config.mdx_configs or {}, is_trusted=is_trusted
    )
    own["markdown_extensions"] = chosen
    own["mdx_configs"] = settings
    own["validation"] = copy.copy(config.validation)
    own.validation["links"] = copy.copy(config.validation.links)
    own.validation.links["not_found"] = logging.INFO
    return own


def tell_differences(spec: PageSpec, config: MkDocsConfig, folder: str) -> None:
    """Log each place of a text that the two read differently, as a notice: it may be meant."""
    piece = prose_in(spec)
    if piece is None:
        return
    from chaguan.check.dialects import read_otherwise  # not where no text is converted

    own = text_settings(config, is_trusted=spec.is_trusted)
    with reader(spec.language, own["markdown_extensions"], own["mdx_configs"]) as site:
        found = list(read_otherwise(piece, site))
    report((replace(each, severity=Severity.NOTICE) for each in found), folder)
