"""What readers do with events: find one, narrow the list, look at a month, take it home."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOMES = pytest.mark.parametrize("home", ["", "en/"], ids=["zh-Hant", "en"])
DEVICES = pytest.mark.parametrize("device", ["desktop", "phone"])
CARDS = "[data-cg-filtered] .cg-event:visible"
HARBOUR = {"latitude": 25.2655, "longitude": 121.6139}
"""In front of the bookshop."""
MINUTE = timedelta(minutes=1)


def days(page) -> list[tuple[str, str]]:
    """From when to when each event lasts that is seen in the list; of a series, the day shown."""
    found = page.locator(CARDS).evaluate_all(
        "cards => cards.map(each => each.dataset.cgShown || each.dataset.cgDays)"
    )
    return [tuple(each.split()[:2]) for each in found]


def chip(page, wanted: str):
    return page.locator(f"[data-cg-filter='{wanted}']")


@HOMES
@DEVICES
def test_find_what_is_on_this_weekend_and_put_it_into_a_calendar(reader, noon, home, device):
    page = reader(device, now=noon).open(f"{home}events/")

    chip(page, "when=weekend").click()
    assert page.url.endswith("events/?when=weekend")
    assert days(page)
    assert all(first <= "2026-11-29" and last >= "2026-11-28" for first, last in days(page))
    page.locator(f"{CARDS}:not(.cg-event--series) .cg-event__title a").first.click()
    with page.expect_download() as saved:
        page.locator("[data-cg-ics]").click()

    (event,) = icalendar.Calendar.from_ical(Path(saved.value.path()).read_bytes()).events
    assert event.DTSTART.date().isoformat() == "2026-11-28"
    assert str(event["SUMMARY"]) in page.locator("h1").inner_text()


@pytest.mark.parametrize(
    ("now", "saturday"),
    [
        ("2026-11-27T23:59:00+08:00", "2026-11-28"),
        ("2026-11-28T00:01:00+08:00", "2026-11-28"),
        ("2026-12-13T23:59:00+08:00", "2026-12-12"),
        ("2026-12-14T00:01:00+08:00", "2026-12-19"),
    ],
)
def test_a_weekend_begins_and_ends_at_the_readers_midnight(reader, now, saturday):
    page = reader(now=datetime.fromisoformat(now)).open("events/?when=weekend")
    sunday = (datetime.fromisoformat(saturday) + timedelta(days=1)).date().isoformat()
    upcoming = page.locator("[data-cg-filtered] [data-cg-days]").evaluate_all(
        "cards => cards.map(each => [each.innerText, each.dataset.cgDays, each.dataset.cgEnds])"
    )
    wanted = []
    for words, dates, ends in upcoming:
        spans = zip(dates.split()[::2], dates.split()[1::2], strict=True)
        is_on = any(first <= sunday and last >= saturday for first, last in spans)
        if is_on and datetime.fromisoformat(ends) > datetime.fromisoformat(now):
            wanted.append(words)

    if wanted:
        assert page.locator(CARDS).all_inner_texts() == wanted
        assert all(first <= sunday and last >= saturday for first, last in days(page))
    else:
        expect(page.locator(".cg-found .cg-empty")).to_be_visible()


def test_a_weekend_is_the_readers_own(reader):
    """When it is still Sunday in Vancouver, it is Monday at the harbour."""
    moment = datetime.fromisoformat("2026-12-14T10:00:00+08:00")

    there = reader(now=moment, timezone_id="America/Vancouver").open("events/?when=weekend")
    here = reader(now=moment).open("events/?when=weekend")

    assert all(first <= "2026-12-13" and last >= "2026-12-12" for first, last in days(there))
    assert all(first <= "2026-12-20" and last >= "2026-12-19" for first, last in days(here))
    assert len(days(here)) > len(days(there)) > 0


@HOMES
def test_a_filter_has_an_address_and_the_back_button_knows_it(reader, noon, home):
    page = reader(now=noon).open(f"{home}events/?group=night-readers")
    groups = "cards => cards.map(each => each.dataset.cgGroups)"
    narrowed = page.locator(CARDS).evaluate_all(groups)
    assert narrowed
    assert all("night-readers" in each.split() for each in narrowed)
    expect(chip(page, "group=night-readers")).to_have_attribute("aria-current", "true")

    chip(page, "where=online").click()
    online = page.locator(CARDS).count()
    assert page.url.endswith("?where=online")
    assert page.locator(f"{CARDS}[data-cg-online]").count() == online > 0

    page.go_back()
    assert page.url.endswith("?group=night-readers")
    assert page.locator(CARDS).evaluate_all(groups) == narrowed
    chip(page, "").click()
    assert page.locator(CARDS).count() > len(narrowed)
    expect(page.locator("[role=status]")).to_be_empty()


@HOMES
def test_a_narrowed_list_keeps_the_names_of_its_months(reader, noon, home):
    page = reader(now=noon).open(f"{home}events/?where=online")

    headed = page.locator(f"{CARDS}:has(.cg-event__head:visible)")
    months = headed.evaluate_all("cards => cards.map(each => each.dataset.cgDays.slice(0, 7))")

    assert months == sorted({first[:7] for first, _ in days(page)})
    assert months


@HOMES
def test_how_many_were_found_is_said(reader, noon, home):
    page = reader(now=noon).open(f"{home}events/?scene=home-for-new-year")

    count = page.locator(CARDS).count()

    assert count
    assert str(count) in page.locator("[role=status]").inner_text()


@HOMES
def test_where_nothing_is_found_the_next_events_are_offered(reader, noon, home):
    page = reader(now=noon).open(f"{home}events/?group=nobody")

    expect(page.locator(".cg-found .cg-empty")).to_be_visible()
    assert page.locator(CARDS).count() == 3


def test_without_javascript_filters_are_links_to_real_pages(reader):
    somebody = reader(java_script_enabled=False)
    page = somebody.open("en/events/")
    expect(page.locator("[data-cg-filter='when=weekend']")).to_be_hidden()
    expect(page.locator("[data-cg-filter='where=near']")).to_be_hidden()

    page.locator("[data-cg-filter='where=online']").click()
    assert somebody.address == "en/events/online/"
    assert (
        page.locator(".cg-event").count() == page.locator(".cg-event .cg-mark--online").count() > 1
    )

    page.locator("details.cg-choices summary").first.click()
    page.locator("[data-cg-filter='group=menders']").click()
    assert somebody.address == "en/groups/menders/"


@HOMES
@DEVICES
def test_near_me_is_asked_only_on_a_tap_and_sorts_by_distance(reader, noon, home, device):
    somebody = reader(device, now=noon, geolocation=HARBOUR, permissions=["geolocation"])
    before_asking = days(somebody.open(f"{home}events/"))
    page = somebody.open(f"{home}events/?where=near")
    page.evaluate(COUNTING)
    chip(page, "where=near").click()
    assert page.evaluate("window.asked") == 0
    page.wait_for_load_state("networkidle")
    before = len(somebody.requests)

    page.locator("[data-cg-near] button").click()

    first = page.locator(CARDS).first
    expect(first.locator(".cg-away")).to_be_visible()
    assert "0" in first.locator(".cg-away").inner_text()
    assert "ebb-books" in first.locator(".p-location a").get_attribute("href")
    assert page.evaluate("window.asked") == 1
    assert page.locator(CARDS).count() == page.locator(f"{CARDS} .cg-away").count()
    assert page.locator(f"{CARDS} .cg-event__head:visible").count() == 0
    further = [each for each in somebody.requests[before:] if "/assets/pictures/" not in each]
    assert further == []
    assert "121" not in page.url

    chip(page, "").click()
    assert page.locator(".cg-away").count() == 0
    assert days(page) == before_asking
    assert page.locator(f"{CARDS} .cg-event__head:visible").count() > 1


COUNTING = """() => {
  window.asked = 0;
  const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
  navigator.geolocation.getCurrentPosition = (...all) => { window.asked += 1; ask(...all); };
}"""


@HOMES
def test_who_keeps_their_position_to_themselves_keeps_the_list(reader, noon, home):
    somebody = reader(now=noon, permissions=[])
    page = somebody.open(f"{home}events/?where=near")
    said = page.locator("[data-cg-near] p").first
    before, count = said.inner_text(), page.locator(CARDS).count()

    page.locator("[data-cg-near] button").click()

    expect(said).to_have_text(page.locator("[data-cg-near]").get_attribute("data-cg-refused"))
    assert before != said.inner_text()
    assert page.locator(CARDS).count() == count > 5


@HOMES
@pytest.mark.parametrize("script", [True, False])
def test_a_month_by_keyboard(reader, home, script):
    somebody = reader(java_script_enabled=script)
    page = somebody.open(f"{home}events/month/2026-12/")
    assert page.locator(".cg-grid caption").inner_text().strip()
    assert page.locator(".cg-grid thead th[scope=col]").count() == 7

    page.locator("[data-cg-day='2026-12-11'] .cg-day__link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#d-2026-12-12"
    page.keyboard.press("Enter")
    assert somebody.address.endswith("2026-12/#d-2026-12-12")
    page.keyboard.press("Tab")

    expect(page.locator("#d-2026-12-12 a:focus")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_a_tapped_day_stands_alone_below_the_grid(reader, script):
    page = reader("phone", java_script_enabled=script).open("events/month/2026-12/")
    seen = page.locator(".cg-agenda__day:visible")
    every = seen.count()
    assert every > 8

    page.locator("a[href='#d-2026-12-12']").tap()
    assert seen.count() == 1
    assert seen.locator("[datetime='2026-12-12']").count()
    box = page.locator("[data-cg-day='2026-12-12'] a").first.bounding_box()
    assert min(box["width"], box["height"]) >= 43

    page.locator(".cg-agenda__whole a").tap()
    assert seen.count() == every


def test_months_follow_each_other(reader):
    somebody = reader()
    page = somebody.open("events/")
    page.locator(".cg-switch a").last.click()
    assert somebody.address == "events/month/2026-11/"

    page.locator(".cg-months [rel=next]").click()
    assert somebody.address == "events/month/2026-12/"
    page.locator(".cg-months [rel=prev]").click()
    assert somebody.address == "events/month/2026-11/"


def test_a_month_shows_series_moved_days_and_several_days(reader):
    page = reader().open("en/events/month/2026-12/")
    names = {
        day: page.locator(f"[data-cg-day='2026-12-{day}'] li").all_inner_texts()
        for day in ("15", "22", "23")
    }
    assert ["Tuesday" in " ".join(names[day]) for day in ("15", "22", "23")] == [True, False, True]

    page = reader().open("en/events/month/2027-02/")
    festival = "2027/paper-boat-festival/"
    for day in (19, 20, 21):
        assert page.locator(f"[data-cg-day='2027-02-{day}'] a[href*='{festival}']").count() == 1
    assert page.locator(f".cg-agenda .cg-event a.u-url[href*='{festival}']").count() == 1


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-12-05T23:59:00+08:00", "Asia/Taipei", "2026-12-05"),
        ("2026-12-06T00:01:00+08:00", "Asia/Taipei", "2026-12-06"),
        ("2026-12-06T00:01:00+08:00", "Europe/London", "2026-12-05"),
    ],
)
def test_today_is_the_readers(reader, now, zone, day):
    somebody = reader(now=datetime.fromisoformat(now), timezone_id=zone)

    page = somebody.open("events/month/2026-12/")

    marked = page.locator("[aria-current=date]")
    assert marked.evaluate_all("cells => cells.map(each => each.dataset.cgDay)") == [day]


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-11-28T12:00:00+08:00", "rainy-weekend"),
        ("2026-11-27T12:00:00+08:00", "something-broken"),
        ("2027-01-13T12:00:00+08:00", "home-for-new-year"),
    ],
)
def test_the_scene_in_season_comes_first_by_the_readers_date(reader, now, first):
    page = reader(now=datetime.fromisoformat(now)).open("")

    chips = page.locator(".cg-seasons li")

    assert chips.first.get_attribute("data-cg-scene") == first
    assert "cg-now" in chips.first.get_attribute("class")


@HOMES
def test_home_answers_in_the_first_screen_of_a_phone(reader, noon, home):
    page = reader("phone", now=noon).open(home)
    height = page.viewport_size["height"]
    answers = (
        "h1",
        ".cg-welcome__tagline",
        ".cg-seasons li a",
        ".cg-block--upcoming .cg-event__title",
        ".cg-block--latest .cg-post__title",
    )

    for answer in answers:
        box = page.locator(f"main {answer}").first.bounding_box()
        assert box["y"] + box["height"] <= height, answer
    faces = page.locator("main .cg-block--faces .cg-face").first.bounding_box()
    assert faces["y"] + faces["height"] <= 1.5 * height


@pytest.mark.parametrize(
    ("agent", "beginning"),
    [
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9)", "geo:25.2661,121.615?q="),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "https://maps.apple.com/?ll="),
        ("Mozilla/5.0 (X11; Linux x86_64)", "https://www.openstreetmap.org/?mlat="),
    ],
)
def test_a_place_opens_in_the_map_of_the_phone(reader, agent, beginning):
    page = reader(user_agent=agent).open("events/2025/tuesday-tea/")

    assert page.locator("[data-cg-map]").get_attribute("href").startswith(beginning)


def test_signing_up_closes_at_its_hour(reader):
    before = datetime.fromisoformat("2026-12-01T23:58:00+08:00")
    address = "en/events/2026/last-boat-supper/"
    page = reader(now=before).open(address)
    expect(page.locator("[data-cg-closes] a")).to_be_visible()

    page = reader(now=before + 2 * MINUTE).open(address)

    assert page.locator("[data-cg-closes] a").count() == 0
    assert "closed" in page.locator("[data-cg-closes]").inner_text()


def test_the_clock_there_and_the_readers_own(reader):
    page = reader(timezone_id="Europe/London").open("en/events/2025/tuesday-tea/")

    assert page.locator(".cg-facts--event .cg-yours").inner_text() == (
        "19:30 in Taipei, 11:30 for you (London)"
    )


def test_another_day_is_named_with_the_readers_own_time(reader):
    page = reader(timezone_id="America/Los_Angeles").open("en/events/2026/tea-walk/")

    assert re.search(r"Thu.* 23:00 for you", page.locator(".cg-yours").first.inner_text())
