"""What is on and what is new in a stream, as somebody else's page shows it in a frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from chaguan.model import Occurrence, Post
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import doubt_of, marks, status_words, where
from chaguan.render.html.page_context import PageContext
from chaguan.render.html.palette import PERSIMMON, palette
from chaguan.render.text.localized import clock_words, day_words, short_day, zone_words
from chaguan.site.occurrences import is_running, upcoming
from chaguan.site.stream import Stream

MOST_EVENTS: Final = 10
MOST_POSTS: Final = 4
MOST_OF_A_SERIES: Final = 2
LONGEST: Final = 120
"""Characters of a title: a frame of a hundred titles must not become a book."""
_DARK: Final = "#e8916a"
"""The links of a town that names no colour, on dark."""


@dataclass(frozen=True, slots=True)
class FramedRow:
    """An event on a day, or a story."""

    title: str
    language: str
    """Where it is not the page's."""
    href: str
    """With scheme and host."""
    when: str
    where: str = ""
    note: str = ""
    """That it is off, or not as usual."""
    is_off: bool = False
    ends: str = ""
    """ISO 8601; the reader's clock takes it away then."""


@dataclass(frozen=True, slots=True)
class FramedList:
    """What a frame shows."""

    language: str
    name: str
    """Of the stream; a community's own for the site."""
    community: str
    """Empty where it is the same."""
    url: str
    """The stream's page, with scheme and host."""
    events: tuple[FramedRow, ...]
    posts: tuple[FramedRow, ...]
    colours: tuple[str, str]
    """Of links, on light and on dark."""

    def shorter(self) -> FramedList:
        """The same without its last row."""
        events, posts = self.events, self.posts
        if posts:
            posts = posts[:-1]
        else:
            events = events[:-1]
        return FramedList(
            self.language, self.name, self.community, self.url, events, posts, self.colours
        )


def framed_list(stream: Stream, view: PageContext, site_url: str) -> FramedList:
    """The list of a stream for its language; `site_url` ends with a slash."""
    is_site = stream.kind == "site"
    key = None if is_site else (stream.kind, stream.key)
    events = view.community.events.values() if is_site else stream.events()
    coming = upcoming(events, view.clock, of_series=MOST_OF_A_SERIES, key=key)
    name = cut(stream.name.text)
    community = cut(view.best(view.community.settings.name).text)
    return FramedList(
        language=view.language,
        name=name,
        community="" if name == community else community,
        url=stream.address.absolute(site_url),
        events=tuple(_event(each, view, site_url) for each in coming[:MOST_EVENTS]),
        posts=tuple(_posts(stream.posts(0, MOST_POSTS), view, site_url)),
        colours=_colours(view.community.settings.colour),
    )


def _event(occurrence: Occurrence, view: PageContext, site_url: str) -> FramedRow:
    event, place = occurrence.event, where(occurrence.event, view)
    title = view.best(event.title)
    doubt = doubt_of(occurrence.series, view)
    said = (
        status_words(event, view),
        doubt.words if doubt is not None and doubt.is_told else "",
        *marks(occurrence, view),
        view.best(event.status_note).text,
    )
    return FramedRow(
        title=cut(title.text),
        language=view.foreign(title.language),
        href=view.event_address(event).absolute(site_url),
        when=_when(occurrence, view),
        where=cut(place.text) if place else view.words("event.online") if event.is_online else "",
        note=cut(" · ".join(filter(None, said))),
        is_off=occurrence.is_off,
        ends=occurrence.span.end.isoformat(),
    )


def _when(occurrence: Occurrence, view: PageContext) -> str:
    span, language = occurrence.span, view.language
    if is_running(occurrence, view.clock):
        return view.words("event.runs_until", day=day_words(span.last_day, language))
    day = short_day(span.first_day, language)
    if span.all_day:
        last = short_day(span.last_day, language)
        return day if span.last_day == span.first_day else f"{day} – {last}"
    said = f"{day} {clock_words(span.start)}"
    is_usual = occurrence.event.is_physical and span.zone == view.community.settings.zone
    return said if is_usual else f"{said} ({zone_words(span.start, language)})"


def _posts(posts: Iterable[Post], view: PageContext, site_url: str) -> Iterable[FramedRow]:
    for post in posts:
        yield FramedRow(
            title=cut(post.title),
            language=view.foreign(post.language),
            href=view.addresses.record(post, post.language).absolute(site_url),
            when=short_day(post.date.date(), view.language),
        )


def _colours(seed: str) -> tuple[str, str]:
    if not seed:
        return PERSIMMON, _DARK
    schemes = palette(seed)
    return schemes["light"]["--cg-tea"], schemes["dark"]["--cg-tea"]


def cut(text: str) -> str:
    """Words on one line, not too many of them."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
