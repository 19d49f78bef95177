"""Links that are marked where the page they will be on is not known yet.

What several pages show in the same way, a card of a post say, is rendered once. Its links are
put in on each page, as the engine's own filter `url` would have written them there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final, cast

import jinja2
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from chaguan.render.html.kept_frame import NOBODY

_MARKED: Final = re.compile(r'<Chaguan  "([^"]*)">')
_ABSOLUTE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#]")
_ODD: Final = re.compile(r"^$|(?:^|/)\.|//|\\")
"""What the engine puts right in an address; ours are right."""


@jinja2.pass_context
def _marked(context: Any, value: str) -> str:
    """The filter `url` for what is rendered once for many pages."""
    path = str(value)
    if _ABSOLUTE.match(path):
        return path
    return Markup(f'<Chaguan  "{escape(path)}">')


def marking(env: jinja2.Environment) -> jinja2.Environment:
    """The same templates, whose links are marked."""
    other = env.overlay()
    other.filters = {**env.filters, "url": _marked}
    return other


def links_from(url: str, others: Mapping[str, str]) -> Callable[[str], str]:
    """Puts links in on the page at `url`, whose `others` are the same in further languages.

    A link to one of them is marked by its language alone.
    """
    names = url.split("/")[:-1]
    first, up = (names[0] if names else ""), "../" * len(names)
    page = cast("Page", SimpleNamespace(url=url))

    def written(found: re.Match[str]) -> str:
        path = found[1]
        if path.startswith(NOBODY):
            path = others[path.removeprefix(NOBODY)]
        if _ODD.search(path):
            return normalize_url(path, page)
        if path.partition("/")[0] != first:
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
        return _MARKED.sub(written, html)

    return put
