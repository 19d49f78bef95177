"""What else the site's `mkdocs.yml` turns on: who wants to see our pages, and who must not.

What reads files or runs code is kept away from what somebody contributes.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from chaguan.markdown.site_extensions import READ_FILES

from .content_page import ContentPage

PLUGINS: Final = frozenset("include-markdown macros markdown-exec snippets".split())
"""A line of a text copies a file into the page, or is run."""
_TEXT_EVENTS: Final = ("pre_page", "page_read_source", "page_markdown", "page_content")
"""In which they see a text."""
PAGE_EVENTS: Final = (*_TEXT_EVENTS, "page_context", "post_page")
"""In which another plugin may change a page in a way that nobody here knows of."""
WHOLE: Final = ("CI", "CHAGUAN_WHOLE")
"""Variables that have everything looked at, and each file of the site."""
TEMPLATE_EVENTS: Final = ("pre_template", "template_context", "post_template")
"""In which it may change what is no page, such as the one for what is not there."""


class _Held:
    """A plugin's method that does not hear of texts that somebody contributed."""

    def __init__(self, method: Callable[..., Any]) -> None:
        self._method = method
        self.__module__ = str(getattr(method, "__module__", ""))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        page = kwargs["page"] if "page" in kwargs else args[0]
        if isinstance(page, ContentPage) and not page.spec.is_trusted:
            return None
        return self._method(*args, **kwargs)


def hold_back(config: MkDocsConfig) -> tuple[str, ...]:
    """Let such plugins see the site's other pages, and of ours the trusted ones.

    Returns what is held back, by the names in `mkdocs.yml`. The extensions that do the same are
    left out where a text is converted (`ContentPage.render`).
    """
    held = {
        id(plugin): name
        for name, plugin in config.plugins.items()
        if name.rpartition("/")[2] in PLUGINS
    }
    for event in _TEXT_EVENTS:
        methods = config.plugins.events[event]
        methods[:] = [
            _Held(each) if id(getattr(each, "__self__", None)) in held else each for each in methods
        ]
    extensions = set(config.markdown_extensions) & READ_FILES
    return (*sorted(held.values()), *sorted(extensions))


def is_watched(config: MkDocsConfig) -> bool:
    """Whether another plugin sees pages, or the engine does, to warn of links to headings."""
    return config.validation.links.anchors > logging.INFO or others_hear(config, PAGE_EVENTS)


def others_hear(config: MkDocsConfig, events: Iterable[str]) -> bool:
    """Whether somebody else's plugin or hook has one of these events."""
    modules = {
        str(getattr(method, "__module__", ""))
        for event in events
        for method in config.plugins.events[event]
    }
    return not all(module.startswith("chaguan.") for module in modules)


def is_apart(config: MkDocsConfig) -> bool:
    """Whether a site is all ours, so that nobody else can have put anything into it."""
    ours = all(type(each).__module__.startswith("chaguan.") for each in config.plugins.values())
    theirs = config.hooks or config.extra_templates or config.theme.custom_dir
    asked = any(os.environ.get(name) for name in WHOLE)
    return ours and not (theirs or asked or is_watched(config))
