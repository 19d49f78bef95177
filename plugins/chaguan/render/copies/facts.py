"""What a copy says beside its text: whether an event holds, when and where; who made a post."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice

from chaguan.model import Event, Occurrence, Post, Span
from chaguan.render.html.event_facts import (
    doubt_of,
    marks,
    rules,
    signup_words,
    status_words,
    where,
    whereabouts,
)
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import date_words, span_words, zone_words
from chaguan.site.occurrences import NEXT_TIMES, following, is_waiting, shown_of

Lines = tuple[str, ...]


def event_facts(event: Event, view: PageContext) -> Lines:
    """HTML before an event's text; links lead from its page."""
    return tuple(_facts(event, view))


def _facts(event: Event, view: PageContext) -> Iterator[str]:
    shown = shown_of(event, view.clock)
    held = shown.event
    yield from _status(event, held, view)
    yield from _when(event, shown, view)
    yield from _where(held, view)
    for key, people in (("event.hosts", held.hosts), ("event.speakers", held.speakers)):
        yield from _line(view, key, escape(_names(view.people(people), view)))
    yield from _line(view, "event.cost", escape(view.best(held.cost).text))
    yield from _signup(held, view)
    yield from _picture(event, view.best(event.image_alt).text, view)
    summary = view.best(event.summary).text
    if summary and summary != view.best(event.about).text:
        yield f"<p>{escape(summary)}</p>"


def _status(event: Event, held: Event, view: PageContext) -> Iterator[str]:
    """Whether it holds, before everything else."""
    waits = is_waiting(event, view.clock)
    said = view.words("event.waiting") if waits else status_words(held, view)
    note = view.best(held.status_note).text
    if words := " ".join(filter(None, (said, note))):
        yield f"<p><strong>【{escape(words)}】</strong></p>"
    doubt = doubt_of(event, view)
    if doubt is not None and doubt.is_told:
        yield f"<p><strong>{escape(doubt.words)}</strong></p>"


def _when(event: Event, shown: Occurrence, view: PageContext) -> Iterator[str]:
    coming = tuple(islice(following(event, view.clock), NEXT_TIMES))
    if event.repeat is None:
        yield from _line(view, "event.when", escape(_span(event, shown.span, view)))
        if not coming and not is_waiting(event, view.clock):
            yield f"<p>{escape(view.words('event.past'))}</p>"
        return
    rule, *later = rules(event, shown, view)
    yield from _line(view, "event.when", escape(rule))
    yield from (f"<p>{escape(each)}</p>" for each in later)
    if not coming:
        yield f"<p>{escape(view.words('event.past'))}</p>"
        return
    days = "".join(f"<li>{_day(each, view)}</li>" for each in coming)
    yield f"<p><strong>{_label('event.next', view)}</strong></p><ul>{days}</ul>"


def _day(day: Occurrence, view: PageContext) -> str:
    """A day of a series: when, and what is not as usual."""
    event, note = day.event, view.best(day.event.status_note).text
    when = escape(_span(event, day.span, view))
    status = status_words(event, view)
    if day.is_off:
        when = f"<s>{when}</s>"
    said = [escape(each) for each in (status, *marks(day, view), note) if each]
    title = view.best(event.title).text
    if title != view.best(day.series.title).text:
        said.insert(0, escape(title))
    return " · ".join((when, *said))


def _span(event: Event, span: Span, view: PageContext) -> str:
    """From when to when; and whose clock that is, where one may ask."""
    said = span_words(span, view.language)
    is_usual = event.is_physical and span.zone == view.community.settings.zone
    if span.all_day or is_usual:
        return said
    return f"{said} ({zone_words(span.start, view.language)})"


def _where(held: Event, view: PageContext) -> Iterator[str]:
    at = whereabouts(held, view)
    if at is not None:
        up = "../" * view.event_address(held).path.count("/")
        name = _link(Link(at.name.text, f"{up}{at.name.href}" if at.name.href else ""))
        yield from _line(view, "event.where", " · ".join(filter(None, (name, escape(at.address)))))
    elif (name_only := where(held, view)) is not None:
        yield from _line(view, "event.where", escape(name_only.text))
    if held.is_online:
        join = Link(view.words("event.join_online"), held.online or "")
        yield from _line(view, "event.online", _link(join))


def _signup(held: Event, view: PageContext) -> Iterator[str]:
    signup = held.signup
    if signup is None:
        return
    until = signup.until
    if signup.is_full:
        said = escape(view.words("event.full"))
    elif until is not None and view.clock.has_come(until):
        said = escape(view.words("event.signup_closed"))
    else:
        way = _link(Link(view.words("event.signup"), signup.url)) if signup.url else ""
        said = " · ".join(filter(None, (way, escape(signup_words(until, view)))))
    yield from _line(view, "event.signup", said)


def _line(view: PageContext, key: str, html: str) -> Iterator[str]:
    """A label and what is to be said; nothing where there is nothing."""
    if html:
        yield f"<p><strong>{_label(key, view)}</strong> {html}</p>"


def _label(key: str, view: PageContext) -> str:
    return escape(view.words("copy.label", label=view.words(key)))


def _link(link: Link) -> str:
    if not link.href:
        return escape(link.text)
    return f'<a href="{escape(link.href)}">{escape(link.text)}</a>'


def _names(links: tuple[Link, ...], view: PageContext) -> str:
    return view.words("comma").join(link.text for link in links)


def post_facts(post: Post, view: PageContext) -> tuple[Lines, Lines]:
    """HTML before a post's text, and after it; links lead from the post's page."""
    return tuple(_before(post, view)), tuple(_after(post, view))


def _before(post: Post, view: PageContext) -> Iterator[str]:
    words, day = view.words, date_words(post.date.date(), view.language)
    if post.sponsored:
        paid = words("post.sponsored", who=post.sponsored)
        yield f"<p><strong>{escape(paid)}</strong></p>"
    names = _names(view.people(post.authors), view)
    by = words("copy.by", names=names, day=day) if names else day
    if post.updated and post.updated.date() > post.date.date():
        updated = date_words(post.updated.date(), view.language)
        by = f"{by} · {words('post.updated', day=updated)}"
    yield f"<p>{escape(by)}</p>"
    for role, ids in post.credits:
        said = words("copy.role", role=words.of("role", role), names=_names(view.people(ids), view))
        yield f"<p>{escape(said)}</p>"
    yield from _picture(post, post.image_alt, view)


def _after(post: Post, view: PageContext) -> Iterator[str]:
    source = post.source
    if source is None:
        return
    title = escape(source.title or str(source.url or ""))
    if source.url:
        title = f'<a href="{escape(str(source.url))}">{title}</a>'
    known = [escape(each) for each in (source.author, source.licence) if each]
    said = escape(view.words("feed.source"))
    yield f"<p>{said} {' · '.join(part for part in (title, *known) if part)}</p>"


def _picture(record: Event | Post, alt: str, view: PageContext) -> Iterator[str]:
    if picture := view.picture(record.image, alt):
        up = "../" * view.addresses.record(record, view.language).path.count("/")
        src, said = escape(up + picture.src), escape(picture.alt)
        yield f'<p><img src="{src}" alt="{said}" width="{picture.width}"></p>'
