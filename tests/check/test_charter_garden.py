"""What has gone stale, and what has not yet."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from chaguan.check.garden import stale
from chaguan.cli.dead_links import USER_AGENT, Manners, dead_links
from chaguan.cli.main import main

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
POST = "---\ntitle: T\ndate: {date}\nauthors: [lin-mei]\n{more}---\nTea.\n"
HERS = {"people/lin-mei.yml": "name: 林梅\n"}
EVENT = "title: Tea\nstart: {start} 14:00\nhosts: [lin-mei]\nlocation: {{name: Pier}}\n{more}"


@pytest.fixture
def subjects(community):
    """What is stale in some files."""

    def find(files: dict[str, str]) -> list[str]:
        made = community(files)
        return [
            f"{each.position.path}:{each.position.line} {each.subject}" for each in stale(made, NOW)
        ]

    return find


def group(until: str) -> str:
    return f"name: Menders\njoin:\n  - url: https://a.example/\n    until: {until}\n"


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-11-24", ["join_over"]),
        ("2026-11-25", ["join_soon"]),
        ("2026-12-08", ["join_soon"]),
        ("2026-12-09", []),
    ],
)
def test_links_to_join_are_named_before_they_die(subjects, until, expected):
    awake = HERS | {"posts/a.md": POST.format(date="2026-11-01", more="groups: [menders]\n")}

    assert subjects(awake | {"groups/menders.yml": group(until)}) == [
        f"groups/menders.yml:4 {subject}" for subject in expected
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"posts/a.md": POST.format(date="2026-06-01", more="groups: [m]\n")}, []),
        ({"posts/a.md": POST.format(date="2026-05-01", more="groups: [m]\n")}, ["asleep"]),
        ({"posts/a.md": POST.format(date="2026-11-01", more="")}, ["never_awake"]),
        ({"events/e.yml": EVENT.format(start="2026-12-01", more="groups: [m]\n")}, []),
        (
            {
                "posts/a.md": POST.format(date="2026-11-01", more="event: e\n"),
                "events/e.yml": EVENT.format(
                    start="2020-01-01", more="groups: [m]\nrepeat: {every: week}\n"
                ),
            },
            [],
        ),
    ],
)
def test_groups_fall_asleep_after_half_a_year(subjects, files, expected):
    found = subjects(HERS | {"groups/m.yml": "name: M\nmembers: [lin-mei]\n"} | files)

    assert found == [f"groups/m.yml:1 {subject}" for subject in expected]


@pytest.mark.parametrize(
    ("start", "more", "expected"),
    [
        ("2026-10-01", "", ["no_recap"]),
        ("2026-11-20", "", []),
        ("2025-10-01", "", []),
        ("2026-12-01", "", []),
        ("2026-10-01", "status: cancelled\n", []),
        ("2026-10-01", "recordings: [{url: https://a.example/}]\n", []),
        ("2026-10-01", "repeat: {every: week, count: 2}\n", ["no_recap"]),
    ],
)
def test_events_of_the_last_year_want_a_recap(subjects, start, more, expected):
    found = subjects(HERS | {"events/e.yml": EVENT.format(start=start, more=more)})

    assert found == [f"events/e.yml:1 {subject}" for subject in expected]


def test_a_recap_is_enough_and_a_draft_of_one_is_not(subjects):
    event = HERS | {"events/e.yml": EVENT.format(start="2026-10-01", more="")}
    recap = POST.format(date="2026-10-02", more="event: e\n")
    draft = POST.format(date="2026-10-02", more="event: e\ndraft: true\n")

    assert subjects(event | {"posts/a.md": recap}) == []
    assert subjects(event | {"posts/a.md": draft}) == ["events/e.yml:1 no_recap"]


def test_people_and_places_that_nobody_names(subjects):
    files = HERS | {
        "people/wu-hai.yml": "name: 吳海\nplace: pier\n",
        "places/pier.yml": "name: Pier\n",
        "places/shed.yml": "name: Shed\npeople: [lin-mei]\n",
        "places/old.yml": "name: Old\nclosed: true\n",
    }

    assert subjects(files) == ["people/wu-hai.yml:1 unnamed", "places/shed.yml:1 unused"]


@pytest.mark.parametrize(
    ("date", "more", "expected"),
    [
        ("2025-11-01", "draft: true\n", ["posts/a.md:5 old_draft"]),
        ("2026-01-01", "draft: true\n", []),
        ("2025-11-01", "updated: 2026-06-01\ndraft: true\n", []),
        ("2025-11-01", "", []),
    ],
)
def test_drafts_lie_for_a_year(subjects, date, more, expected):
    assert subjects(HERS | {"posts/a.md": POST.format(date=date, more=more)}) == expected


class Pages(BaseHTTPRequestHandler):
    """A host with a page of each sort; remembers who asked."""

    asked: list[tuple[str, str, str]]

    def answer(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        status = {"/gone": 410, "/missing": 404, "/shy": 403, "/moved": 302, "/ill": 500}
        code = status.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            code = 404
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/missing")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815, the names that http.server calls

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture
def host():
    """A host that answers, its address, and what it was asked."""
    pages = type("PagesHere", (Pages,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", pages.asked
        server.shutdown()
        thread.join()


def test_only_what_is_plainly_gone_is_dead(host):
    address, _ = host
    paths = ("/", "/gone", "/missing", "/shy", "/moved", "/ill", "/no-head", "/茶")

    dead = dead_links([address + path for path in paths], Manners(timeout=5, pause=0))

    assert {url.removeprefix(address): reason for url, reason in dead.items()} == {
        "/gone": "410",
        "/missing": "404",
        "/moved": "404",
    }


def test_host_that_is_not_there_is_dead():
    (reason,) = dead_links(["http://127.0.0.1:9/"], Manners(timeout=2)).values()

    assert reason


def test_links_are_asked_once_by_name_and_head_first(host):
    address, asked = host

    dead_links([f"{address}/", f"{address}/"], Manners(timeout=5, pause=0))

    assert asked == [("HEAD", "/", USER_AGENT)]


def test_command_names_dead_links_only_when_asked(folder, host):
    address, asked = host
    code = f"`{address}/gone`"
    content = folder(HERS | {"posts/a.md": POST.format(date="2026-11-01", more="")})
    with (content / "posts/a.md").open("a") as file:
        file.write(f"\n[Gone]({address}/gone) {code}\n")
    arguments = ["garden", "--content", str(content), "--now", "2026-11-25", "--lang", "en"]

    quiet = CliRunner().invoke(main, arguments)
    assert (quiet.exit_code, quiet.output, asked) == (0, "Nothing has gone stale.\n", [])

    loud = CliRunner().invoke(main, [*arguments, "--links", "--pause", "0", "--format", "json"])
    (row,) = json.loads(loud.output)
    assert (loud.exit_code, row["path"], row["line"]) == (0, "content/posts/a.md", 8)
    assert row["message"] == f"this link is dead (410): {address}/gone"


def test_command_answers_in_chinese_and_by_the_pinned_clock(folder):
    content = folder(HERS | {"posts/a.md": POST.format(date="2025-01-01", more="draft: true\n")})
    arguments = ["garden", "--content", str(content), "--lang", "zh-TW"]

    later = CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": "1795564800"})
    sooner = CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": "1738368000"})

    assert later.output.startswith("content/posts/a.md:5:8: 這篇草稿從 2025-01-01 放到現在\n")
    assert later.output.endswith("有 1 處需要照顧\n")
    assert sooner.output == "沒有什麼荒廢的。\n"


def test_command_that_cannot_run_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert CliRunner().invoke(main, ["garden"]).exit_code == 2


def test_who_joins_signs_helps_speaks_or_makes_is_not_called_unnamed(subjects):
    people = {f"people/{id}.yml": f"name: {id}\n" for id in ("ann", "bo", "cy", "di", "ed")}
    people["people/fay.yml"] = "name: fay\njoins: [roof]\n"
    people["people/gus.yml"] = 'name: gus\nsigned: "1"\n'
    files = people | {
        "events/tea.yml": (
            "title: Tea\nstart: 2026-12-05 19:00\nhosts: [ann]\n"
            "agenda: [{title: Talk, speakers: [bo]}]\ncredits: {stove: [cy]}\n"
        ),
        "campaigns/roof.yml": "title: Roof\naim: Dry.\nhosts: [di]\n",
        "offers/cake.yml": "title: Cake\nof: {person: ed}\n",
        "places/pier.yml": "name: Pier\n",
        "offers/jam.yml": "title: Jam\nof: ed\npick_up: {place: pier}\n",
    }

    assert [each for each in subjects(files) if each.endswith(("unnamed", "unused"))] == []
