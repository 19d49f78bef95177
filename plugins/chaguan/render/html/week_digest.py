"""A week as one text: what was new, what changed, what is on next, and what ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from chaguan.locales import Vocabulary
from chaguan.model import Event, Occurrence, RecordId, Week
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import clock_words, date_words, day_and_month
from chaguan.site.announcements import Announcements, News
from chaguan.site.clock import Clock
from chaguan.site.digests import out, week_ahead, week_news
from chaguan.site.urls import Address
from chaguan.site.weeks import CHANGES, CLOSING, ON, PARTS, PEOPLE, STEPS, STORIES

from .campaign_facts import step_words
from .event_facts import marks, status_words, where
from .offer_facts import makers, order_words, season_words
from .page_context import Link, PageContext

MOST: Final = 40
"""Lines of a part; of a town in which more happens, the rest is on its pages."""
_MARKS: Final = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|!"})


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One thing that is told."""

    link: Link
    """What it is about; relative to the site's root."""
    more: str = ""
    """Who, when, where, in words."""


@dataclass(frozen=True, slots=True)
class DigestPart:
    """The lines of one sort, below a heading."""

    name: str
    heading: str
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, slots=True)
class WeekDigest:
    """What is told of a week, in a language."""

    week: Week
    language: str
    title: str
    address: Address
    parts: tuple[DigestPart, ...]

    @property
    def summary(self) -> str:
        """The first things of it, on one line."""
        return " · ".join(each.link.text for part in self.parts for each in part.lines[:3])[:280]


def title_of_week(week: Week, words: Vocabulary) -> str:
    """Such as: The week of November 23, 2026 – November 29, 2026."""
    first, last = (date_words(day, words.language) for day in (week.monday, week.sunday))
    return words("digest.title", first=first, last=last)


def week_digest(week: Week, view: PageContext) -> WeekDigest:
    """The digest of a week that is over, for readers of the view's language."""
    news = dict(week_news(week, view.index))
    made = {
        STORIES: _stories(news.get(STORIES, ()), view),
        PEOPLE: _people(news.get(PEOPLE, ()), view),
        CHANGES: _changes(news.get(CHANGES, ()), week, view),
        ON: _ahead(week_ahead(week, view.index), view),
        STEPS: _steps(news.get(STEPS, ()), week, view),
        CLOSING: _closing(news.get(CLOSING, ()), view),
    }
    found = ((name, tuple(made[name])[:MOST]) for name in PARTS)
    return WeekDigest(
        week=week,
        language=view.language,
        title=title_of_week(week, view.words),
        address=view.addresses.digest(view.language, week),
        parts=tuple(
            DigestPart(name, view.words(f"digest.{name}"), them) for name, them in found if them
        ),
    )


def digest_html(digest: WeekDigest, site_url: str) -> str:
    """The same as HTML with full addresses, for feeds and mail."""
    return "\n".join(
        f"<h2>{escape(part.heading)}</h2>\n<ul>{''.join(_items(part.lines, site_url))}</ul>"
        for part in digest.parts
    )


def digest_markdown(digest: WeekDigest, site_url: str) -> str:
    """The same as Markdown (CommonMark)."""
    lines = [f"# {_plain(digest.title)}", ""]
    for part in digest.parts:
        lines += [f"## {_plain(part.heading)}", ""]
        for each in part.lines:
            said = f"[{_plain(each.link.text)}](<{_absolute(each.link, site_url)}>)"
            if not each.link.href:
                said = _plain(each.link.text)
            lines.append(f"- {said}{': ' if each.more else ''}{_plain(each.more)}")
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)


def _items(lines: Iterable[DigestLine], site_url: str) -> Iterator[str]:
    for each in lines:
        named = escape(each.link.text)
        if each.link.href:
            named = f'<a href="{escape(_absolute(each.link, site_url))}">{named}</a>'
        yield f"<li>{named}{f'<br>{escape(each.more)}' if each.more else ''}</li>"


def _absolute(link: Link, site_url: str) -> str:
    return f"{site_url}{link.href}"


def _stories(ids: Iterable[RecordId], view: PageContext) -> Iterator[DigestLine]:
    posts = [view.index.version(id, view.language) for id in ids if view.index.versions(id)]
    posts.sort(key=lambda post: (post.date, post.id))
    for post in posts:
        href = view.addresses.record(post, post.language).url
        paid = view.words("post.sponsored_mark") if post.sponsored else ""
        names = view.words("comma").join(link.text for link in view.people(post.authors))
        more = " · ".join(filter(None, (view.mark(post.language), paid, names)))
        yield DigestLine(Link(post.title, href, view.foreign(post.language)), more)


def _people(ids: Iterable[RecordId], view: PageContext) -> Iterator[DigestLine]:
    people = view.community.people
    yield from (DigestLine(view.person(id)) for id in ids if id in people)


def _changes(ids: Iterable[RecordId], week: Week, view: PageContext) -> Iterator[DigestLine]:
    known = Announcements(Clock(out(week, view.index)), view.index.arrived)
    for id in ids:
        event = view.community.events.get(id)
        news = known.news(event) if event is not None else None
        if event is not None and news is not None:
            yield DigestLine(
                _event(event, view, _changed(event, news, view)), _why(event, news, view)
            )


def _changed(event: Event, news: News, view: PageContext) -> str:
    """Such as: Cancelled: Walk (Dec 5)."""
    title = view.best(event.title).text
    if news.days:
        days = view.words("comma").join(
            day_and_month(day.span.first_day, view.language) for day in news.days[:3]
        )
        title = view.words("feed.of_days", title=title, days=days)
    return view.words(f"feed.news.{news.what}", title=title)


def _why(event: Event, news: News, view: PageContext) -> str:
    told = (day.event.status_note for day in news.days)
    notes = dict.fromkeys(view.best(note).text for note in (event.status_note, *told))
    return " ".join(note for note in notes if note)


def _ahead(days: Iterable[Occurrence], view: PageContext) -> Iterator[DigestLine]:
    for day in days:
        event, span = day.event, day.span
        when = day_and_month(span.first_day, view.language)
        if not span.all_day:
            when = f"{when} {clock_words(span.start)}"
        elif span.last_day != span.first_day:
            when = f"{when} – {day_and_month(span.last_day, view.language)}"
        place = where(event, view)
        said = (
            when,
            place.text if place else view.words("event.online") if event.is_online else "",
            status_words(event, view),
            *marks(day, view),
            view.best(event.status_note).text,
        )
        yield DigestLine(
            _event(day.series, view, view.best(event.title).text), " · ".join(filter(None, said))
        )


def _event(event: Event, view: PageContext, text: str) -> Link:
    return Link(text, view.event_address(event).url)


def _steps(ids: Iterable[RecordId], week: Week, view: PageContext) -> Iterator[DigestLine]:
    for campaign in (view.community.campaigns[id] for id in ids):
        link = view.record_link(campaign, view.best(campaign.name))
        for step in campaign.steps:
            if Week.of(step.day) == week:
                yield DigestLine(link, step_words(step, campaign, view))


def _closing(ids: Iterable[RecordId], view: PageContext) -> Iterator[DigestLine]:
    for offer in (view.community.offers[id] for id in ids):
        if not offer.is_sold_out:
            names = view.words("comma").join(link.text for link in makers(offer, view))
            said = (season_words(offer, view), order_words(offer, view), names)
            link = view.record_link(offer, view.best(offer.name))
            yield DigestLine(link, " · ".join(filter(None, said)))
