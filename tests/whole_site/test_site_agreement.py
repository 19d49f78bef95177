"""The page, the list, the feed, the JSON-LD and the calendar say the same of an event."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import feedparser
import pytest
from icalendar import Calendar

from chaguan.load import load
from support import ROOT

CONTENT = ROOT / "content"
EVENTS = load(CONTENT).community.events
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
    titles = {each.link.partition("example.org/")[2]: each.title for each in feed.entries}

    for event in EVENTS.values():
        summary = str(in_the_calendar(demonstration, event)["SUMMARY"])
        assert titles[address_of(event)] == summary


def test_the_list_shows_what_the_page_shows(demonstration, noon):
    listed = {}
    for address in ("events/", "events/past/"):
        for card in demonstration.pages[address].cssselect("article.cg-event"):
            link = card.cssselect("h2 a")[0].get("href")
            at = demonstration.address(address, link)
            listed.setdefault(at, card.cssselect(".dt-start")[0].get("datetime"))

    for id in ONCE:
        page = demonstration.pages[address_of(EVENTS[id])]
        shown = page.cssselect("article.h-event .dt-start")[0].get("datetime")
        assert moment(listed[address_of(EVENTS[id])]) == moment(shown)
