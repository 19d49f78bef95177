"""The Markdown extensions that a site has chosen: which texts may see them, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from markdown.extensions.toc import slugify_unicode
from markdown.util import get_installed_extensions

from .converter import USUAL

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


def settings_for(
    site: Iterable[Any], configs: Mapping[str, Mapping[str, Any]], *, is_trusted: bool
) -> tuple[list[Any], dict[str, dict[str, Any]]]:
    """The extensions for one text, of those of its `site`, and their settings.

    Headings in any script get the ids that links expect. What reads files or runs code sees
    trusted texts only.
    """
    chosen = list(site)
    settings = {name: dict(each) for name, each in configs.items()}
    settings.setdefault("toc", {}).setdefault("slugify", slugify_unicode)
    if _COLOURS in chosen and not {"noclasses", "pygments_style"} & set(settings.get(_COLOURS, ())):
        settings.setdefault(_COLOURS, {})["pygments_style"] = _UNCOLOURED
    if not is_trusted:
        chosen = [each for each in chosen if each not in READ_FILES]
        if fences := settings.get(_FENCES, {}).get("custom_fences"):
            settings[_FENCES]["custom_fences"] = [each for each in fences if not _runs(each)]
    return chosen, settings


def _runs(fence: Mapping[str, Any]) -> bool:
    """Whether what stands in a fence is run, by who shows or judges it."""
    by = (getattr(fence.get(each), "__module__", None) for each in ("format", "validator"))
    return any(str(each).partition(".")[0] == _RUNS_CODE for each in by)


def has_own(chosen: Iterable[object]) -> bool:
    """Whether a site reads Markdown in a way that the check cannot know."""
    names = (each if isinstance(each, str) else "" for each in chosen)
    return any(each and each not in _KNOWN for each in names)


def told(chosen: Iterable[object]) -> Iterator[str | bytes]:
    """The version of each extension, and the file in which it is; those without a name are not."""
    known = {entry.name: entry for entry in get_installed_extensions()}
    for name in chosen:
        if not isinstance(name, str):
            continue
        entry = known.get(name)
        if entry is not None and entry.dist is not None:
            yield f"{entry.name} {entry.dist.name} {entry.dist.version}"
        found = find_spec(entry.module if entry is not None else name.partition(":")[0])
        if found is not None and found.origin is not None and found.has_location:
            yield Path(found.origin).read_bytes()
