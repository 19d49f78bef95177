"""Real clients see what our own pages show."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events

from chaguan.model import Event, Span
from chaguan.site.stream import site_stream

Seen = tuple[str, str, str]

READ_WITH_ICAL_JS = """
const seen = [];
for (const text of calendars) {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const all = root.getAllSubcomponents('vevent');
  const events = all.filter((each) => !each.hasProperty('recurrence-id'))
    .map((each) => new ICAL.Event(each));
  for (const each of all.filter((one) => one.hasProperty('recurrence-id'))) {
    events.find((one) => one.uid === each.getFirstPropertyValue('uid')).relateException(each);
  }
  const say = (time) => time.isDate ? time.toString()
    : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 16).replace('T', ' ');
  for (const event of events) {
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.year < 2027; next = iterator.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      seen.push([item.summary, say(startDate), say(endDate)]);
      if (!event.isRecurring()) break;
    }
  }
}
return seen;
"""


def said(title: str, span: Span) -> Seen:
    if span.all_day:
        return title, str(span.first_day), str(span.last_day + timedelta(days=1))
    start, end = (moment.astimezone(UTC) for moment in (span.start, span.end))
    return title, f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}"


def ours(events: tuple[Event, ...]) -> list[Seen]:
    """What our pages show of 2026."""
    seen = []
    for event in events:
        for each in event.occurrences():
            if each.original.year > 2026:
                break
            seen.append(said(each.event.title.best("en").text, each.span))
    return sorted(seen)


def test_recurring_ical_events_sees_the_same_year(year_of_events, calendar_of):
    calendar = icalendar.Calendar.from_ical(calendar_of(*year_of_events))
    window = (datetime(2025, 12, 30, tzinfo=UTC), datetime(2027, 1, 3, tzinfo=UTC))
    found = recurring_ical_events.of(calendar).between(*window)

    def seen(moment: date) -> str:
        if isinstance(moment, datetime):
            return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"
        return str(moment)

    read = sorted(
        (str(each["SUMMARY"]), seen(each.start), seen(each.end))
        for each in found
        if each.start.year == 2026
    )

    assert read == ours(year_of_events)


def test_ical_js_sees_the_same_year(year_of_events, calendar_of, ical_js):
    read = ical_js(READ_WITH_ICAL_JS, [calendar_of(*year_of_events)])

    assert sorted(map(tuple, read)) == ours(year_of_events)


def test_khal_sees_the_same_year(year_of_events, calendar_of, khal):
    read = set()
    for title, start, end, all_day in khal([calendar_of(*year_of_events)]):
        if all_day == "True":
            start, end = start[:10], str(date.fromisoformat(end[:10]) + timedelta(days=1))
        read.add((title.removesuffix("⏰").strip(), start, end))

    assert sorted(each for each in read if each[1] < "2027") == ours(year_of_events)


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/London"])
def test_khal_keeps_the_exact_length_of_a_night_on_which_clocks_change(
    zone, an_event, calendar_of, khal, year_of_events
):
    weekly = next(event.repeat for event in year_of_events if event.repeat)
    night = an_event("2026-01-10 22:00", "2026-01-11 04:00", zone, title="night", repeat=weekly)
    read = {("night", start, end) for _, start, end, _ in khal([calendar_of(night)])}

    assert sorted(each for each in read if each[1] < "2027") == ours((night,))


def test_libical_finds_nothing_to_restrict(year_of_events, calendars_of, libical):
    calendars = calendars_of(*year_of_events)
    texts = [calendars.of(site_stream(calendars.index, "en"))]
    texts += [calendars.of_event(event, "en") for event in year_of_events]

    assert [found for found in libical(texts) if found] == []


def test_libical_restricts_what_is_wrong(an_event, calendar_of, libical):
    broken = calendar_of(an_event()).replace(b"SEQUENCE:0", b"UID:another")

    assert libical([broken]) != [[]]


def test_ical_js_parses_strictly(year_of_events, calendar_of, ical_js):
    script = """
    ICAL.design.strict = true;
    return calendars.map((text) => new ICAL.Component(ICAL.parse(text)).name);
    """

    assert ical_js(script, [calendar_of(*year_of_events)]) == ["vcalendar"]
