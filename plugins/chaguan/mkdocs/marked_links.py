"""Links that are marked where the page they will be on is not known yet.

What several pages show in the same way, a card of a post say, is rendered once. Its links are
put in on each page, as the engine's own filter `url` would have written them there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from types import BuiltinMethodType, SimpleNamespace
from typing import Any, cast

import jinja2
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import script_tag_filter, url_filter

from chaguan.locales import Vocabulary
from chaguan.render.html.kept_frame import KeptPieces
from chaguan.render.html.marked_links import links_put, marked

from .quick_code import QuickContext


@jinja2.pass_context
def _marked(context: Any, value: str) -> str:
    """The filter `url` for what is rendered once for many pages."""
    return marked(str(value), is_plain="marks" in context.parent)


@jinja2.pass_context
def _marked_script(context: Any, script: Any) -> Markup:
    """The filter `script_tag` for the same."""
    there, marked = escape(url_filter(context, str(script))), escape(_marked(context, str(script)))
    tag = script_tag_filter(context, script)
    return Markup(str(tag).replace(f'src="{there}"', f'src="{marked}"', 1))


class _Marking(jinja2.Environment):
    """Templates whose globals are looked through for every page, and are no chain of mappings."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class _Context(QuickContext):
    plain = frozenset((BuiltinMethodType, KeptPieces, Vocabulary))


def are_known(env: jinja2.Environment) -> bool:
    """Whether the filters that write links are the engine's own."""
    own = {"url": url_filter, "script_tag": script_tag_filter}
    return all(env.filters.get(name) is each for name, each in own.items())


def marking(env: jinja2.Environment) -> jinja2.Environment:
    """The same templates, whose links are marked."""
    other = env.overlay()
    other.__class__ = _Marking
    other.filters = {**env.filters, "url": _marked, "script_tag": _marked_script}
    other.context_class = _Context
    return other


def links_from(url: str, others: Mapping[str, str]) -> Callable[[str], str]:
    """Puts links in on the page at `url`, as the engine would write them."""
    page = cast("Page", SimpleNamespace(url=url))
    return links_put(url, others, lambda path: normalize_url(path, page))
