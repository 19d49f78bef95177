"""Where a community's files lead outside: each address, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import SplitResult, urlsplit

from chaguan.load import Prose
from chaguan.model import Community, Event, Group, Person, Place, Position, Post, Record, Url

_ADDRESS: Final = re.compile(
    r"://(?:(?<=(?i:http)://)|(?<=(?i:https)://))[^\s<>\"'`|\\^{}\[\]（），。、；：「」『』！？]+"
)
"""From the colon on, to which Python leaps."""
_PICTURE: Final = re.compile(r"!\[[^\[\]]*\]\(\s*<?\Z")
_AMPERSAND: Final = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
"""As HTML writes it; Markdown reads it so in addresses, too (CommonMark, 2.5)."""
_AFTER: Final = ".,;:!?*_~"
"""What ends a sentence or an emphasis and not an address."""


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


def outbound(pieces: Iterable[Prose], community: Community) -> Iterator[Outbound]:
    """Every address outside, in texts and in fields."""
    for piece in pieces:
        yield from outbound_of(piece)
    for record in community.records():
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
