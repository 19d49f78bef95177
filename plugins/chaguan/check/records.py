"""Rules over records: what is there once, what waits for its day, and what a post needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from chaguan.locales.han import folded
from chaguan.model import (
    Community,
    Event,
    Position,
    Post,
    Problem,
    Week,
    error,
    notice,
    warning,
)

from .rules import post_rule

FAR: Final = timedelta(days=3653)
"""Ten years; who announces something for later has mistyped a year."""

Claim = tuple[str, Position | None]
"""An address, and the file that wants it; None for a page that Chaguan makes."""


def events_are_there_once(community: Community) -> Iterator[Problem]:
    """ID127: an event in two files is in every list and calendar twice."""
    known: dict[tuple[str, datetime], Event] = {}
    for event in sorted(community.events.values(), key=lambda each: each.path):
        for words in event.title.versions:
            name = re.sub(r"\W", "", folded(words.text))
            first = known.setdefault((name, event.span.start), event)
            is_same = first.place == event.place and first.online == event.online
            if first is not event and is_same and not (event.uid and event.uid == first.uid):
                yield warning("ID127", event.position("title"), path=first.path)
                break


def pictures_have_words(community: Community) -> Iterator[Problem]:
    """PO102: who cannot see a picture hears what it shows; of posts, their own rule tells."""
    for record in community.records():
        if record.kind in ("post", "person") or "image" not in record.positions:
            continue
        if record.image and not getattr(record, "image_alt", None):
            yield warning("PO102", record.position("image"), seen=record.image)


def what_is_to_come(community: Community, now: datetime) -> Iterator[Problem]:
    """ID128, ID129, DG103: what waits for its day, said to whoever wonders where it is."""
    for post in community.posts:
        if post.date > now and not post.draft and "date" in post.positions:
            yield notice("ID128", post.position("date"), **_day_parts(post.date))
    settings = community.settings
    running = Week.of(now.astimezone(settings.zone).date())
    if settings.digest is not None and settings.digest > running.next:
        position = settings.position("digest.since")
        yield error("DG103", position, seen=str(settings.digest), near=str(running))
    for event in community.events.values():
        if event.span.start - now > FAR:
            yield notice("ID129", event.position("start"), **_day_parts(event.span.start))


def _day_parts(moment: datetime) -> dict[str, int]:
    """A day in parts, since languages order them in their own ways."""
    return {"year": moment.year, "month": moment.month, "day": moment.day}


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
        spelling = unicodedata.normalize("NFC", path).casefold()
        if first := taken.get(spelling):
            yield error("ID103", Position(path), path=first)
        else:
            taken[spelling] = path


@post_rule("PO101")
def is_changed_after_it_is_written(post: Post) -> Iterator[Problem]:
    """A change before the beginning sorts wrong in every reader."""
    if post.updated and post.updated < post.date and "updated" in post.positions:
        values = {"updated": post.updated.date(), "date": post.date.date()}
        yield warning("PO101", post.position("updated"), **values)


@post_rule("PO102")
def sees_its_picture(post: Post) -> Iterator[Problem]:
    """Who cannot see a picture reads its alternative text."""
    if post.image and not post.image_alt and "image" in post.positions:
        yield warning("PO102", post.position("image"), seen=post.image)


@post_rule("PO103")
def has_words(post: Post) -> Iterator[Problem]:
    """A post without words is an empty page in everybody's reader."""
    if not post.draft and not post.body.strip():
        yield warning("PO103", post.position())


def translations_follow(community: Community) -> Iterator[Problem]:
    """PO104: a translation is not out before its original, whatever its own date says."""
    originals: dict[str, Post] = {}
    for post in community.posts:
        original = originals.setdefault(post.id, post)
        if post is original:
            continue
        if original.draft and not post.draft:
            yield warning("PO104", post.position("draft"), path=original.path, when="draft: true")
        elif post.date < original.date:
            when = f"date: {original.date:%Y-%m-%d %H:%M}"
            yield warning("PO104", post.position("date"), path=original.path, when=when)
