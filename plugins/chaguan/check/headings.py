"""Whether a link to a heading leads to one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import unquote

from chaguan.load import near
from chaguan.markdown.converter import html_of
from chaguan.markdown.repairs import LONGEST
from chaguan.model import Community, Page, Position, Post, Problem, warning
from chaguan.source import tangle

_NAMED: Final = re.compile(r"<[a-z][^<>]*?\s(?:id|name)=\"([^\"]+)\"", re.IGNORECASE)
_OF_THE_PAGE: Final = ("top", "__")
"""What every page has, and what the theme gives."""


class Headings:
    """The anchors of each text, looked for once a link names one."""

    def __init__(self, community: Community) -> None:
        written: tuple[Post | Page, ...] = (*community.posts, *community.pages)
        self._texts = {each.path: each.body for each in written}

    def missing(self, target: str, position: Position) -> Iterator[Problem]:
        """MD108: a link to a heading that is not there leads to the top of the page."""
        path, _, anchor = target.partition("#")
        anchor = unquote(anchor)
        if not anchor or anchor.startswith(_OF_THE_PAGE) or ":" in path:
            return
        folder = posixpath.dirname(position.path)
        full = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else position.path
        text = self._texts.get(full)
        if text is None or len(text) > LONGEST or tangle(text) is not None:
            return
        known = _anchors(text)
        if anchor not in known:
            values = {"seen": f"#{anchor}", "near": near(anchor, known), "path": full}
            yield warning("MD108", position, **values)


@lru_cache(maxsize=64)
def _anchors(text: str) -> tuple[str, ...]:
    """What in a text a link can lead to: its headings, and what has an id."""
    return tuple(dict.fromkeys(map(unescape, _NAMED.findall(html_of(text)))))
