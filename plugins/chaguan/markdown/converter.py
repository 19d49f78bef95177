"""The converter for texts that no engine shows: for the check, and for calendars."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown import Markdown

USUAL: Final = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.keys",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
"""What the template's `mkdocs.yml` turns on, but for the colours of code."""


@cache
def converter(language: str = "en", extensions: tuple[str, ...] = USUAL) -> Markdown:
    """A converter that reads as a site with these extensions does."""
    from markdown import Markdown  # not where no text is read: it takes long to import

    from .commonmark import CommonMark

    tabs = {"pymdownx.tabbed": {"alternate_style": True}}
    return Markdown(extensions=[*extensions, CommonMark(language)], extension_configs=tabs)


@cache
def plain_converter() -> Markdown:
    """The usual converter, but that it gives code no colours: it says where things stand.

    Colours come from a grammar for each language, which takes longer to make than most texts.
    """
    from markdown import Markdown

    from .commonmark import CommonMark

    without = {"pymdownx.highlight": {"use_pygments": False}}
    tabs = {"pymdownx.tabbed": {"alternate_style": True}}
    return Markdown(
        extensions=[*USUAL, "pymdownx.highlight", CommonMark("en")],
        extension_configs={**tabs, **without},
    )


@cache
def first_converter() -> Markdown:
    """The converter of Chaguan 0.1: Python-Markdown with what the template turns on."""
    from markdown import Markdown

    tabs = {"pymdownx.tabbed": {"alternate_style": True}}
    return Markdown(extensions=list(USUAL), extension_configs=tabs)


def html_of(markdown: str, language: str = "en") -> str:
    """A text as HTML, as a usual site shows it; not yet sanitized."""
    html: str = converter(language).reset().convert(markdown)
    return html
