"""How the engine is to convert a text of ours: as the site says, with what we need added."""

from __future__ import annotations

import copy
import logging
from collections.abc import Mapping
from typing import Any, Final

from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from mkdocs.config.defaults import MkDocsConfig

READ_FILES: Final = frozenset(
    "markdown_include.include mdx_include.mdx_include pymdownx.b64 pymdownx.snippets".split()
)
"""Extensions with which a line of a text copies a file of the machine into the page."""
_RUNS_CODE: Final = "markdown_exec"
"""Whose fences are run."""
_FENCES: Final = "pymdownx.superfences"


def text_settings(
    config: MkDocsConfig, further: tuple[Extension, ...], *, is_trusted: bool
) -> MkDocsConfig:
    """The site's configuration for one text; that of its other pages stays as it is.

    Headings in any script get the ids that links expect. Dead links are left to our check, which
    finds them with their line; once is enough. What reads files or runs code sees trusted texts
    only. `further` extensions come after the site's own.
    """
    own = copy.copy(config)
    chosen: list[Any] = list(config.markdown_extensions)
    settings = {name: dict(each) for name, each in (config.mdx_configs or {}).items()}
    settings.setdefault("toc", {}).setdefault("slugify", slugify_unicode)
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
