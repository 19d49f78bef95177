"""The reader's clock corrects the clock of the build."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

pytestmark = pytest.mark.browser

LISTS = pytest.mark.parametrize("address", ["", "en/events/"])
HOMES = pytest.mark.parametrize("home", ["", "en/"], ids=["zh-Hant", "en"])
MINUTE = timedelta(minutes=1)
IN_2040 = datetime.fromisoformat("2040-01-01T00:00:00+00:00")
UPCOMING = ".cg-events:not(.cg-events--small) .cg-event:visible"
ENDS = "cards => cards.map(card => card.dataset.cgEnds)"
CARDS = "cards => cards.map(card => card.dataset.cgEnds + ' ' + card.querySelector('a').href)"


def ends_of(page) -> list[datetime]:
    """When the events end that a page lists, in its order."""
    return list(map(datetime.fromisoformat, page.locator("[data-cg-ends]").evaluate_all(ENDS)))


def shown(page) -> list[str]:
    """The events that a reader sees in a list: when each ends, and where it leads."""
    return page.locator(UPCOMING).evaluate_all(CARDS)


@LISTS
def test_an_event_that_ended_since_the_build_leaves_the_list(reader, noon, address):
    page = reader(now=noon).open(address)
    before, ended = shown(page), min(ends_of(page))

    after = shown(reader(now=ended + MINUTE).open(address))

    gone = [card for card in before if card not in after]
    assert gone
    assert all(datetime.fromisoformat(card.split()[0]) == ended for card in gone)


@LISTS
def test_an_event_is_listed_until_it_ends(reader, noon, address):
    page = reader(now=noon).open(address)

    late = reader(now=min(ends_of(page)) - MINUTE).open(address)

    assert shown(late) == shown(page)


def test_the_next_event_comes_forward_on_the_home_page(reader, noon):
    page = reader(now=noon).open("")

    later = reader(now=min(ends_of(page)) + MINUTE).open("")

    assert len(shown(later)) == len(shown(page)) > 2


@pytest.mark.parametrize(
    "address", ["", "en/", "events/", "en/events/", "groups/tide-walkers/", "en/people/lin-mei/"]
)
def test_years_later_nothing_is_shown_as_upcoming(reader, address):
    page = reader(now=IN_2040).open(address)

    assert shown(page) == []
    assert page.locator("main section > h2").evaluate_all(BARE) == []


BARE = """headings => headings.filter(heading => {
  const others = [...heading.parentElement.children].filter(each => each !== heading);
  const telling = others.filter(each => each.innerText.trim() && each.className !== "cg-more");
  return heading.checkVisibility() && !telling.length;
}).map(heading => heading.innerText)"""
"""The headings of sections in which a reader sees nothing else."""


@HOMES
def test_the_page_of_an_event_says_when_it_is_over(reader, noon, home):
    address = f"{home}events/2027/new-year-eve/"
    page = reader(now=noon).open(address)
    end = datetime.fromisoformat(page.locator("[data-cg-event]").get_attribute("data-cg-ends"))
    assert not page.locator("[data-cg-over]").is_visible()

    page = reader(now=end + MINUTE).open(address)

    assert page.locator("[data-cg-over]").inner_text().strip()


def test_the_page_of_a_series_offers_no_time_that_has_passed(reader, noon):
    page = reader(now=noon).open("events/2025/tuesday-tea/")
    first = min(ends_of(page)[1:])

    page = reader(now=first + MINUTE).open("events/2025/tuesday-tea/")

    ahead = page.locator(".cg-event:visible").evaluate_all(ENDS)
    assert ahead
    assert all(datetime.fromisoformat(end) > first for end in ahead)


@HOMES
def test_a_reader_elsewhere_sees_their_own_time_beside_the_stated_one(reader, home):
    page = reader(timezone_id="Europe/London").open(f"{home}events/2026/tea-walk/")

    assert "14:00" in page.locator(".cg-facts--event .dt-start").inner_text()
    assert "07:00" in page.locator(".cg-yours").inner_text()


@pytest.mark.parametrize("zone", ["Asia/Taipei", "Asia/Singapore"])
def test_a_reader_with_the_same_clock_sees_one_time_only(reader, zone):
    page = reader(timezone_id=zone).open("events/2026/tea-walk/")

    assert page.locator(".cg-facts--event .dt-start").is_visible()
    assert page.locator(".cg-yours").count() == 0


@HOMES
@pytest.mark.parametrize(
    "address", ["", "events/", "events/2026/tea-walk/", "posts/", "people/lin-mei/"]
)
def test_all_is_readable_without_javascript(reader, home, address):
    page = reader(java_script_enabled=False).open(f"{home}{address}")

    hidden = page.locator(WORDS).evaluate_all(UNSEEN)
    assert page.locator("main h1").is_visible()
    assert hidden == []


WORDS = "main .cg-page :is(h1, h2, h3, p, li, dd, time)"
LATER = (
    "'details, [data-cg-over], [data-cg-script], [data-cg-near], [data-cg-spare], [data-cg-share]'"
)
"""What is not to be seen yet, or only a script can do."""
UNSEEN = """elements => elements
  .filter(each => each.textContent.trim() && !each.closest(LATER))
  .filter(each => !each.checkVisibility())
  .map(each => each.outerHTML)""".replace("LATER", LATER)
"""What says something, is not to be unfolded, and is not seen."""


def test_without_javascript_every_event_of_a_list_is_seen(reader):
    page = reader(java_script_enabled=False).open("events/")

    assert page.locator(".cg-event").count() == page.locator(".cg-event:visible").count() > 10


@pytest.mark.parametrize(
    ("zone", "there"), [("America/Vancouver", "04:30"), ("Africa/Casablanca", "11:30")]
)
def test_the_events_offset_is_the_builds_and_the_readers_zone_is_named(reader, zone, there):
    page = reader(timezone_id=zone).open("en/events/2025/tuesday-tea/")

    head = page.locator(".cg-facts--event")
    assert head.locator(".dt-start").get_attribute("datetime").endswith("+08:00")
    told = head.locator(".cg-yours").inner_text()
    assert there in told
    assert zone.rpartition("/")[2] in told


def test_the_head_of_a_series_moves_on_by_the_readers_clock(reader, noon):
    address = "en/events/2026/warm-hands/"
    page = reader(now=noon).open(address)
    first, second, *_ = ends_of(page)[1:]
    head = page.locator(".cg-facts--event .dt-start").first
    before = head.get_attribute("datetime")

    later = reader(now=first + MINUTE).open(address)

    after = later.locator(".cg-facts--event .dt-start").first.get_attribute("datetime")
    assert before < after
    assert datetime.fromisoformat(after) < second
    assert page.locator("[data-cg-its]").count() > 0  # until when one signs up for that day
    assert later.locator("[data-cg-its]").count() == 0
    assert later.locator(".cg-facts--event [data-cg-closes]").count() == 0


def test_a_finished_series_says_that_it_is_over(reader):
    page = reader(now=IN_2040).open("en/events/2026/net-market/")

    assert "over" in page.locator("[data-cg-over]").inner_text()


def test_a_next_time_that_has_passed_leaves_the_poster(reader, noon):
    address = "en/events/2026/warm-hands/poster/"
    assert reader(now=noon).open(address).locator("[data-cg-ends]").count() > 0

    page = reader(now=IN_2040).open(address)

    assert page.locator("[data-cg-ends]").count() == 0
    assert "every Thursday" in page.inner_text("main")


@HOMES
def test_each_offer_leaves_its_list_by_itself_when_its_season_is_over(reader, noon, home):
    address, cards = f"{home}offers/", ".cg-offers [data-cg-ends]:visible"
    page = reader(now=noon).open(address)
    first, second = sorted(ends_of(page))[:2]
    assert page.locator(cards).count() == len(ends_of(page))

    later = reader(now=first + MINUTE).open(address)

    assert first < second
    assert later.locator(cards).count() == len(ends_of(page)) - 1
    assert reader(now=IN_2040).open(address).locator(cards).count() == 0


@HOMES
def test_a_call_leaves_its_list_when_nobody_is_wanted_any_more(reader, noon, home):
    address, calls = f"{home}events/calls/", ".cg-calls > p:visible"
    assert reader(now=noon).open(address).locator(calls).count() > 1

    page = reader(now=IN_2040).open(address)

    assert page.locator(f"{calls}:not(.cg-empty)").count() == 0
    assert page.locator(".cg-calls .cg-empty").inner_text().strip()


@HOMES
def test_the_row_of_a_series_moves_on_by_the_readers_clock(reader, noon, home):
    row = ".cg-event:has(a[href*='tuesday-tea/'])"
    before = reader(now=noon).open(f"{home}events/").locator(row)
    end = datetime.fromisoformat(before.get_attribute("data-cg-ends"))
    days = before.locator("[data-cg-day-ends]:visible").count()

    page = reader(now=end + MINUTE).open(f"{home}events/")

    after = page.locator(row)
    first = after.locator("[data-cg-day-ends]:visible").first
    assert after.locator("[data-cg-day-ends]:visible").count() == days - 1
    assert after.get_attribute("data-cg-ends") == first.get_attribute("data-cg-day-ends")
    assert first.get_attribute("data-cg-span") == " ".join(
        after.get_attribute("data-cg-days").split()[:2]
    )
    starts = page.locator("[data-cg-filtered] .cg-event:not([data-cg-runs]) .dt-start")
    moments = starts.evaluate_all("all => all.map(each => Date.parse(each.dateTime))")
    assert moments == sorted(moments)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-12-01T09:00:00+08:00", "今天"),
        ("2026-11-30T09:00:00+08:00", "明天"),
        ("2026-11-28T09:00:00+08:00", "下週"),
    ],
)
def test_how_soon_an_event_is_is_said_by_the_readers_day(reader, now, words):
    page = reader(now=datetime.fromisoformat(now)).open("events/")

    row = page.locator(".cg-event:has(a[href*='tuesday-tea/'])")
    assert row.locator(".cg-soon").inner_text() == words
