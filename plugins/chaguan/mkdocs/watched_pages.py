"""Whether anybody else wants to see each page while it is made."""

from __future__ import annotations

import logging
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

PAGE_EVENTS: Final = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)
"""In which another plugin may change a page in a way that nobody here knows of."""


def is_watched(config: MkDocsConfig) -> bool:
    """Whether another plugin does, or the engine, to warn of links to headings."""
    if config.validation.links.anchors > logging.INFO:
        return True
    theirs = {
        str(getattr(method, "__module__", ""))
        for event in PAGE_EVENTS
        for method in config.plugins.events[event]
    }
    return not all(module.startswith("chaguan.") for module in theirs)
