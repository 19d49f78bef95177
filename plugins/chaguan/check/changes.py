"""Rules over a change: what subscribers and old links lose, and what it does beside content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from chaguan.model import (
    Campaign,
    Community,
    Event,
    Occurrence,
    Offer,
    Position,
    Post,
    Problem,
    Record,
    RecordId,
    Text,
    error,
    notice,
    warning,
)
from chaguan.model.frozen import dataclass
from chaguan.site.behind import translations
from chaguan.site.occurrences import Window, occurrences

ALIKE: Final = 0.6
"""How much of a text a renamed file keeps, at least (difflib's ratio)."""
LONG: Final = 10_000
"""Characters of a text from which their order is not compared, which takes the square of them."""
MOST_PAIRS: Final = 400
"""More removed and added files than that are a reorganisation, not a rename by hand."""
Key = tuple[str, RecordId, str]
"""Kind, id and language."""

MOST_DAYS: Final = 4
"""Coming dates of a series; what a message shows of a value ends at 80 letters."""

MOST_FILES: Final = 10
"""Files that are named; who changes more knows it."""
_TO_READ: Final = (".jpeg", ".jpg", ".md", ".png", ".txt", ".webp")
"""What nobody runs, at the root of a repository or in its `docs/`."""
FOR_GIT: Final = frozenset({".gitattributes", ".gitignore", ".gitmodules"})
"""Read by git in any folder: one line of it may give every story other bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentChange:
    """A content folder before and after."""

    before: Community
    """The touched records as they were."""
    after: Community
    old_texts: Mapping[str, str]
    """The touched files as they were, by path; what was added has none."""
    new_texts: Mapping[str, str]
    """The touched files as they are, by path; what was removed has none."""


def what_a_change_breaks(
    change: ContentChange, identify: Callable[[Record], str], address: Callable[[Record], str]
) -> Iterator[Problem]:
    """CH101 to CH105, CH123: renames, moves, unannounced and deleted events, a changed identity.

    `identify` gives a record's identifier and `address` its page's path.
    """
    old, new = _by_key(change.before, change.old_texts), _by_key(change.after, change.new_texts)
    renamed = dict(_renames(change, old, new))
    for key, record in new.items():
        was = old.get(key) or old.get(renamed.get(key, key))
        if was is None:
            continue
        yield from _keeps_its_identity(was, record, identify)
        yield from _keeps_its_address(was, record, address)
        if isinstance(was, Event) and isinstance(record, Event):
            yield from _says_that_it_changed(was, record)
        if isinstance(was, Campaign) and isinstance(record, Campaign):
            yield from _says_why_its_goal_changed(was, record)
    for key, was in old.items():
        if isinstance(was, Event) and key not in new and key not in renamed.values():
            yield warning("CH104", was.position(), id=was.id)
    yield from _leaves_translations_behind(change, old, new)
    if change.before.settings.uid != change.after.settings.uid:
        position = change.after.settings.position("uid")
        yield error("CH105", position, uid=change.before.settings.uid)


def _leaves_translations_behind(
    change: ContentChange, old: Mapping[Key, Record], new: Mapping[Key, Record]
) -> Iterator[Problem]:
    """CH123: who reads the translation reads the old words, and nobody tells its translator."""
    for post, original in translations(change.after):
        was, now = (
            each.get((original.kind, original.id, original.language)) for each in (old, new)
        )
        if not isinstance(was, Post) or not isinstance(now, Post) or post.path in change.new_texts:
            continue
        if (was.title, was.summary, was.body) != (now.title, now.summary, now.body):
            yield notice("CH123", original.position("title"), path=post.path)


def _by_key(community: Community, touched: Mapping[str, str]) -> dict[Key, Record]:
    return {
        (record.kind, record.id, getattr(record, "language", "")): record
        for record in community.records()
        if record.path in touched
    }


def _renames(
    change: ContentChange, old: Mapping[Key, Record], new: Mapping[Key, Record]
) -> Iterator[tuple[Key, Key]]:
    """New keys and the old ones whose text they carry on."""
    removed = {key: record for key, record in old.items() if key not in new}
    added = {key: record for key, record in new.items() if key not in old}
    if len(removed) * len(added) > MOST_PAIRS:
        return
    pairs = []
    for new_key, record in added.items():
        for old_key, was in removed.items():
            if (old_key[0], old_key[2]) == (new_key[0], new_key[2]):
                texts = change.old_texts[was.path], change.new_texts[record.path]
                pairs.append((_likeness(*texts), new_key, old_key))
    taken: set[Key] = set()
    for ratio, new_key, old_key in sorted(pairs, reverse=True):
        if ratio >= ALIKE and new_key not in taken and old_key not in taken:
            taken |= {new_key, old_key}
            yield new_key, old_key


def _likeness(one: str, other: str) -> float:
    """How much of two texts is alike, from 0 to 1; of long ones, whatever its order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if len(one) * len(other) > LONG * LONG:
        return matcher.quick_ratio()
    return matcher.ratio()


def _keeps_its_identity(
    was: Record, record: Record, identify: Callable[[Record], str]
) -> Iterator[Problem]:
    """CH101: under another identifier a post is new again, and an event is there twice."""
    if not isinstance(record, Post | Event | Campaign | Offer):
        return
    identity = identify(was)
    if identify(record) != identity:
        line = f"uid: {identity}"
        yield error("CH101", record.position("uid"), path=was.path, line=line)


def _keeps_its_address(
    was: Record, record: Record, address: Callable[[Record], str]
) -> Iterator[Problem]:
    """CH102: links that others made to the old address end on a page that is not there."""
    old, new = address(was), address(record)
    if old == new or old in record.aliases:
        return
    announces = isinstance(record, Post | Event | Campaign | Offer)
    code = "CH102" if announces else "CH106"
    yield warning(code, record.position("aliases"), old=f"/{old}", line=f"aliases: [{old}]")


def _says_why_its_goal_changed(was: Campaign, campaign: Campaign) -> Iterator[Problem]:
    """CA106: people joined for the old goal, and deserve to hear why it is another."""
    old, new = (each.goal.amount if each.goal else None for each in (was, campaign))
    if old != new and old is not None and campaign.goal_note in (was.goal_note, Text()):
        position = campaign.position("goal.amount")
        yield warning("CA106", position, was=old, now="–" if new is None else new)


def _says_that_it_changed(was: Event, event: Event) -> Iterator[Problem]:
    """CH103: calendar apps keep the old time of an event whose revision has not risen.

    FE101: feeds tell of it on the day that `updated` says, and of nothing without one.
    """
    for name in ("span", "place", "location", "online", "status", "repeat", "changes"):
        if getattr(was, name) != getattr(event, name):
            field = {"span": "start", "changes": "repeat"}.get(name, name)
            if event.revision <= was.revision:
                line = f"revision: {was.revision + 1}"
                yield error("CH103", event.position(field), field=field, line=line)
            elif event.updated is None or event.updated == was.updated:
                yield warning("FE101", event.position(field), field=field)
            return


def coming_dates(change: ContentChange, now: datetime) -> Iterator[Problem]:
    """A host sees that "1st sat" means the fifth of December before anybody stands there."""
    for id, event in change.after.events.items():
        if event.repeat is None or event.path not in change.new_texts:
            continue
        before = change.before.events.get(id)
        if before is not None and _days(before) == _days(event):
            continue
        held = (each for each in occurrences(event, Window(since=now)) if not each.is_off)
        coming = tuple(islice(held, MOST_DAYS))
        if coming:
            days = ", ".join(map(_written, coming))
            yield notice("CH120", event.position("repeat"), days=days)


def _days(event: Event) -> object:
    return event.span, event.repeat, event.changes, event.also, event.then


def _written(occurrence: Occurrence) -> str:
    span = occurrence.span
    return span.first_day.isoformat() if span.all_day else f"{span.start:%Y-%m-%d %H:%M}"


def beyond_content(
    around: Iterable[str], *, has_content: bool, is_allowed: bool
) -> Iterator[Problem]:
    """CH107, CH108: a host who reads stories does not see a workflow change among them.

    `around` are the changed files that are no content, seen from the content folder.
    """
    ruling = [path for path in sorted(around) if _has_a_say(path)]
    for path in ruling[:MOST_FILES]:
        is_mixed = has_content or not path.startswith("../")
        if is_mixed and not is_allowed:
            yield error("CH107", Position(path))
        else:
            yield notice("CH108", Position(path))


def _has_a_say(path: str) -> bool:
    """Whether a file has a say in how the site is built, checked or served."""
    plain = re.sub(r"^(\.\./)+", "", path)
    parts = PurePosixPath(plain).parts
    if plain == path or parts[-1] in FOR_GIT:
        return True
    is_to_read = plain.lower().endswith(_TO_READ) and parts[0] != "constraints.txt"
    return not (is_to_read and (len(parts) == 1 or parts[0] == "docs"))
