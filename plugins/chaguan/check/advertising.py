"""Rules against hidden advertising: links that watch or pay somebody, and words that sell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from chaguan.load import Prose, prose_of
from chaguan.model import Community, Person, Place, Post, Problem, Record, warning

from .outbound import (
    Outbound,
    host_of,
    is_below,
    is_listed,
    outbound,
    outbound_of,
    tracking,
    without_tracking,
)
from .rules import letters, named_list

MOSTLY: Final = 0.8
"""How many of a post's links lead to one host before it looks like that host's leaflet."""
FEWEST: Final = 5
"""Fewer links to one host are no leaflet yet."""
LETTERS_A_LINK: Final = 150
"""A post with more letters than this for each link (漢字 count three) has something to tell."""

ENOUGH: Final = 5
"""Weight of different words from which on a text sells, however long it is."""
LETTERS_A_POINT: Final = 90
"""A longer text may have a point more for each so many letters (漢字 count three)."""
FEWEST_WORDS: Final = 3
"""One word or two, however heavy, may be somebody's joke."""


def no_hidden_advertising(
    records: Sequence[Record], pieces: Iterable[Prose], community: Community
) -> Iterator[Problem]:
    """AV101 to AV104, over every address that leads outside from `records` and their texts."""
    seen: set[tuple[str, int, str]] = set()
    for link in outbound(pieces, records):
        found = tuple(_wrong_with(link))
        if found and not link.is_code:
            known = (link.position.path, link.position.line, link.url)
            yield from () if known in seen else found
            seen.add(known)
    leaflets = [post for post in records if isinstance(post, Post) and may_be_a_leaflet(post)]
    known_hosts = frozenset(_known_hosts(community)) if leaflets else frozenset()
    for post in leaflets:
        yield from is_more_than_a_leaflet(post, known_hosts)


def may_be_a_leaflet(post: Post) -> bool:
    """Whether it is one, unless the community knows the host that it sends people to."""
    return any(is_more_than_a_leaflet(post, frozenset()))


def _wrong_with(link: Outbound) -> Iterator[Problem]:
    yield from carries_no_tracking(link)
    if not getattr(link.record, "sponsored", ""):
        yield from is_no_hidden_commission(link)
        yield from shows_where_it_leads(link)


def carries_no_tracking(link: Outbound) -> Iterator[Problem]:
    """AV101: a parameter that says who clicked tells a stranger about our reader."""
    if "?" in link.url and (names := tracking(link)):
        clean = without_tracking(link)
        yield warning("AV101", link.position, seen=tuple(sorted(names)), clean=(clean,))


def is_no_hidden_commission(link: Outbound) -> Iterator[Problem]:
    """AV102: advice that is paid for when it is followed must say so."""
    if is_listed(link, "affiliates"):
        yield warning("AV102", link.position, host=link.host)


def shows_where_it_leads(link: Outbound) -> Iterator[Problem]:
    """AV103: behind a shortened link anything may stand, and it counts who comes by."""
    if is_listed(link, "shorteners"):
        yield warning("AV103", link.position, seen=(link.url,))


_ITEM: Final = re.compile(r"\s*(?:> ?)*(?:[-*+]\s|\d{1,9}[.)]\s|\|)")
"""A line of a list or a table: what a week brought is told so, with a link to each."""


def is_more_than_a_leaflet(post: Post, known: frozenset[str]) -> Iterator[Problem]:
    """AV104: a post that mostly sends its readers to one shop is an advertisement for it."""
    if post.sponsored or post.body.count("://") < FEWEST:
        return
    piece = next(prose_of(post))
    lines = piece.plain.split("\n")
    links = tuple(
        link
        for link in outbound_of(piece)
        if not (link.is_code or link.is_picture)
        and not _ITEM.match(lines[link.position.line - piece.position.line])
    )
    counted = Counter(link.host for link in links)
    host, number = counted.most_common(1)[0] if counted else ("", 0)
    if number < FEWEST or number < MOSTLY * len(links) or _is_known(host, known):
        return
    if letters(_without(piece.plain, links)) <= LETTERS_A_LINK * number:
        position = next(link.position for link in links if link.host == host)
        yield warning("AV104", position, host=host, number=number, total=len(links))


def _without(text: str, links: Iterable[Outbound]) -> str:
    longest_first = sorted({link.url for link in links}, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), " ", text)


def _is_known(host: str, known: frozenset[str]) -> bool:
    return host in known or any(is_below(host, common) for common in named_list("commons"))


def _known_hosts(community: Community) -> Iterator[str]:
    """Where the community itself is at home, and the people and places in it."""
    yield from (host_of(url) for _, url in community.settings.links)
    described: list[Person | Place] = [*community.people.values(), *community.places.values()]
    for record in described:
        yield from (host_of(url) for _, url in record.links)
    yield from (host_of(person.feed) for person in community.people.values() if person.feed)
    yield from (host_of(link.url) for group in community.groups.values() for link in group.join)
    yield from (host_of(event.online) for event in community.events.values() if event.online)


def nobody_sells_in_disguise(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """OF110: what is for sale says so, as an offer or as paid for; then everybody may judge."""
    for piece in pieces:
        post = piece.record
        if isinstance(post, Post) and not post.sponsored and (found := trade_words(piece)):
            offset = found[0][1]
            seen = tuple(word for word, _ in found)
            yield warning("OF110", piece.at(offset), seen=seen)


def trade_words(piece: Prose) -> tuple[tuple[str, int], ...]:
    """The words of the trade in a text and where the first of each stands; none where it tells.

    What stands in code is left out. The earliest comes first.
    """
    plain = piece.plain
    folded = plain.casefold()
    latin, signs = folded.encode("ascii", "ignore"), set(folded)  # most texts have none of them
    found = {
        each.word: at
        for each in _trade()
        if (each.latin in latin if each.latin else each.signs <= signs and each.word in folded)
        and (at := _first(each.pattern, folded)) >= 0
    }
    weight = sum(each.weight for each in _trade() if each.word in found)
    if len(found) < FEWEST_WORDS or weight < max(ENOUGH, letters(plain) / LETTERS_A_POINT):
        return ()
    return tuple(sorted(found.items(), key=lambda each: each[1]))


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else -1


class _Word(NamedTuple):
    """A word of the trade, and how it is looked for."""

    word: str
    latin: bytes
    """The same, where it has no other letters."""
    signs: frozenset[str]
    pattern: re.Pattern[str]
    weight: int


@cache
def _trade() -> tuple[_Word, ...]:
    found = []
    for line in named_list("trade"):
        word, _, weight = (part.strip() for part in line.partition("|"))
        edge = r"\b" if word.isascii() and word[0].isalpha() else ""
        end = r"\b" if word.isascii() and word[-1].isalpha() else ""
        pattern = re.compile(f"{edge}{re.escape(word)}{end}")
        latin = word.encode() if word.isascii() else b""
        found.append(_Word(word, latin, frozenset(word), pattern, int(weight or 1)))
    return tuple(found)
