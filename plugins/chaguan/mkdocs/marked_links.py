"""Links that are marked where the page they will be on is not known yet.

What several pages show in the same way, a card of a post say, is rendered once. Its links are
put in on each page, as the engine's own filter `url` would have written them there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import BuiltinMethodType, SimpleNamespace
from typing import Any, Final, cast

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from chaguan.locales import Vocabulary
from chaguan.render.html.kept_frame import NOBODY, KeptPieces

_MARKED: Final = re.compile(r'<Chaguan  "([^"]*)">')
_ASIDE: Final = "?"
"""Before an address in a mark that the engine puts right in some way."""
_ABSOLUTE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#]")
_ODD: Final = re.compile(r"^$|(?:^|/)\.|//|\\")
"""What the engine puts right in an address; ours are right."""
_PLAIN: Final = frozenset((BuiltinMethodType, KeptPieces, Vocabulary))
"""What is given nothing of where it is called."""


@jinja2.pass_context
def _marked(context: Any, value: str) -> str:
    """The filter `url` for what is rendered once for many pages."""
    path = str(value)
    if _ABSOLUTE.match(path):
        return path
    aside = _ASIDE if _ODD.search(path) or path.startswith(_ASIDE) else ""
    return Markup(f'<Chaguan  "{aside}{escape(path)}">')


class QuickContext(Context):
    """Calls what our templates call without asking each time what else it is to be given."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN:
            return super().call(called, *args, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*args, **named)


def marking(env: jinja2.Environment) -> jinja2.Environment:
    """The same templates, whose links are marked."""
    other = env.overlay()
    other.filters = {**env.filters, "url": _marked}
    other.context_class = QuickContext
    return other


def links_from(url: str, others: Mapping[str, str]) -> Callable[[str], str]:
    """Puts links in on the page at `url`, whose `others` are the same in further languages.

    A link to one of them is marked by its language alone.
    """
    names = url.split("/")[:-1]
    first, up = (names[0] if names else ""), "../" * len(names)
    below = f"{first}/"
    page = cast("Page", SimpleNamespace(url=url))

    def written(path: str) -> str:
        if path.startswith(NOBODY):
            path = others[path.removeprefix(NOBODY)]
            if _ODD.search(path):
                return normalize_url(path, page)
        elif path.startswith(_ASIDE):
            return normalize_url(path.removeprefix(_ASIDE), page)
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
