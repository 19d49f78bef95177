"""Whether links outside lead where they seem to lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chaguan.load import Prose
from chaguan.model import Problem, error
from chaguan.source import has_a_name_before_its_host, pretended

from .outbound import outbound_of


def links_show_where_they_lead(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """LK106, LK107: a reader trusts the host that they read, not the one they are led to.

    Addresses that have a field of their own are refused when they are read.
    """
    for piece in pieces:
        for link in outbound_of(piece):
            if "@" not in link.url and link.url.isascii() and "xn--" not in link.url.lower():
                continue
            if link.is_code:
                continue
            if has_a_name_before_its_host(link.url):
                yield error("LK106", link.spot, seen=link.url)
            elif host := pretended(link.url):
                yield error("LK107", link.spot, seen=host)
