"""Lists of events that grow, and the calendars of months."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

ONE_LANGUAGE = """
community.yml
| name: The Town
| timezone: Asia/Taipei
| languages: [en]
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""
EVENT = "title: Event {number}\nstart: {day:%Y-%m-%d} 14:00\nlocation: {{name: The pier}}\n"
SERIES = """
    events/
        tea.yml
        | title: Tea
        | start: 2024-01-02 19:30
        | location: {name: The pier}
        | repeat:
        |   every: week
        |   moved:
        |     2026-12-29: {start: 2027-01-02 19:30}
        festival.yml
        | title: Festival
        | start: 2026-12-30
        | end: 2027-01-01
        | location: {name: The pier}
        old.yml
        | title: Old
        | start: 2020-05-05
        | location: {name: The pier}
"""


def titles(page) -> list[str]:
    found = page.xpath("//*[contains(@class, 'cg-event__title')]")
    return [each.text_content().strip() for each in found]


def months(site) -> list[str]:
    return sorted(each.split("/")[2] for each in site.pages if each.startswith("events/month/"))


def cells(page, day: str) -> list[str]:
    """What stands in the cell of a day."""
    return [each.text_content().strip() for each in page.xpath(f"//td[@data-cg-day='{day}']//li")]


def test_thousands_of_events_are_shown_on_pages_of_fifty(town, noon):
    town = town(community=ONE_LANGUAGE)
    for number in range(120):
        day = noon + timedelta(days=1 + number % 40)
        online = "online: https://meet.example.org/\n" if number % 2 else ""
        text = EVENT.format(number=number, day=day) + online
        town.write(f"events/event-{number}.yml", text)

    site = town.built()

    pages = [site.pages[each] for each in ("events/", "events/page/2/", "events/page/3/")]
    assert [len(titles(page)) for page in pages] == [50, 50, 20]
    assert len({title for page in pages for title in titles(page)}) == 120
    online = [site.pages["events/online/"], site.pages["events/online/page/2/"]]
    assert [len(titles(page)) for page in online] == [50, 10]
    assert "events/page/4/" not in site.pages


def test_months_reach_a_year_around_the_build_and_no_further(town):
    site = town(SERIES, community=ONE_LANGUAGE).built()

    assert months(site)[0] == "2025-11"
    assert months(site)[-1] == "2027-11"
    assert len(months(site)) == 25


def test_a_community_without_events_has_the_present_month_only(town):
    site = town(community=ONE_LANGUAGE).built()

    assert months(site) == ["2026-11"]
    assert site.pages["events/month/2026-11/"].xpath("//*[@class='cg-empty']")


def test_moved_days_and_several_days_stand_where_they_happen(town):
    site = town(SERIES, community=ONE_LANGUAGE).built()
    december = site.pages["events/month/2026-12/"]
    january = site.pages["events/month/2027-01/"]

    assert cells(december, "2026-12-22") == ["19:30 Tea"]
    assert cells(december, "2026-12-29") == []
    assert cells(january, "2027-01-02") == ["19:30 Tea"]
    assert cells(december, "2026-12-30") == cells(december, "2026-12-31") == ["Festival"]
    assert cells(january, "2027-01-01") == ["Festival"]
    assert titles(december).count("Festival") == titles(january).count("Festival") == 1


def test_months_lead_to_their_neighbours(town):
    site = town(SERIES, community=ONE_LANGUAGE).built()

    for at, month in enumerate(months(site)):
        links = site.pages[f"events/month/{month}/"].xpath("//nav[@class='cg-months']/a/@href")
        near = [months(site)[i] for i in (at - 1, at + 1) if 0 <= i < len(months(site))]
        assert [each.split("/")[-2] for each in links if "past" not in each] == near


@pytest.mark.parametrize("id", ["month/2026-12", "page/2", "online"])
def test_an_event_may_not_stand_where_a_list_comes_to_be(town, noon, id):
    town = town(community=ONE_LANGUAGE)
    town.write(f"events/{id}.yml", EVENT.format(number=1, day=noon))

    result = town.build()

    assert result.exit_code
    assert "AD102" in result.output


def test_an_event_elsewhere_stands_on_the_day_of_the_communitys_clock(town):
    town = town(community=ONE_LANGUAGE)
    town.write(
        "events/call.yml",
        "title: Call\nstart: 2026-12-31 23:00\ntimezone: America/New_York\n"
        "online: https://meet.example.org/\n",
    )

    page = town.built().pages["events/month/2027-01/"]

    assert cells(page, "2027-01-01") == ["12:00 Call"]
    there = page.cssselect(".cg-event__there")
    assert [each.text_content() for each in there] == ["(Thu, Dec 31 23:00 in New York)"]


def test_a_closed_sign_up_says_so_at_the_build(town, pinned_clock):
    town = town(community=ONE_LANGUAGE)
    signup = "signup: {url: 'https://forms.example.org/', until: 2026-12-01}\n"
    day = datetime.fromisoformat("2026-12-04")
    town.write("events/supper.yml", EVENT.format(number=1, day=day) + signup)
    open_ = town.built().pages["events/supper/"]
    pinned_clock(datetime.fromisoformat("2026-12-02T00:00:00+08:00"))

    closed = town.built(to="later").pages["events/supper/"]

    assert open_.xpath("//dd[@data-cg-closes]//a")
    assert not closed.xpath("//dd[@data-cg-closes]//a")
    assert "closed" in closed.xpath("//dd[@data-cg-closes]")[0].text_content()
