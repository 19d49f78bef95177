"""A pull request with content and with what builds the site is two pull requests."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from chaguan.forge.pull_request import answer, believed
from chaguan.forge.reply import pull_request_reply
from chaguan.model import Position, notice, warning

SETTINGS = "name: Slack Tide\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\nlanguages: [en]\n"
RULING = (
    *(".github/workflows/check.yml", ".github/CODEOWNERS", ".github/notes.md", "Makefile"),
    *("plugins/chaguan/__init__.py", "mkdocs.yml", "overrides/main.html", "pyproject.toml"),
    *("constraints.txt", ".gitattributes", "editor/package.json", "package.json", "docs/run.py"),
    *("tests/conftest.py", "bench/a.md", "hooks.py", "LICENSE.html"),
)
FOR_GIT = ("content/.gitattributes", "content/people/.gitignore")
TO_READ = ("README.md", "docs/writing.md", "docs/images/home.png", "CHANGELOG.md")


@pytest.fixture
def changed(
    write: Callable[[dict[str, str]], Path], chaguan: Callable[..., Result]
) -> Callable[..., Result]:
    """What is said of a change of these files since a commit that has one of each."""

    def said(*paths: str, options: tuple[str, ...] = ()) -> Result:
        before = dict.fromkeys((*RULING, *FOR_GIT, *TO_READ), "before\n")
        folder = write({"content/community.yml": SETTINGS, "content/people/mei.yml": "name: Mei\n"})
        write(before)
        git = ("git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org")
        for words in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-qm", "before"]):
            subprocess.run([*git, *words], check=True)
        write(dict.fromkeys(paths, "name: Mei-Lin\n"))
        return chaguan("check", "--base", "HEAD", *options)

    return said


@pytest.mark.parametrize("path", RULING)
def test_content_with_what_builds_the_site_is_refused(changed, path):
    result = changed("content/people/mei.yml", path)

    assert result.exit_code == 1
    assert result.output.startswith(f"{path}:1:1: CH107 ")


@pytest.mark.parametrize("path", FOR_GIT)
def test_what_git_reads_is_no_content(changed, path):
    result = changed(path)

    assert result.exit_code == 1
    assert result.output.startswith(f"{path}:1:1: CH107 ")


@pytest.mark.parametrize("path", FOR_GIT)
def test_what_git_reads_is_a_host_s(changed, path):
    result = changed(path, options=("--allow-mixed",))

    assert result.exit_code == 0
    assert result.output.startswith(f"{path}:1:1: CH108 ")


def test_a_host_may_allow_it_and_is_told(changed):
    result = changed("content/people/mei.yml", "mkdocs.yml", options=("--allow-mixed", "--strict"))

    assert result.exit_code == 0
    assert result.output.startswith("mkdocs.yml:1:1: CH108 ")


@pytest.mark.parametrize("path", RULING)
def test_a_change_of_that_alone_is_told_and_fails_nothing(changed, path):
    result = changed(path, options=("--strict", "--format", "github"))

    assert result.exit_code == 0
    assert result.output.startswith(f"::notice file={path},line=1,col=1,title=CH108::")


@pytest.mark.parametrize("path", TO_READ)
def test_what_is_only_read_may_come_with_content(changed, path):
    result = changed("content/people/mei.yml", path)

    assert result.exit_code == 0
    assert result.output == "0 errors, 0 warnings\n"


def test_a_file_moved_into_the_content_counts(changed, chaguan):
    changed()
    subprocess.run(["git", "mv", "mkdocs.yml", "content/mkdocs.txt"], check=True)
    result = chaguan("check", "--base", "HEAD")

    assert result.output.startswith("mkdocs.yml:1:1: CH107 ")


def test_the_answer_says_it_to_hosts_in_both_languages():
    problems = (notice("CH108", Position("../.github/workflows/check.yml")),)
    found = believed(answer(problems, "content", "en").encode())
    reply = pull_request_reply(found.findings, 0, "https://x.example/", "茶", is_first=False)

    assert "**.github/workflows/check.yml:1** · for hosts: this file decides" in reply
    assert "**.github/workflows/check.yml:1** · 請主持人留意：這個檔案決定" in reply
    assert "Nothing is wrong" in reply


def test_a_hundred_warnings_do_not_push_it_out_of_the_answer():
    many = [warning("EV119", Position("events/a.yml", line), seen="x") for line in range(1, 99)]
    rows = believed(answer((*many, notice("CH108", Position("../a.py"))), "content", "en").encode())

    assert rows.findings[0].is_notice
