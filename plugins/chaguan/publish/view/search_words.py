"""What a record can be found by besides its own text."""

from __future__ import annotations

from collections.abc import Iterator

from chaguan.model import Event, Group, Person, Place, Post, Record, Scene, Text

from .event_page import whereabouts
from .viewpoint import Viewpoint


def search_words(record: Record, view: Viewpoint) -> str:
    """Names in every language, summaries, people, places and tags, each on a line."""
    return "\n".join(dict.fromkeys(words for words in _words(record, view) if words))


def _words(record: Record, view: Viewpoint) -> Iterator[str]:
    match record:
        case Post():
            yield record.summary
            yield from (link.text for link in view.people(record.contributors))
            yield from record.tags
        case Event():
            yield from _all(record.title)
            yield view.best(record.summary).text
            yield from (link.text for link in view.people(record.people))
            place = whereabouts(record, view)
            yield from (place.name.text, place.address) if place else ()
            yield from record.tags
        case Person():
            yield from _all(record.name)
        case Place():
            yield from _all(record.name)
            yield from (view.best(record.location.address).text, view.best(record.sort).text)
            yield view.best(record.location.city).text
        case Group() | Scene():
            yield from _all(record.name)
        case _:
            return


def _all(text: Text) -> Iterator[str]:
    return (words.text for words in text.versions)
