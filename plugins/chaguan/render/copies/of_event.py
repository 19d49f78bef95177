"""What an event's copy says beside its text: whether it holds, when, where, when next."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice

from chaguan.model import Event, Occurrence, Span
from chaguan.render.html.event_facts import signup_words, status_words, where, whereabouts
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.html.series_facts import doubt_of, marks, rules
from chaguan.render.text.dates import span_words
from chaguan.render.text.zone_names import zone_words
from chaguan.site.occurrences import NEXT_TIMES, following, is_waiting, shown_of


def event_facts(event: Event, view: PageContext) -> tuple[str, ...]:
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
    if picture := view.picture(event.image, view.best(event.image_alt).text):
        up = "../" * view.addresses.record(event, view.language).path.count("/")
        alt = escape(picture.alt)
        yield f'<p><img src="{escape(up + picture.src)}" alt="{alt}" width="{picture.width}"></p>'
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
