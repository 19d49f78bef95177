"""Where files lead outside: each address, whose host it is, and whether it shows where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from html import unescape
from typing import Final
from urllib.parse import SplitResult, urlsplit

from chaguan.load import Prose
from chaguan.model import (
    Event,
    Group,
    Person,
    Place,
    Position,
    Post,
    Problem,
    Record,
    Url,
    error,
)
from chaguan.model.frozen import dataclass
from chaguan.source import has_a_name_before_its_host, pretended

from .rules import named_list

_ADDRESS: Final = re.compile(
    r"://(?:(?<=(?i:http)://)|(?<=(?i:https)://))[^\s<>\"'`|\\^{}\[\]（），。、；：「」『』！？]+"
)
"""From the colon on, to which Python leaps."""
_PICTURE: Final = re.compile(r"!\[[^\[\]]*\]\(\s*<?\Z")
_AMPERSAND: Final = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
"""As HTML writes it; Markdown reads it so in addresses, too (CommonMark, 2.5)."""
_AFTER: Final = ".,;:!?*_~"
"""What ends a sentence or an emphasis and not an address."""

_AND: Final = re.compile(r"&amp;|&")

_WITH_HOST: Final = re.compile(r"(?i)https?://(?:&#?\w{1,40};|[^/?#])*")
_MAIL: Final = re.compile(r"(?i)https?://([a-z0-9+_-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24})/?")
"""A mail address behind the beginning of a web address, as people type it."""


@dataclass(frozen=True)
class Outbound:
    """An address outside."""

    url: str
    record: Record
    piece: Prose | None
    """The text that it stands in; None for a field's own address."""
    at: int | str
    """The offset in the text, or the name of the field."""

    @cached_property
    def position(self) -> Position:
        """Where it stands."""
        if self.piece is not None and isinstance(self.at, int):
            return self.piece.at(self.at)
        return self.record.position(str(self.at))

    @property
    def is_code(self) -> bool:
        """It is shown, and is no link."""
        return self.piece is not None and self.piece.is_code(int(self.at))

    @property
    def is_picture(self) -> bool:
        """It is shown as a picture, or led to from there."""
        return self.piece is not None and bool(_PICTURE.search(self.piece.text[: int(self.at)]))

    @cached_property
    def parts(self) -> SplitResult:
        """Its parts (RFC 3986); all empty where it is no address."""
        return _parts(self.url)

    @property
    def host(self) -> str:
        """In lower case and without `www.`; empty where it is no address."""
        return _host(self.parts)


def host_of(url: str) -> str:
    """The host of an address, in lower case and without `www.`; empty where it is none."""
    return _host(_parts(url))


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def outbound(pieces: Iterable[Prose], records: Iterable[Record]) -> Iterator[Outbound]:
    """Every address outside, in texts and in fields of records."""
    for piece in pieces:
        yield from outbound_of(piece)
    for record in records:
        for url, name in _fields(record):
            if not isinstance(record, Post) or name in record.positions:
                yield Outbound(url, record, None, name)


def outbound_of(piece: Prose) -> Iterator[Outbound]:
    """Every address outside in a piece of Markdown, in its order; also those in code."""
    for found in _ADDRESS.finditer(piece.text):
        colon = found.start()
        start = colon - len("http" if piece.text[colon - 1] in "pP" else "https")
        address = piece.text[start : found.end()]
        yield Outbound(_trimmed(address), piece.record, piece, start)


def _trimmed(address: str) -> str:
    """Without the brackets and marks of the sentence around it."""
    opened = 0
    for at, letter in enumerate(address):
        opened += (letter == "(") - (letter == ")")
        if opened < 0:
            address = address[:at]
            break
    return _AMPERSAND.sub("&", address.rstrip(_AFTER))


def _fields(record: Record) -> Iterator[tuple[Url, str]]:
    """The addresses that have a field of their own, and the field's name."""
    match record:
        case Post(source=source) if source and source.url:
            yield source.url, "source.url"
        case Event():
            if record.online:
                yield record.online, "online"
            if record.signup and record.signup.url:
                yield record.signup.url, "signup.url"
            for number, recording in enumerate(record.recordings):
                yield recording.url, f"recordings.{number}.url"
        case Group():
            for number, link in enumerate(record.join):
                yield link.url, f"join.{number}.url"
        case Person():
            if record.feed:
                yield record.feed, "feed"
            yield from ((url, f"links.{label}") for label, url in record.links)
        case Place():
            yield from ((url, f"links.{label}") for label, url in record.links)


def is_below(host: str, other: str) -> bool:
    """Whether `host` is `other` or below it; `amazon.*` is amazon in any country."""
    if other.endswith(".*"):
        return (
            re.search(rf"(^|\.){re.escape(other[:-2])}(\.[a-z]{{2,3}}){{1,2}}$", host) is not None
        )
    return host == other or host.endswith(f".{other}")


def is_listed(link: Outbound, name: str) -> bool:
    """Whether `link` is of a host in `data/<name>.txt`, with the parameter or path named there.

    A line that begins with ! names what is not meant.
    """
    lines = named_list(name)
    if not any(_matches(link, line) for line in lines):
        return False
    return not any(_matches(link, line[1:]) for line in lines if line.startswith("!"))


def _matches(link: Outbound, line: str) -> bool:
    host, _, more = line.partition(" ")
    if not is_below(link.host, host):
        return False
    if more.startswith("/"):
        return link.parts.path.startswith(more)
    return not more or more in parameters(link)


def parameters(link: Outbound) -> dict[str, str]:
    """The parameters of an address as they are written, by name."""
    parts = _AND.split(link.parts.query)
    return {part.partition("=")[0]: part for part in parts if part}


def tracking(link: Outbound) -> frozenset[str]:
    """The names of its parameters that say who clicked (`data/tracking.txt`)."""
    return frozenset(name for name in parameters(link) if _tracks(name, link.host))


def _tracks(name: str, host: str) -> bool:
    for line in named_list("tracking"):
        where, _, pattern = line.rpartition(" ")
        if fnmatchcase(name.lower(), pattern.lower()) and (not where or is_below(host, where)):
            return True
    return False


def without_tracking(link: Outbound) -> str:
    """The address without those parameters; the rest stays as it was written."""
    parts = _AND.split(link.parts.query)
    watching = tracking(link)
    kept = [part for part in parts if part.partition("=")[0] not in watching]
    return link.parts._replace(query="&".join(kept)).geturl()


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
    return _WITH_HOST.sub(lambda host: unescape(host.group()), url, count=1)
