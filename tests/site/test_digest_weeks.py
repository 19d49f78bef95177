"""Weeks: what belongs to which, and which of them have a digest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chaguan.load import load
from chaguan.model import Week
from chaguan.site.clock import Clock
from chaguan.site.digests import digest_weeks, out, week_ahead, week_news
from chaguan.site.index import Index
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published

TAIPEI = timedelta(hours=8)
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
"""A Wednesday, in week 48."""
TOWN = (
    "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\ndigest: {since: 2026-W45}\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
)


def post(day: str, **more: str) -> str:
    said = {"title": "A story", "date": day, "authors": "[mei]", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in said.items()) + "---\nWords.\n"


@pytest.fixture
def town(tmp_path):
    def index(files: dict[str, str], arrived: dict[str, str] | None = None, now=NOON) -> Index:
        for path, text in {"community.yml": TOWN, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        community = published(load(tmp_path).community, now)
        moments = {
            path: datetime.fromisoformat(day).replace(tzinfo=UTC)
            for path, day in (arrived or {}).items()
        }
        return Index(community, Addresses(("en", "zh-Hant")), moments.get)

    return index


def weeks(index: Index, now: datetime = NOON) -> list[str]:
    return [str(week) for week in digest_weeks(index, Clock(now))]


def told(index: Index, part: str) -> dict[str, str]:
    """Each record of a part, and the week in which it is told."""
    days = (date(2026, 9, 7) + timedelta(days=7 * number) for number in range(20))
    found = {str(Week(day)): dict(week_news(Week(day), index)) for day in days}
    return {id: week for week, parts in found.items() for id in parts.get(part, ())}


@pytest.mark.parametrize(
    ("written", "monday"),
    [("2026-W49", "2026-11-30"), ("2026-w01", "2025-12-29"), ("2026W53", "2026-12-28"),
     ("2027-W1", "2027-01-04")],
)  # fmt: skip
def test_a_week_is_its_monday(written, monday):
    assert Week.parsed(written).monday.isoformat() == monday


@pytest.mark.parametrize("written", ["2026-W54", "2026-W00", "2027-W53", "2026-11-30", "W49", ""])
def test_what_is_no_week_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        Week.parsed(written)


def test_a_week_of_two_years_has_the_number_of_the_later():
    assert str(Week.of(date(2024, 12, 31))) == "2025-W01"


def test_the_running_week_has_none_and_the_one_before_has_one_from_monday_on(town):
    index = town({"posts/a.md": post("2026-11-16"), "posts/b.md": post("2026-11-23")})
    monday = datetime(2026, 11, 30, tzinfo=UTC) - TAIPEI

    assert weeks(index) == ["2026-W47"]
    assert weeks(index, monday - timedelta(seconds=1)) == ["2026-W47"]
    assert weeks(index, monday) == ["2026-W48", "2026-W47"]
    assert out(Week.parsed("2026-W48"), index) == monday


def test_the_week_is_that_of_the_community_s_clock(town):
    index = town({"posts/a.md": post("2026-11-16T00:30"), "posts/b.md": post("2026-11-15T23:30")})

    assert told(index, "stories") == {"a": "2026-W47", "b": "2026-W46"}


def test_nothing_is_told_of_a_week_before_the_first(town):
    index = town({"posts/a.md": post("2026-11-02"), "posts/b.md": post("2026-11-01")})

    assert weeks(index) == ["2026-W45"]


def test_a_week_in_which_nothing_was_has_none(town):
    index = town({"posts/a.md": post("2026-11-02"), "posts/b.md": post("2026-11-16")})

    assert weeks(index) == ["2026-W47", "2026-W45"]


def test_without_the_setting_there_are_none(town):
    without = TOWN.replace("digest", "# digest")
    index = town({"community.yml": without, "posts/a.md": post("2026-11-02")})

    assert weeks(index) == []


def test_an_edited_story_does_not_come_again(town):
    index = town({"posts/a.md": post("2026-11-03", updated="2026-11-18")})

    assert told(index, "stories") == {"a": "2026-W45"}


def test_a_story_that_was_dated_back_is_told_when_it_came(town):
    files = {"posts/a.md": post("2026-10-01"), "posts/b.md": post("2026-11-17")}
    index = town(files, {"posts/a.md": "2026-11-12", "posts/b.md": "2026-11-02"})

    assert told(index, "stories") == {"a": "2026-W46", "b": "2026-W47"}


def test_what_was_moved_here_at_once_is_told_by_its_own_dates(town):
    files = {f"posts/p{number}.md": post("2026-11-03") for number in range(21)}
    index = town(files, dict.fromkeys(files, "2026-11-17"))

    assert set(told(index, "stories").values()) == {"2026-W45"}


def test_a_translation_is_no_news(town):
    files = {"posts/a.md": post("2026-11-03"), "posts/a.zh-Hant.md": post("2026-11-03")}
    index = town(files, {"posts/a.md": "2026-11-03", "posts/a.zh-Hant.md": "2026-11-18"})

    assert told(index, "stories") == {"a": "2026-W45"}


def test_no_draft_and_nobody_unlisted_is_told(town):
    index = town({
        "posts/a.md": post("2026-11-03", draft="true"),
        "posts/b.md": post("2027-11-03"),
        "people/hidden.yml": "name: H\nunlisted: true\njoined: 2026-11-03\n",
        "people/mei.yml": "name: Mei\njoined: 2026-11-03\n",
        "people/old.yml": "name: Old\n",
    })  # fmt: skip

    assert told(index, "stories") == {}
    assert told(index, "people") == {"mei": "2026-W45"}


def test_changes_steps_and_what_ends_are_told_in_their_weeks(town):
    index = town({
        "people/mei.yml": "name: Mei\n",
        "events/tea.yml": "title: Tea\nstart: 2026-12-05 19:00\nstatus: cancelled\n"
                          "updated: 2026-11-12 10:00\n",
        "campaigns/roof.yml": "title: Roof\naim: Dry.\nhosts: [mei]\n"
                              "goal: {amount: 9, unit: tiles}\nsteps: {2026-11-05: {amount: 4}}\n",
        "offers/cakes.yml": "title: Cakes\nof: mei\nuntil: 2026-11-22\n"
                            "price: {amount: 3, currency: TWD}\n",
    })  # fmt: skip

    assert told(index, "changes") == {"tea": "2026-W46"}
    assert told(index, "steps") == {"roof": "2026-W45"}
    assert told(index, "closing") == {"cakes": "2026-W46"}


def test_what_is_on_is_looked_at_from_the_monday_after_the_week(town):
    index = town({"events/tea.yml": "title: Tea\nstart: 2026-11-03 19:00\nrepeat: {every: week, "
                                    "except: [2026-11-17], moved: {2026-11-24: {start: "
                                    "2026-11-25 19:00}}}\n"})  # fmt: skip

    def on(week: str) -> list[str]:
        return [day.span.first_day.isoformat() for day in week_ahead(Week.parsed(week), index)]

    assert [on(f"2026-W{number}") for number in (44, 45, 46, 47)] == [
        ["2026-11-03"], ["2026-11-10"], [], ["2026-11-25"]]  # fmt: skip
