"""`chaguan check`: what it prints, in which form, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from textwrap import dedent

import pytest

SETTINGS = "name: Slack Tide\nuid: 5108055d-ee18-4292-890d-56565444b7c5\nlanguages: [en]\n"
HINT = "Perhaps one of these is meant: name. Every field is on the page /contribute/."


def found(result) -> list[str]:
    return [line.split(":")[0] for line in result.output.splitlines() if line.startswith("content")]


def test_text_is_for_people(two_problems, chaguan):
    result = chaguan("check")

    assert result.output == dedent(f"""\
        content/events/2026/tea.yml:2:8: TM101 tomorrow is not a date
            Write 2026-04-03, or 2026-04-03 14:00 with a time of the clock.
        content/people/lin-mei.yml:2:1: FD102 there is no field wheather; this line is not used
            {HINT}
        1 error, 1 warning
    """)


def test_json_is_a_list_of_objects(two_problems, chaguan):
    result = chaguan("check", "--format", "json")

    assert json.loads(result.output) == [
        {
            "path": "content/events/2026/tea.yml",
            "line": 2,
            "column": 8,
            "code": "TM101",
            "severity": "error",
            "message": "tomorrow is not a date",
            "hint": "Write 2026-04-03, or 2026-04-03 14:00 with a time of the clock.",
        },
        {
            "path": "content/people/lin-mei.yml",
            "line": 2,
            "column": 1,
            "code": "FD102",
            "severity": "warning",
            "message": "there is no field wheather; this line is not used",
            "hint": HINT,
        },
    ]


def test_json_is_a_list_even_where_nothing_is_wrong(write, chaguan):
    write({"content/community.yml": SETTINGS})

    assert json.loads(chaguan("check", "--format", "json").output) == []


def test_github_gets_a_command_for_each_problem(write, chaguan):
    write(
        {
            "content/community.yml": SETTINGS,
            "content/posts/a,b.md": "# Rain\n",
            "content/events/tea.yml": "title: Tea\nstart: 50%\n",
        }
    )

    events, *posts = chaguan("check", "--format", "github").output.splitlines()

    assert events == (
        "::error file=content/events/tea.yml,line=2,col=8,title=TM101::50%25 is not a date"
        "%0AWrite 2026-04-03, or 2026-04-03 14:00 with a time of the clock."
    )
    assert {line.split(",line")[0] for line in posts} >= {"::error file=content/posts/a%2Cb.md"}


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("content/events/2026/tea.yml", ["content/events/2026/tea.yml"]),
        ("content/events", ["content/events/2026/tea.yml"]),
        ("content/events/", ["content/events/2026/tea.yml"]),
        ("content/people/wu-hai.yml", []),
        ("content/people", ["content/people/lin-mei.yml"]),
        ("content", ["content/events/2026/tea.yml", "content/people/lin-mei.yml"]),
        (".", ["content/events/2026/tea.yml", "content/people/lin-mei.yml"]),
    ],
)
def test_path_narrows_the_list(two_problems, chaguan, path, files):
    assert found(chaguan("check", path)) == files


def test_several_paths_are_one_list(two_problems, chaguan):
    result = chaguan("check", "content/people", "content/events/2026/tea.yml")

    assert len(found(result)) == 2


def test_path_may_be_absolute(two_problems, chaguan):
    result = chaguan("check", str(two_problems / "content" / "people"))

    assert found(result) == ["content/people/lin-mei.yml"]


@pytest.mark.parametrize("inside", ["content", "content/events/2026"])
def test_check_works_from_inside_the_content_folder(two_problems, chaguan, monkeypatch, inside):
    monkeypatch.chdir(two_problems / inside)

    assert "content/events/2026/tea.yml:2:8" in chaguan("check", ".").output


@pytest.mark.parametrize("inside", ["content", "content/events/2026"])
def test_content_folder_is_found_around(two_problems, chaguan, monkeypatch, inside):
    monkeypatch.chdir(two_problems / inside)

    assert "content/events/2026/tea.yml:2:8" in chaguan("check").output


def test_a_command_that_is_nearly_one_is_guessed(chaguan):
    result = chaguan("chekc")

    assert result.exit_code == 2
    assert "Did you mean 'check'?" in result.output


def test_files_are_told_from_the_root_of_the_repository(two_problems, chaguan, monkeypatch):
    sites = two_problems / "sites"
    sites.mkdir()
    (two_problems / ".git").mkdir()
    (two_problems / "content").rename(sites / "content")
    monkeypatch.chdir(sites)

    answer = chaguan("check", "--format", "github").output

    assert "file=sites/content/events/2026/tea.yml,line=2,col=8" in answer


@pytest.mark.parametrize("path", ["content", "content/events", "content/events/2026"])
def test_folder_is_found_without_a_community_file(two_problems, chaguan, path):
    (two_problems / "content" / "community.yml").unlink()

    assert "content/events/2026/tea.yml:2:8" in chaguan("check", path).output


def test_project_folder_leads_to_its_content(two_problems, chaguan, monkeypatch):
    monkeypatch.chdir(two_problems.parent)

    result = chaguan("check", two_problems.name)

    assert "content/events/2026/tea.yml:2:8" in result.output


def test_another_folder_can_be_named(two_problems, chaguan, write):
    write({"docs/people/lin-mei.yml": "nmae: 林梅\n", "docs/community.yml": SETTINGS})

    result = chaguan("check", "--content", "docs")

    assert result.output.startswith("docs/people/lin-mei.yml:1:1: FD101 ")


def test_language_can_be_chosen(two_problems, chaguan):
    result = chaguan("check", "--lang", "zh-Hant")

    assert "TM101 tomorrow 不是日期\n" in result.output
    assert result.output.endswith("1 個錯誤、1 個提醒\n")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"LANG": "zh_TW.UTF-8"}, "不是日期"),
        ({"LANG": "en_GB.UTF-8"}, "is not a date"),
        ({"LANG": "C.UTF-8"}, "is not a date"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "en_US.UTF-8"}, "is not a date"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_HK"}, "不是日期"),
        ({"LANG": "fi_FI.UTF-8"}, "is not a date"),
    ],
)
def test_language_is_that_of_the_terminal(two_problems, chaguan, environment, words):
    assert words in chaguan("check", **environment).output


def test_ends_with_1_where_something_is_wrong(two_problems, chaguan):
    assert chaguan("check").exit_code == 1


def test_ends_with_0_for_warnings_alone(two_problems, chaguan):
    result = chaguan("check", "content/people")

    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "0 errors, 1 warning")


def test_ends_with_0_where_nothing_is_wrong(write, chaguan):
    write({"content/community.yml": SETTINGS})

    result = chaguan("check")

    assert (result.exit_code, result.output) == (0, "0 errors, 0 warnings\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "There is no content folder here."),
        (("nothing.yml",), "There is no nothing.yml here."),
        (("--content", "nowhere"), "There is no folder nowhere here."),
        (("--format", "xml"), "xml"),
    ],
)
def test_ends_with_2_where_it_cannot_run(write, chaguan, arguments, said):
    write({})

    result = chaguan("check", *arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_check_needs_neither_the_engine_nor_templates(two_problems):
    program = (
        "import atexit, sys\n"
        "engine = ('mkdocs', 'jinja2', 'material', 'feedgen', 'icalendar')\n"
        "atexit.register(lambda: print([name for name in engine if name in sys.modules]))\n"
        "from chaguan.cli import main\n"
        "main(['check'])\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.returncode == 1
    assert "TM101" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_many_equal_warnings_are_one_line_with_their_number(tmp_path, monkeypatch, chaguan):
    monkeypatch.chdir(tmp_path)
    posts = tmp_path / "content" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "content" / "community.yml").write_text(SETTINGS)
    (tmp_path / "content" / "people").mkdir()
    (tmp_path / "content" / "people" / "lin-mei.yml").write_text("name: Lin Mei\n")
    (tmp_path / "content" / "rain.png").write_bytes(b"")
    head = "---\ntitle: Rain\ndate: 2026-04-03\nauthors: [lin-mei]\n---\n"
    (posts / "rain.md").write_text(head + "![](../rain.png)\n\n" * 185)

    lines = chaguan("check").output.splitlines()

    assert len([line for line in lines if "KD101" in line and line.startswith("content")]) == 3
    assert any(line.startswith("    And 182 more of KD101") for line in lines)
    assert lines[-1].startswith("0 errors, ")
