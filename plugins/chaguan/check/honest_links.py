"""Whether links outside lead where they seem to lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from chaguan.load import Prose
from chaguan.model import Problem, error
from chaguan.source import has_a_name_before_its_host, pretended

from .outbound import outbound_of

_HOST: Final = re.compile(r"(?i)https?://(?:&#?\w{1,40};|[^/?#])*")
_MAIL: Final = re.compile(r"(?i)https?://([a-z0-9+_-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24})/?")
"""A mail address behind the beginning of a web address, as people type it."""


def links_show_where_they_lead(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """LK106, LK107, MD114: a reader trusts the host that they read, not the one they are led to.

    Addresses that have a field of their own are refused when they are read.
    """
    for piece in pieces:
        for link in outbound_of(piece):
            url = _with_plain_host(link.url)
            if "@" not in url and url.isascii() and "xn--" not in url.lower():
                continue
            if link.is_code:
                continue
            if mail := _MAIL.fullmatch(url):
                yield error("MD114", link.position, seen=(link.url,), fix=f"mailto:{mail[1]}")
            elif has_a_name_before_its_host(url):
                yield error("LK106", link.position, seen=link.url)
            elif host := pretended(url):
                yield error("LK107", link.position, seen=host)


def _with_plain_host(url: str) -> str:
    """The address as browsers read it, with a letter in place of each `&#64;` in its host."""
    if "&" not in url:
        return url
    return _HOST.sub(lambda host: unescape(host.group()), url, count=1)
