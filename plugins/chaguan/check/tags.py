"""Rules over tags: one spelling and one address each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from chaguan.locales.han import folded
from chaguan.model import (
    Community,
    Event,
    Offer,
    Post,
    Problem,
    Tag,
    error,
    notice,
    tag_form,
    warning,
)
from chaguan.site.urls import slug, tag_slug

COMMON: Final = 2
"""A tag on so many posts and events is one that people follow."""
SHORTEST: Final = 6
"""Letters from which one more, less or other is rather a slip than another word."""
SHORTEST_HAN: Final = 3
"""The same in 漢字: 讀書 and 看書 are two things."""
_BETWEEN: Final = re.compile(r"[\s_\-‐–·・./]+")


def tags_are_spelt_alike(community: Community) -> Iterator[Problem]:
    """KD104: who follows a tag misses what stands under its twin."""
    users: dict[str, set[tuple[str, str]]] = defaultdict(set)
    tagged: list[Post | Event] = [*community.posts, *community.events.values()]
    for record in tagged:
        for tag in record.tags:
            users[tag].add((record.kind, record.id))
    twins = dict(_twins({tag: len(records) for tag, records in users.items()}))
    for record in tagged:
        for number, tag in enumerate(record.tags):
            if tag in twins and not has_own_address(tag) and f"tags.{number}" in record.positions:
                common = twins[tag]
                times = len(users[common])
                position = record.positions[f"tags.{number}"]
                yield warning("KD104", position, seen=tag, common=common, times=times)


def has_own_address(tag: str) -> bool:
    """Whether somebody gave a tag an address, and so meant it as it is."""
    return isinstance(tag, Tag) and bool(tag.slug)


def tags_have_pages_of_their_own(community: Community) -> Iterator[Problem]:
    """AD101: two tags with one address would share a page and feeds, whoever follows which.

    The commoner one keeps it. TG102: a tag without letters or digits has the address of all such.
    TG103: one called `index` has another address than its letters say.
    """
    uses: Counter[str] = Counter()
    tagged: list[Post | Event] = [*community.posts, *community.events.values()]
    for record in tagged:
        uses.update(set(record.tags))
    keepers: dict[str, str] = {}
    for tag in sorted(uses, key=lambda each: (-uses[each], each)):
        keepers.setdefault(tag_slug(tag), tag)
    for record in tagged:
        for number, tag in enumerate(record.tags):
            position = record.positions.get(f"tags.{number}")
            if position is None:
                continue
            address = tag_slug(tag)
            keeper = keepers[address]
            has_its_own = has_own_address(tag)
            if tag_form(keeper) != tag_form(tag):
                shown = f"/tags/{address}/"
                quoted = f'"{tag}"'
                line = f"{quoted}: {{slug: …}}"
                values = {"path": keeper, "this": quoted, "move": "tag", "line": line}
                yield error("AD101", position, address=shown, **values)
            elif not has_its_own and not any(map(str.isalnum, tag)):
                yield warning("TG102", position, seen=tag)
            elif not has_its_own and address == slug("index"):
                yield warning("TG103", position, seen=tag, address=f"/tags/{address}/")


def every_named_tag_is_used(community: Community) -> Iterator[Problem]:
    """TG107: what is said of a tag that nobody uses is seen by nobody."""
    events = community.events.values()
    tagged: list[Post | Event | Offer] = [*community.posts, *events, *community.offers.values()]
    used = {tag_form(tag) for record in tagged for tag in record.tags}
    used |= {
        tag_form(tag)
        for event in events
        for change in (*event.changes, *event.also, *event.then)
        for tag in change.tags or ()
    }
    for each in community.named_tags:
        if tag_form(each.tag) not in used:
            yield notice("TG107", each.position, seen=each.tag)


def _twins(uses: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Tags used once, and the common tag that each nearly is."""
    commonest_first = sorted(
        (tag for tag in uses if uses[tag] >= COMMON), key=lambda t: (-uses[t], t)
    )
    by_form: dict[str, str] = {}
    by_rest: dict[str, list[str]] = defaultdict(list)
    for tag in commonest_first:
        by_form.setdefault(_form(tag), tag)
        for rest in _with_one_less(_form(tag)):
            by_rest[rest].append(tag)
    for tag in sorted(tag for tag in uses if uses[tag] == 1):
        form = _form(tag)
        near = [by_form[form]] if form in by_form else []
        near += [each for rest in _with_one_less(form) for each in by_rest[rest]]
        for common in sorted(near, key=commonest_first.index):
            if is_a_slip(form, _form(common)):
                yield tag, common
                break


def is_nearly(tag: str, other: str) -> bool:
    """Whether two tags have one spelling, but for a slip."""
    return is_a_slip(_form(tag), _form(other))


def _form(tag: str) -> str:
    """A tag without capitals, width, script, hyphens and the English plural."""
    form = _BETWEEN.sub("", folded(tag))
    if (
        form.isascii()
        and len(form) > 4
        and form.endswith("s")
        and not form.endswith(("ss", "us", "is"))
    ):
        form = f"{form[:-3]}y" if form.endswith("ies") else form.removesuffix("s")
    return form


def _with_one_less(form: str) -> set[str]:
    """The form itself, and each with one letter taken out."""
    is_han = any(letter >= "\u2e80" for letter in form)
    if len(form) < (SHORTEST_HAN if is_han else SHORTEST):
        return set()
    return {form, *(form[:at] + form[at + 1 :] for at in range(len(form)))}


def is_a_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other or too early makes them the same; digits never do."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rests = one[start:], other[start:]
    if rests[0][:2] == rests[1][:2][::-1] and rests[0][2:] == rests[1][2:]:
        return not rests[0][:2].isdigit()
    for first, second in ((1, 1), (1, 0), (0, 1)):
        if rests[0][first:] == rests[1][second:]:
            return not any(rest[:1].isdigit() for rest in rests)
    return one == other
