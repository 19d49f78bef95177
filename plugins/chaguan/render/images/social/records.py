"""What stands on the social card of a page."""

from __future__ import annotations

from collections.abc import Callable

from chaguan.model import (
    Campaign,
    Event,
    Group,
    MediaPath,
    Offer,
    Person,
    Place,
    Post,
    Record,
    RecordId,
    Scene,
)
from chaguan.render.html.campaign_facts import progress
from chaguan.render.html.event_facts import held_now, rule_now, status_words, where, with_zone
from chaguan.render.html.offer_facts import makers, price_words, season_words
from chaguan.render.html.page_context import PageContext, avatar
from chaguan.render.html.palette import accent
from chaguan.render.text.localized import (
    date_words,
    postal_words,
    short_month,
    short_weekday,
    span_words,
)
from chaguan.site.occurrences import last_of

from .face import CardFace, Face, Leaf

Carded = Post | Event | Person | Group | Place | Scene | Campaign | Offer
"""The records that have a card of their own, where they have no picture."""
Opened = Callable[[MediaPath], bytes]
"""The bytes of a picture below the content folder; empty where there is none."""
MOST_FACES = 5


def has_card(record: Record | None) -> bool:
    """Whether a card is drawn for a record: a picture of its own is better."""
    return isinstance(record, Carded) and getattr(record, "image", None) is None


def card_face(record: Carded, view: PageContext, opened: Opened) -> CardFace:
    """The card of a record."""
    match record:
        case Post():
            words = view.words("comma").join(link.text for link in view.people(record.authors))
            by = f"{words} · {date_words(record.date.date(), view.language)}"
            return _face(view, view.words("card.post"), record.title, (by,), record.authors, opened)
        case Event():
            return _of_event(record, view, opened)
        case Person():
            lines = (view.best(record.pronouns).text, _place(record, view))
            face = _somebody(record, view, opened)
            return _face(view, view.words("card.person"), _name(record, view), lines, faces=(face,))
        case Group():
            line = (_place(record, view),)
            name = _name(record, view)
            return _face(view, view.words("card.group"), name, line, record.members, opened)
        case Place():
            sort = view.best(record.category).text or view.words("card.place")
            line = (postal_words(record.location, view.language),)
            return _face(view, sort, _name(record, view), line, record.people, opened)
        case Campaign():
            far = progress(record, view)
            lines = (" · ".join(filter(None, (far.said, far.percent))), far.until)
            taking = view.index.participants("campaign", record.id)
            joined = tuple(each.id for each in taking.people) or record.hosts
            return _face(
                view, view.words("card.campaign"), _name(record, view), lines, joined, opened
            )
        case Offer():
            whose = view.words("comma").join(link.text for link in makers(record, view))
            told = filter(None, (price_words(record, view), season_words(record, view)))
            lines = (whose, " · ".join(told))
            return _face(view, view.words("card.offer"), _name(record, view), lines)
        case Scene():
            return _face(view, view.words("card.scene"), _name(record, view), ())


def site_card(view: PageContext) -> CardFace:
    """The card of the home page and of the lists."""
    settings = view.community.settings
    line = view.best(settings.tagline).text
    return _face(view, "", view.best(settings.name).text, (line,))


def _of_event(event: Event, view: PageContext, opened: Opened) -> CardFace:
    """A series says how it comes again, so that its card stays true."""
    kicker = view.words("card.event")
    if event.category:
        kicker = f"{kicker} · {view.words.of('form', event.category)}"
    kicker = " · ".join(filter(None, (status_words(event, view), kicker)))
    held = held_now(event, view).event
    span = held.span
    at = where(held, view)
    place = at.text if at else view.words("event.online") if held.is_online else ""
    if event.repeat is not None:
        leaf, when = None, rule_now(event, view)
    else:
        shown = last_of(event)
        span = shown.span if shown else span
        when = span_words(span, view.language)
        leaf = Leaf(
            short_month(span.first_day, view.language),
            str(span.first_day.day),
            short_weekday(span.first_day, view.language),
        )
    title, when = view.best(event.title).text, with_zone(when, span, view)
    return _face(view, kicker, title, (when, place), event.people, opened, leaf=leaf)


def _face(
    view: PageContext,
    kicker: str,
    title: str,
    lines: tuple[str, ...],
    people: tuple[RecordId, ...] = (),
    opened: Opened | None = None,
    *,
    faces: tuple[Face, ...] = (),
    leaf: Leaf | None = None,
) -> CardFace:
    site = view.best(view.community.settings.name).text
    known = [view.community.people[id] for id in people if id in view.community.people]
    shown = tuple(_somebody(each, view, opened) for each in known[:MOST_FACES] if opened)
    return CardFace(
        language=view.language,
        kicker=kicker,
        title=title,
        lines=tuple(line for line in lines if line),
        site=site,
        seal=avatar(site, "").initial,
        accent=accent(view.community.settings.colour),
        faces=faces or shown,
        leaf=leaf,
        is_portrait=bool(faces),
    )


def _somebody(person: Person, view: PageContext, opened: Opened) -> Face:
    drawn = avatar(_name(person, view), person.id)
    return Face(drawn.initial, drawn.hue, opened(person.avatar) if person.avatar else b"")


def _name(record: Record, view: PageContext) -> str:
    return view.best(record.name).text


def _place(record: Person | Group, view: PageContext) -> str:
    return "".join(link.text for link in view.places((record.place,) if record.place else ()))
