"""What the blocks in a text show: what is on, what is new, who is here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from chaguan.model import Block, RecordId, Scene
from chaguan.model.frozen import dataclass
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import Link, PageContext
from chaguan.site.occurrences import Row, is_running, rows, shown_of, upcoming, with_running

from .block_choice import chosen_events, chosen_offers, chosen_people, chosen_posts, chosen_things
from .cards import PersonCard, PostCard, ThingCard, person_card, post_card, thing_card
from .event_cards import EventCard, LeadEvent, event_card, lead_event
from .event_rows import event_rows
from .offers import OfferCard, offer_card

SPARE_EVENTS: Final = 7
"""Further ones that the reader's browser brings forward as the first ones pass."""
_HEADING: Final = re.compile(r"<h([1-6])\b[^>]*>(?:(?!<h[1-6]).)*</h\1>\s*\Z", re.DOTALL)
"""A text that ends with a heading of the writer's own."""


@dataclass(frozen=True, slots=True)
class SceneChip:
    """A scene by its name, and when it comes to the front."""

    id: str
    name: str
    href: str
    language: str
    months: str
    """Numbers with spaces between; January is 1."""
    weekdays: str
    """Numbers with spaces between; Sunday is 0, as in browsers."""
    is_now: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One block with what it shows."""

    name: str
    """The block's name, or the kind of its one record."""
    heading: str
    """Empty where the writer's own stands right above, and for one record."""
    level: int
    """Of the headings of its cards."""
    shown: int
    """How many of the events are seen at first; what has been on for days, at their end, always."""
    events: tuple[EventCard, ...] = ()
    posts: tuple[PostCard, ...] = ()
    people: tuple[PersonCard, ...] = ()
    things: tuple[ThingCard, ...] = ()
    scenes: tuple[SceneChip, ...] = ()
    offers: tuple[OfferCard, ...] = ()
    more: Link | None = None
    lead: LeadEvent | None = None
    """What else is said of the first event, where it is shown large."""
    none: str = ""
    """What is said where there is nothing; empty where then nothing is shown."""

    @property
    def seen(self) -> int:
        """How many of those that are yet to begin are seen at first."""
        return self.shown - sum(1 for card in self.events if card.until)

    @property
    def is_empty(self) -> bool:
        shown = (self.events, self.posts, self.people, self.things, self.scenes, self.offers)
        return not any(shown)

    @property
    def is_wide(self) -> bool:
        """It does not stand beside another one."""
        return (
            self.name in ("faces", "scenes", "groups", "places", "campaigns", "offers")
            and not self.is_single
        )

    @property
    def is_single(self) -> bool:
        return not self.shown


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or blocks that stand next to each other."""

    html: str = ""
    sections: tuple[Section, ...] = ()


def pieces(body: Body, view: PageContext, *, is_home: bool = False) -> tuple[Piece, ...]:
    """A text with its blocks; empty where it has none.

    On the home page the first list of what is on begins with the next event, large, and a series
    has one row.
    """
    found: list[Piece] = []
    above = ""
    for each in body.pieces:
        if isinstance(each, str):
            found.append(Piece(html=each))
            above = each
            continue
        own = _HEADING.search(above)
        section = _section(each, view, int(own.group(1)) if own else 0, is_home)
        is_home = is_home and section.lead is None
        above = ""
        if section.is_empty and not section.none:
            continue
        found.append(Piece(sections=(section,)))
    return tuple(_beside_each_other(found))


def has_events(pieces: Iterable[Piece]) -> bool:
    """Whether any of the pieces shows what the reader's clock corrects."""
    sections = [section for piece in pieces for section in piece.sections]
    return any(
        each.events or each.scenes or each.offers or each.name == "campaigns" for each in sections
    )


def _beside_each_other(pieces: Iterable[Piece]) -> list[Piece]:
    """Narrow blocks in a row share a piece, two by two."""
    rows: list[Piece] = []
    for piece in pieces:
        last = rows[-1].sections if rows else ()
        together = (*last, *piece.sections)
        if len(last) == 1 and piece.sections and not any(each.is_wide for each in together):
            rows[-1] = Piece(sections=together)
        else:
            rows.append(piece)
    return rows


def _section(block: Block, view: PageContext, above: int, is_home: bool) -> Section:
    """A block, below a heading of level `above` of the writer's own, or 0."""
    level = min(above + 1, 6) if above else 3
    if block.id:
        return _of_one(block, view, level)
    words = view.words
    heading = "" if above else _heading(block, view)
    match block.name:
        case "upcoming":
            chosen = chosen_events(block, view)
            keys = (each for each in block.filters if each[0] in ("person", "place", "tag"))
            key = next(
                ((kind, view.index.tag_slug(v) if kind == "tag" else v) for kind, v in keys), None
            )
            coming = rows(upcoming(chosen, view.clock, key=key), view.clock)
            if is_home:
                coming = _leading(coming)
            cards = event_rows(_with_spare(coming, block.number, view), view)
            has_lead = is_home and bool(coming) and not coming[0].next.is_off
            lead = lead_event(coming[0].next, view) if has_lead else None
            more = _more(block, view, "event", "home.all_events")
            none = words("event.none") if above else ""
            return Section(
                block.name, heading, level, block.number, cards, more=more, none=none, lead=lead
            )
        case "latest":
            posts = tuple(post_card(post, view) for post in chosen_posts(block, view))
            more = _more(block, view, "post", "home.all_posts")
            none = words("post.none") if above else ""
            return Section(
                block.name, heading, level, block.number, posts=posts, more=more, none=none
            )
        case "faces":
            people = tuple(chosen_people(block, view))
            more = _more(block, view, "person", "home.all_people")
            return Section(block.name, heading, level, block.number, people=people, more=more)
        case "scenes":
            scenes = tuple(_chips(view))[: block.number]
            return Section(block.name, heading, level, block.number, scenes=scenes)
        case "offers":
            offers = tuple(islice(chosen_offers(block, view), block.number))
            more = _more(block, view, "offer", "home.all_offers")
            return Section(block.name, heading, level, block.number, offers=offers, more=more)
        case _:
            kind = block.name.removesuffix("s")
            things = tuple(islice(chosen_things(kind, block, view), block.number))
            more = _more(block, view, kind, f"home.all_{block.name}")
            return Section(block.name, heading, level, block.number, things=things, more=more)


def _with_spare(coming: tuple[Row, ...], number: int, view: PageContext) -> tuple[Row, ...]:
    """Those that are seen at first, further ones, and behind them what has been on for days."""
    first = with_running(coming, view.clock, number)[:number]
    runs = tuple(row for row in first if is_running(row.next, view.clock))
    begins = tuple(row for row in coming if not is_running(row.next, view.clock))
    return (*begins[: number - len(runs) + SPARE_EVENTS], *runs)


def _leading(coming: tuple[Row, ...]) -> tuple[Row, ...]:
    """The next that takes place before all others."""
    first = next((row for row in coming if not row.next.is_off), None)
    return tuple(sorted(coming, key=lambda row: row is not first))


def _heading(block: Block, view: PageContext) -> str:
    keys = {"upcoming": "on", "latest": "new"}
    heading = view.words(f"home.{keys.get(block.name, block.name)}")
    narrowed = [_filter_link(key, value, view).text for key, value in block.filters]
    return " · ".join((heading, *filter(None, narrowed)))


def _filter_link(key: str, value: str, view: PageContext) -> Link:
    """What a filter names, with its page where it has one."""
    id = (RecordId(value),)
    match key:
        case "kind":
            return Link(view.words.of("form", value))
        case "tag":
            tag = view.index.tag(view.index.tag_slug(value))
            return view.tag(tag) if tag else Link(value)
        case "person":
            found = view.people(id) if id[0] in view.community.people else ()
        case _:
            found = {"group": view.groups, "place": view.places, "scene": view.scenes}[key](id)
    return found[0] if found else Link("")


def _more(block: Block, view: PageContext, kind: str, words: str) -> Link | None:
    """The whole list; of a narrowed one, the page of what it is narrowed by."""
    if not block.filters:
        return Link(view.words(words), view.addresses.section(kind, view.language).url)
    links = (_filter_link(key, value, view) for key, value in block.filters)
    link = next((each for each in links if each.href), None)
    return Link(view.words("home.more", name=link.text), link.href) if link else None


def _chips(view: PageContext) -> Iterable[SceneChip]:
    """Scenes, those in season first by the build's clock; a script goes by the reader's."""
    today = view.clock.today(view.community.settings.zone)
    scenes = view.community.scenes.values()
    for scene in sorted(scenes, key=lambda each: (not each.is_in_season(today), each.id)):
        yield _chip(scene, view, is_now=scene.is_in_season(today))


def _chip(scene: Scene, view: PageContext, is_now: bool) -> SceneChip:
    link = view.record_link(scene, view.best(scene.name))
    months = " ".join(map(str, scene.months))
    weekdays = " ".join(str((day + 1) % 7) for day in scene.weekdays)
    return SceneChip(scene.id, link.text, link.href, link.language, months, weekdays, is_now)


def _of_one(block: Block, view: PageContext, level: int) -> Section:
    """One record; nothing where the public may not see it."""
    community, id = view.community, RecordId(block.id)
    if block.name == "event":
        event = community.events.get(id)
        cards = (event_card(shown_of(event, view.clock), view),) if event else ()
        return Section("event", "", level, 0, events=cards)
    if block.name == "person":
        person = community.people.get(id)
        people = (person_card(person, view),) if person else ()
        return Section("person", "", level, 0, people=people)
    if block.name == "offer":
        offer = community.offers.get(id)
        return Section("offer", "", level, 0, offers=(offer_card(offer, view),) if offer else ())
    thing = community.of_kind(block.name).get(id)
    things = (thing_card(thing, view),) if thing else ()
    return Section(block.name, "", level, 0, things=things)
