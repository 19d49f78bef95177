"""Which converters may be used for one text after the other.

Python-Markdown lets a converter be reset, but what an extension remembers is its own affair. Of
those named here it was read, and a test holds, that they forget a text wholly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

FORGET: Final = frozenset(
    """
    abbr admonition attr_list def_list fenced_code footnotes md_in_html nl2br sane_lists smarty
    tables toc
    pymdownx.arithmatex pymdownx.betterem pymdownx.caret pymdownx.critic pymdownx.details
    pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.magiclink
    pymdownx.mark pymdownx.smartsymbols pymdownx.superfences pymdownx.tabbed pymdownx.tasklist
    pymdownx.tilde
    """.split()
)
_KNOWN: Final = frozenset(("markdown", "material", "pymdownx"))
"""Packages whose functions keep nothing of a text; a site's own fence may count its texts."""


def is_reusable(extensions: Iterable[object], configs: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a converter with these extensions does not know, once reset, what it converted."""
    if not all(isinstance(each, str) and each in FORGET for each in extensions):
        return False
    if configs.get("footnotes", {}).get("UNIQUE_IDS"):  # numbers that go on from text to text
        return False
    return all(package in _KNOWN for package in _packages(configs))


def _packages(value: object) -> Iterator[str]:
    """The packages of the functions in a configuration."""
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        for each in value:
            yield from _packages(each)
    elif isinstance(value, partial):
        yield from _packages((value.func, *value.args, value.keywords))
    elif callable(value):
        yield str(getattr(value, "__module__", "")).partition(".")[0]


_READERS: Final[dict[str, tuple[object, Markdown]]] = {}
"""By language: what the last converter was set up with, and itself, if it may be used again."""


@contextmanager
def reader(
    language: str, extensions: Sequence[str | Extension], configs: Mapping[str, dict[str, Any]]
) -> Iterator[Markdown]:
    """A converter that reads as a site with these extensions does; to be reset before each text."""
    from markdown import Markdown  # not where no text is read: it takes long to import

    from .commonmark import CommonMark

    settings = (extensions, configs)
    known, md = _READERS.pop(language, (None, None))  # one that fails is not used again
    if md is None or known != settings:
        md = Markdown(extensions=[*extensions, CommonMark(language)], extension_configs=configs)
    yield md
    if is_reusable(*settings):
        _READERS[language] = settings, md
