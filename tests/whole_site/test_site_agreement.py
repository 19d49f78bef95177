"""The page, the list, the feed, the JSON-LD and the calendar say the same of an event."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import feedparser
import pytest
import recurring_ical_events
from icalendar import Calendar
from lxml import html

from chaguan.load import load
from chaguan.locales import vocabulary
from chaguan.model import Occurrence
from chaguan.render.text.localized import span_words
from chaguan.render.text.recurrence import rule_words
from chaguan.site.occurrences import Window, occurrences
from support import ROOT

CONTENT = ROOT / "content"
COMMUNITY = load(CONTENT).community
EVENTS = COMMUNITY.events
ZONE = COMMUNITY.settings.zone
ONCE = sorted(id for id, event in EVENTS.items() if event.repeat is None)
STATUS = {"confirmed": "EventScheduled", "tentative": "EventScheduled"} | {
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
CALENDAR_STATUS = {
    "confirmed": "CONFIRMED",
    "tentative": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}


def address_of(event) -> str:
    return event.path.removesuffix(".yml") + "/"


def linked(page) -> dict:
    texts = (each.text_content() for each in page.cssselect('script[type="application/ld+json"]'))
    nodes = [node for text in texts for node in json.loads(text)]
    return next(node for node in nodes if node["@type"] in ("Event", "EventSeries"))


def in_the_calendar(site, event):
    component = Calendar.from_ical(site.files["events.ics"])
    title = event.title.best("zh-Hant").text
    found = [each for each in component.walk("VEVENT") if title in str(each["SUMMARY"])]
    return next(each for each in found if "RECURRENCE-ID" not in each)


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@pytest.mark.parametrize("id", ONCE)
def test_everything_agrees_on_when_it_is(demonstration, id):
    event = EVENTS[id]
    page = demonstration.pages[address_of(event)]
    data = linked(page)
    entry = in_the_calendar(demonstration, event)

    shown = page.cssselect("article.h-event .dt-start")[0].get("datetime")
    ends = page.cssselect("article.h-event .dt-end")[0].get("value")
    starts = entry["DTSTART"].dt
    assert moment(shown) == moment(data["startDate"]) == starts
    last = entry["DTEND"].dt - timedelta(days=1) if event.span.all_day else entry["DTEND"].dt
    assert moment(ends) == last
    if not event.span.open_ended:
        assert moment(data["endDate"]) == last


@pytest.mark.parametrize("id", sorted(EVENTS))
def test_everything_agrees_on_whether_it_takes_place(demonstration, id):
    event = EVENTS[id]
    address = address_of(event)
    page = demonstration.pages[address]
    entry = in_the_calendar(demonstration, event)
    marks = page.cssselect(f".cg-status--{event.status.value}")

    assert linked(page)["eventStatus"] == f"https://schema.org/{STATUS[event.status.value]}"
    assert str(entry["STATUS"]) == CALENDAR_STATUS[event.status.value]
    assert bool(marks) is (event.status.value != "confirmed")
    if event.status_note:
        note = event.status_note.best("zh-Hant").text
        assert note in marks[0].text_content()
        assert note in str(entry["DESCRIPTION"])


@pytest.mark.parametrize("id", sorted(EVENTS))
def test_everything_agrees_on_where_it_is(demonstration, id):
    event = EVENTS[id]
    page = demonstration.pages[address_of(event)]
    entry = in_the_calendar(demonstration, event)
    street = page.cssselect(".p-street-address")
    data = linked(page).get("location")

    if not event.is_physical:
        assert not street
        assert data["@type"] == "VirtualLocation"
        return
    place = data if isinstance(data, dict) else next(n for n in data if n["@type"] == "Place")
    assert place["name"] in str(entry["LOCATION"])
    assert place["name"] in page.cssselect(".p-location")[0].text_content()
    if street and "address" in place:
        assert street[0].text_content() in str(entry["LOCATION"])
        assert place["address"]["streetAddress"] in street[0].text_content()


def test_the_feed_marks_what_the_calendar_marks(demonstration):
    feed = feedparser.parse(demonstration.files["events/atom.xml"])
    announced = {each.link: each.title for each in feed.entries if " · " in each.title}
    marks = {}
    for event in EVENTS.values():
        title = event.title.best("zh-Hant").text
        mark, behind = str(in_the_calendar(demonstration, event)["SUMMARY"]).split(title)
        in_the_feed = announced[f"{demonstration.url}{address_of(event)}"]
        assert in_the_feed.startswith(mark)
        assert in_the_feed.endswith(f" · {title}{behind}")
        marks[in_the_feed] = mark

    assert set(marks.values()) > {""}
    for in_the_feed, mark in marks.items():
        others = {each for each in marks.values() if each not in ("", mark)}
        assert not in_the_feed.startswith(tuple(others))


def test_the_list_shows_what_the_page_shows(demonstration, noon):
    listed = {}
    for address in ("events/", "events/past/"):
        for card in demonstration.pages[address].cssselect("article.cg-event"):
            link = card.cssselect(".cg-event__title a")[0].get("href")
            at = demonstration.address(address, link)
            listed.setdefault(at, card.cssselect(".dt-start")[0].get("datetime"))

    for id in ONCE:
        page = demonstration.pages[address_of(EVENTS[id])]
        shown = page.cssselect("article.h-event .dt-start")[0].get("datetime")
        assert moment(listed[address_of(EVENTS[id])]) == moment(shown)


SERIES = sorted(id for id, event in EVENTS.items() if event.repeat is not None)


def days_on_the_page(page) -> dict[str, tuple[datetime, bool, str]]:
    """The listed days of a series by their anchors: when, whether it is off, and where."""
    found = {}
    for card in page.cssselect(".cg-events--small article[id]"):
        start = moment(card.cssselect(".dt-start")[0].get("datetime"))
        places = [each.text_content().strip() for each in card.cssselect(".p-location .p-name")]
        found[card.get("id")] = start, "data-cg-off" in card.attrib, "".join(places[:1])
    return found


def days_in_the_calendar(site, event, noon: datetime) -> list[datetime]:
    """When the one calendar of all has a series on, as a client unrolls it."""
    calendar = Calendar.from_ical(site.files["events.ics"])
    own = Calendar.from_ical(site.files[address_of(event).rstrip("/") + ".ics"])
    uids = {str(each["UID"]) for each in own.walk("VEVENT")}
    parts = [each for each in calendar.subcomponents if str(each.get("UID", "")) in uids]
    calendar.subcomponents = [*calendar.walk("VTIMEZONE"), *parts]
    years = 7 if event.repeat.every == "year" else 1
    held = recurring_ical_events.of(calendar).between(noon, noon + timedelta(days=366 * years))
    return sorted(each["DTSTART"].dt for each in held if str(each["STATUS"]) != "CANCELLED")


@pytest.mark.parametrize("id", SERIES)
def test_everything_agrees_on_every_listed_day_of_a_series(demonstration, noon, id):
    event, address = EVENTS[id], address_of(EVENTS[id])
    page = demonstration.pages[address]
    days = days_on_the_page(page)
    told = {each["@id"].partition("#")[2]: each for each in linked(page).get("subEvent", [])}

    assert days
    held = [start for start, is_off, _ in days.values() if not is_off]
    assert held == days_in_the_calendar(demonstration, event, noon)[: len(held)]
    for day, (start, is_off, place) in days.items():
        assert moment(told[day]["startDate"]) == start
        assert told[day]["eventStatus"].endswith("Cancelled") is is_off
        where = told[day].get("location", {})
        named = (
            where if isinstance(where, dict) else next(w for w in where if w["@type"] == "Place")
        )
        assert place in named.get("name", "")
        if not is_off:
            alone = Calendar.from_ical(demonstration.files[f"{address}{day}.ics"])
            (only,) = alone.walk("VEVENT")
            assert only["DTSTART"].dt == start
            assert place in str(only.get("LOCATION", ""))
    shown = moment(page.cssselect("article.h-event .dt-start")[0].get("datetime"))
    assert shown == held[0]
    assert (
        listed_days(demonstration, address)[: len(held)]
        == held[: len(listed_days(demonstration, address))]
    )
    data = json.loads(demonstration.files["api/community.json"])
    (known,) = [each for each in data["events"] if each["id"] == id]
    apart = {each["original"]: each for each in (*known.get("changes", []), *known.get("also", []))}
    for day, each in apart.items():
        if day in days and "span" in each:
            assert moment(each["span"]["start"]) == days[day][0]


def listed_days(site, address: str) -> list[datetime]:
    """When the list of what is on has an event: of a series, each day that its row names."""
    cards = site.pages["events/"].cssselect("article.cg-event")
    links = [(card, card.cssselect(".cg-event__title a")[0].get("href")) for card in cards]
    return [
        moment(day.get("datetime"))
        for card, link in links
        if site.address("events/", link) == address
        and "cg-event--cancelled" not in card.get("class")
        for day in card.cssselect(".cg-days__day:not(.cg-days__day--off) time")
        or card.cssselect(".dt-start")
    ]


def held_days(event, noon: datetime, years: int = 1) -> list[Occurrence]:
    """The days on which an event takes place, listed on its page or not."""
    window = Window(noon, noon + timedelta(days=366 * years))
    return [each for each in occurrences(event, window) if not each.is_off]


def began(each: Occurrence) -> date | datetime:
    return each.span.first_day if each.span.all_day else each.span.start


@pytest.mark.parametrize("id", SERIES)
def test_the_calendar_has_every_day_of_a_series_beyond_those_that_are_listed(
    demonstration, noon, id
):
    event = EVENTS[id]
    years = 7 if event.repeat.every == "year" else 1

    held = [began(each) for each in held_days(event, noon, years)]
    assert held == days_in_the_calendar(demonstration, event, noon)


@pytest.mark.parametrize("id", sorted(EVENTS))
def test_the_months_have_every_day_at_its_hour(demonstration, noon, id):
    event, address = EVENTS[id], address_of(EVENTS[id])
    missing = []
    for each in held_days(event, noon):
        seen = each.span.seen_from(ZONE)
        month = f"events/month/{seen.first_day:%Y-%m}/"
        if month not in demonstration.pages:
            continue
        cell = demonstration.pages[month].cssselect(f"[data-cg-day='{seen.first_day}']")[0]
        links = {
            demonstration.address(month, link.get("href")): link.text_content()
            for link in cell.cssselect("li a")
        }
        clock = "" if seen.all_day else f"{seen.start:%H:%M}"
        if address not in links or not links[address].strip().startswith(clock):
            missing.append(str(began(each)))

    assert missing == []


@pytest.mark.parametrize("id", SERIES)
def test_the_poster_tells_the_rule_and_the_next_day_of_the_page(demonstration, id):
    address = address_of(EVENTS[id])
    page = demonstration.pages[address]
    poster = html.fromstring(demonstration.files[f"{address}poster/index.html"])
    held = [
        card
        for card in page.cssselect(".cg-events--small article[id]")
        if "data-cg-off" not in card.attrib
    ]

    told = {each.get("data-cg-ends") for each in poster.cssselect("[data-cg-ends]")}
    assert told == {held[0].get("data-cg-ends")}
    rule = rule_words(EVENTS[id].stretches[0].event, vocabulary("zh-Hant"), has_end=False)
    assert rule in poster.text_content()
    assert rule in page.cssselect("dl.cg-facts")[0].text_content()


@pytest.mark.parametrize("id", SERIES)
def test_the_feed_tells_the_rule_and_each_day_that_differs(demonstration, noon, id):
    event = EVENTS[id]
    feed = feedparser.parse(demonstration.files["events/atom.xml"])
    url = f"{demonstration.url}{address_of(event)}"
    (entry,) = [each for each in feed.entries if each.link == url and " · " in each.title]
    content = html.fromstring(entry.content[0].value).text_content()

    rule = rule_words(event.stretches[0].event, vocabulary("zh-Hant"), has_end=False)
    assert rule in content
    for change in event.changes:
        day = event.occurrence(change.original, change)
        assert span_words(day.span, "zh-Hant") in content
    for further in event.also:
        assert span_words(event.further(further).span, "zh-Hant") in content


@pytest.mark.parametrize("id", SERIES)
def test_the_data_has_every_day_that_was_written_apart(demonstration, id):
    event = EVENTS[id]
    data = json.loads(demonstration.files["api/community.json"])
    (known,) = [each for each in data["events"] if each["id"] == id]
    told = {each["original"]: each for each in (*known.get("changes", []), *known.get("also", []))}

    apart = [event.occurrence(each.original, each) for each in event.changes]
    apart += [event.further(each) for each in event.also]
    assert told.keys() == {each.original.isoformat() for each in apart}
    for each in apart:
        span = told[each.original.isoformat()].get("span")
        assert (span is None) is (each.span == each.usual) or each.is_further
        if span is not None:
            assert moment(span["start"]) == began(each)
