"""Marks for links on pages whose place is not known yet, and what stands there once it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from .kept_frame import NOBODY

_MARKED: Final = re.compile(r'<Chaguan  "([^"]*)">')
_IN_JSON: Final = re.compile(r'\\u003cChaguan  \\"([^"\\]*)\\"\\u003e')
"""A mark that a template has put into JSON."""
_ASIDE: Final = "?"
"""Before an address in a mark that the engine puts right in some way."""
_ABSOLUTE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#]")
_ODD: Final = re.compile(r"^$|(?:^|/)\.|//|\\")
"""What the engine puts right in an address; ours are right."""


@lru_cache(maxsize=4096)
def marked(path: str, *, is_plain: bool = False) -> str:
    """The mark for a link to a path from the root of the site; another address as it is.

    `is_plain` says that it is for what the theme writes, which escapes nothing: a path that needs
    it has no mark, and `NOBODY` stands there.
    """
    if _ABSOLUTE.match(path):
        return path
    escaped = escape(path)
    if is_plain and escaped != path:
        return NOBODY
    aside = _ASIDE if _ODD.search(path) or path.startswith(_ASIDE) else ""
    return Markup(f'<Chaguan  "{aside}{escaped}">')


def out_of_json(html: str) -> str:
    """The same with the marks in its JSON as they are elsewhere; what a plain address says is too.

    One that is not plain stays, and has `NOBODY` beside it.
    """
    plain = _IN_JSON.sub(r'<Chaguan  "\1">', html)
    return plain.replace(r"\u003cChaguan", rf"{NOBODY}\u003cChaguan")


def links_put(
    url: str, others: Mapping[str, str], righted: Callable[[str], str]
) -> Callable[[str], str]:
    """Puts links in on the page at `url`, whose `others` are the same in further languages.

    A link to one of them is marked by its language alone. What an engine puts right in some way
    is `righted`.
    """
    names = url.split("/")[:-1]
    first, up = (names[0] if names else ""), "../" * len(names)
    below = f"{first}/"

    def written(path: str) -> str:
        if path.startswith(NOBODY):
            path = others[path.removeprefix(NOBODY)]
            if _ODD.search(path):
                return righted(path)
        elif path.startswith(_ASIDE):
            return righted(path.removeprefix(_ASIDE))
        if not path.startswith(below) and path != first:
            return up + path
        onward = path.split("/")
        common = 0
        for one, other in zip(names, onward, strict=False):
            if one != other:
                break
            common += 1
        back = "../" * (len(names) - common)
        if onward := onward[common:]:
            return back + ("/".join(onward) if onward != [""] else "") or "./"
        return back.removesuffix("/") or "."

    def put(html: str) -> str:
        pieces = _MARKED.split(html)
        pieces[1::2] = map(written, pieces[1::2])
        return "".join(pieces)

    return put
