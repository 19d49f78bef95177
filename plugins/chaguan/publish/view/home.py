"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chaguan.publish.occasions import upcoming

from .cards import EventCard, PersonCard, PostCard, ThingCard, event_card, person_card, post_card
from .lists import newest, thing_list
from .viewpoint import Viewpoint

MOST_EVENTS: Final = 5
SPARE_EVENTS: Final = 7
"""Further ones that the reader's browser brings forward as the first ones pass."""
MOST_OF_A_SERIES: Final = 2
MOST_POSTS: Final = 6
MOST_FACES: Final = 12
MOST_SCENES: Final = 6
MOST_GROUPS: Final = 4


@dataclass(frozen=True, slots=True)
class Home:
    """Who we are, what is on, what is new, faces, scenes."""

    name: str
    tagline: str
    events: tuple[EventCard, ...]
    shown: int
    """How many of the events are seen at first."""
    posts: tuple[PostCard, ...]
    faces: tuple[PersonCard, ...]
    scenes: tuple[ThingCard, ...]
    groups: tuple[ThingCard, ...]


def home(view: Viewpoint) -> Home:
    """What the home page of a language shows."""
    community = view.community
    settings = community.settings
    events = community.events.values()
    coming = upcoming(events, view.now, of_series=MOST_OF_A_SERIES)[: MOST_EVENTS + SPARE_EVENTS]
    here = [p for p in community.people.values() if p.left is None or p.left > view.now.date()]
    lively = sorted(
        here, key=lambda person: (-len(view.streams.posts_of(("person", person.id))), person.id)
    )
    return Home(
        name=view.best(settings.name).text,
        tagline=view.best(settings.tagline).text,
        events=tuple(event_card(each, view) for each in coming),
        shown=MOST_EVENTS,
        posts=tuple(post_card(post, view) for post in newest(view, MOST_POSTS)),
        faces=tuple(person_card(person, view) for person in lively[:MOST_FACES]),
        scenes=thing_list("scene", view).things[:MOST_SCENES],
        groups=thing_list("group", view).things[:MOST_GROUPS],
    )
