"""Rules over all records at once: one address, one identity, one spelling of a file's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from chaguan.model import Community, Position, Problem, error

Claim = tuple[str, Position | None]
"""An address, and the file that wants it; None for a page that Chaguan makes."""


def one_address_each(claims: Iterable[Claim]) -> Iterator[Problem]:
    """AD101: two pages on one address overwrite each other; a reader sees one, at random."""
    taken: dict[str, Position | None] = {}
    for address, position in claims:
        if address not in taken:
            taken[address] = position
            continue
        first = taken[address]
        blamed = position or first
        if blamed is not None:
            other = first if position else position
            shown = f"/{address.removesuffix('index.html')}"
            if other is None:
                yield error("AD102", blamed, address=shown)
            elif other != blamed:
                values = {"path": other.path, "this": "a file", "move": "file", "line": ""}
                yield error("AD101", blamed, address=shown, **values)


def one_identity_each(community: Community) -> Iterator[Problem]:
    """ID109: two records with one `uid` are one entry to every reader and calendar."""
    taken: dict[str, str] = {community.settings.uid: community.settings.path}
    for record in community.records():
        if not record.uid:
            continue
        if first := taken.get(record.uid):
            yield error("ID109", record.position("uid"), uid=record.uid, path=first)
        else:
            taken[record.uid] = record.path


def one_spelling_each(files: Iterable[str]) -> Iterator[Problem]:
    """ID103: names that differ only by case or Unicode form are one file on other machines."""
    taken: dict[str, str] = {}
    for path in sorted(files):
        folded = unicodedata.normalize("NFC", path).casefold()
        if first := taken.get(folded):
            yield error("ID103", Position(path), path=first)
        else:
            taken[folded] = path
