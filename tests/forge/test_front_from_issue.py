"""What people type into a form becomes one file, as they meant it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from click.testing import CliRunner

from chaguan.cli import main


def file(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_an_event(fill: Callable) -> None:
    found = fill(
        "event",
        title="星期二的桌子",
        start="2026-12-01 19:30",
        place="等潮茶館",
        hosts="Lin Mei",
        tags="茶、聊天",
        status="還不確定 tentative",
        signup_url="https://example.org/signup",
        description="自己帶杯子。\n\n有水。",
    )

    assert found.result["path"] == "content/events/2026/xing-qi-er-de-zhuo-zi.yml"
    assert found.result["problems"] == []
    assert found.text == file("""
        title: "星期二的桌子"
        start: 2026-12-01 19:30
        place: slack-tide
        hosts: [lin-mei]
        status: tentative
        signup:
          url: "https://example.org/signup"
        tags: ["茶", "聊天"]
        description: |
          自己帶杯子。

          有水。
        uid: fb3ead84-bebb-5567-a071-1347e646db52
        """)


def test_an_event_that_comes_again(fill: Callable) -> None:
    found = fill(
        "recurring-event",
        title="Film night",
        language="English en",
        start="2026-12-04 19:30",
        place="The old cinema",
        location_city="Shihua",
        repeat_every="每個月 month",
        repeat_weekdays="星期五 Friday",
        repeat_nth="第一個 first",
        repeat_until="2027-06-30",
    )

    assert found.result["problems"] == []
    assert found.text == file("""
        title:
          en: "Film night"
        start: 2026-12-04 19:30
        location:
          name: "The old cinema"
          city:
            en: "Shihua"
        repeat:
          every: month
          on: ["first fri"]
          until: 2027-06-30
        uid: fb3ead84-bebb-5567-a071-1347e646db52
        """)


def test_several_weekdays(fill: Callable) -> None:
    found = fill(
        "recurring-event",
        title="Morning swim",
        start="2026-12-01 06:30",
        place="slack-tide",
        repeat_every="每週 week",
        repeat_weekdays="星期二 Tuesday, 星期四 Thursday",
    )

    assert "  on: [tue, thu]\n" in found.text
    assert found.result["problems"] == []


def test_a_post_is_dated_by_the_community_s_clock(fill: Callable) -> None:
    found = fill("post", title="Rain", authors="林梅", body="It rained.\n\n---\n\nAnd how.")

    assert found.result["path"] == "content/posts/2026/rain.md"
    assert found.result["problems"] == []
    assert found.text == file("""
        ---
        title: "Rain"
        date: 2026-11-23 02:30
        authors: [lin-mei]
        uid: fb3ead84-bebb-5567-a071-1347e646db52
        ---
        It rained.

        ---

        And how.
        """)


def test_a_post_in_another_language_says_so_in_its_name(fill: Callable) -> None:
    found = fill("post", title="Rain", language="English en", authors="lin-mei", body="Rain.")

    assert found.result["path"] == "content/posts/2026/rain.en.md"


def test_a_person(fill: Callable) -> None:
    links = "- 部落格: https://example.org/\nhttps://photos.example.org/wu"
    found = fill("person", name="吳海", bio="看潮的人。", links=links, credit="吳海")

    assert found.result["problems"] == []
    assert found.result["co_author"] == "octo-cat <583231+octo-cat@users.noreply.github.com>"
    assert found.text == file("""
        name: "吳海"
        bio: "看潮的人。"
        links:
          "部落格": "https://example.org/"
          "photos.example.org": "https://photos.example.org/wu"
        uid: fb3ead84-bebb-5567-a071-1347e646db52
        """)


def test_a_place(fill: Callable) -> None:
    found = fill("place", name="退潮書店", people="Lin Mei", geo="25.26, 121.61", country="TW")

    assert found.result["path"] == "content/places/tui-chao-shu-dian.yml"
    assert found.result["problems"] == []
    assert 'geo: ["25.26", "121.61"]\n' in found.text


def test_a_correction_is_a_comment_with_the_way_to_the_file(fill: Callable) -> None:
    page = "https://town.example.org/events/2026/tea-walk/"
    found = fill("correction", page=page, wrong="Half past two.", right="Three.")

    assert found.text == ""
    assert found.result["path"] == ""
    address = "https://github.com/example/town/edit/main/content/events/2026/tea-walk.yml"
    assert f"({address})" in found.result["comment"]


def test_a_correction_of_a_page_nobody_knows_is_still_received(fill: Callable) -> None:
    found = fill("correction", page="the one with the tea", wrong="Half past two.")

    assert "Received." in found.result["comment"]
    assert "](" not in found.result["comment"]


def test_nobody_is_credited_who_did_not_ask_for_it(fill: Callable) -> None:
    assert fill("event", title="Tea", start="2026-12-01").result["co_author"] == ""


def test_who_gives_their_name_is_credited(fill: Callable) -> None:
    for credit in ("lin-mei", "林梅", "Lin Mei"):
        found = fill("event", title="Tea", start="2026-12-01", credit=credit)

        assert found.result["co_author"].startswith("octo-cat <583231+octo-cat@")


def test_a_name_that_nobody_has_credits_nobody_and_says_so(fill: Callable) -> None:
    found = fill("event", title="Tea", start="2026-12-01", place="slack-tide", credit="no thanks")

    assert found.result["co_author"] == ""
    assert found.labels == ["要記在誰名下 Who to credit"]
    assert found.text


def test_an_existing_record_keeps_its_name(fill: Callable) -> None:
    found = fill("event", title="Tea walk", start="2026-12-01")

    assert found.result["path"] == "content/events/2026/tea-walk-2.yml"


def test_a_title_that_makes_no_name_is_numbered(fill: Callable) -> None:
    for title in ("？？", "CON"):
        found = fill("event", title=title, start="2026-12-01")

        assert found.result["path"] == "content/events/2026/event-12.yml"


def test_problems_are_named_by_the_question(fill: Callable) -> None:
    found = fill(
        "event",
        title="Tea",
        start="2026-12-01 19:30",
        end="2026-12-01T18:30+08:00",
        hosts="lin-mai",
        online="example.org",
        signup_until="tomorrow",
    )

    assert found.labels == ["結束 End", "線上 Online", "主持 Hosts", "報名截止 Sign up until"]
    assert found.text


def test_what_is_missing_is_named_by_the_question(fill: Callable) -> None:
    found = fill("event", title="Tea")

    assert found.labels == ["開始 Start"]
    assert found.words == "This one is needed."
    assert found.text == ""


def test_the_answer_is_in_both_languages_the_writer_s_first(fill: Callable) -> None:
    chinese = fill("event", title="喝茶", start="2026-12-01").result["comment"]
    english = fill("event", title="Tea", start="2026-12-01").result["comment"]

    assert chinese.index("謝謝你") < chinese.index("Thank you")
    assert english.index("Thank you") < english.index("謝謝你")


def test_the_file_is_written_where_it_was_promised(
    event: Callable, town: Path, tmp_path: Path
) -> None:
    payload = tmp_path / "event.json"
    payload.write_text(json.dumps(event("event", title="Tea", start="2026-12-01")))
    out = tmp_path / "out"
    arguments = ["from-issue", str(payload), "--content", str(town), "--out", str(out)]

    done = CliRunner().invoke(main, arguments, catch_exceptions=False)

    assert done.exit_code == 0
    path = json.loads(done.stdout)["path"]
    assert [each.relative_to(out).as_posix() for each in out.rglob("*.yml")] == [path]


def test_writing_again_changes_nothing(event: Callable, town: Path, tmp_path: Path) -> None:
    payload = tmp_path / "event.json"
    payload.write_text(json.dumps(event("event", title="Tea", start="2026-12-01")))
    there = tmp_path / "out" / "content" / "events" / "2026" / "tea.yml"
    there.parent.mkdir(parents=True)
    there.write_text("title: Mine")
    arguments = ["from-issue", str(payload), "--content", str(town), "--out", str(tmp_path / "out")]

    done = CliRunner().invoke(main, arguments, catch_exceptions=False)

    assert json.loads(done.stdout)["path"] == ""
    assert there.read_text() == "title: Mine"
