"""What a check says of a pull request crosses from where it is untrusted to where it is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from chaguan.cli import main
from chaguan.cli.preview import offline
from chaguan.cli.reports import github
from chaguan.forge.pull_request import UnbelievableAnswerError, answer, believed, summary
from chaguan.model import Position, Problem, error, warning

RUN = "https://github.com/example/town/actions/runs/1"


def missing(number: int = 1, seen: str = "lin-mai") -> Problem:
    position = Position("events/tea.yml", number, 9)
    return error("RF101", position, kind="person", seen=seen, near="lin-mei", folder="people")


def raw(*problems: Problem) -> bytes:
    return answer(problems, "content", "en").encode()


def test_the_comment_says_what_the_check_found(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_bytes(raw(missing()))

    done = CliRunner().invoke(main, ["comment", str(path), "--report", RUN])

    assert done.exit_code == 0
    assert done.stdout.startswith("<!-- chaguan -->\n")
    assert "**content/events/tea.yml:1**" in done.stdout
    assert "lin-mai" in done.stdout
    assert f"]({RUN})" in done.stdout


def test_a_first_pull_request_is_welcomed_in_its_own_language(tmp_path: Path) -> None:
    path, title = tmp_path / "answer.json", tmp_path / "title.txt"
    path.write_bytes(raw())
    title.write_text("Add the Tuesday table")
    arguments = ["comment", str(path), "--report", RUN, "--title", str(title), "--first"]

    said = CliRunner().invoke(main, arguments).stdout

    assert said.index("come in and sit down") < said.index("歡迎進來坐")


def test_errors_come_first_and_the_rest_are_counted() -> None:
    many = [warning("EV119", Position("events/a.yml", line), seen="x") for line in range(1, 50)]
    found = believed(raw(*many, missing()))

    assert found.findings[0].is_error
    assert len(found.findings) == 30
    assert found.more == 20


def test_what_was_seen_does_not_act_in_the_comment() -> None:
    found = believed(raw(missing(seen="@everyone <img src=x> [a](https://evil.example.org)")))
    said = " ".join(found.findings[0].message.values())

    assert not set("@<>") & set(said)
    assert "://" not in said


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole.update(version=2),
        lambda whole: whole.update(extra="x"),
        lambda whole: whole.update(more=-1),
        lambda whole: whole.update(more="1"),
        lambda whole: whole.update(problems=whole["problems"] * 40),
        lambda whole: whole["problems"][0].update(code="XX999"),
        lambda whole: whole["problems"][0].update(code="../etc"),
        lambda whole: whole["problems"][0].update(line=0),
        lambda whole: whole["problems"][0].update(line=True),
        lambda whole: whole["problems"][0].update(path="x" * 1000),
        lambda whole: whole["problems"][0].update(severity="fatal"),
        lambda whole: whole["problems"][0].update(values={}),
        lambda whole: whole["problems"][0]["values"].update({"__class__.__mro__": "x"}),
        lambda whole: whole["problems"][0]["values"].update(seen=["x"]),
        lambda whole: whole["problems"][0].pop("path"),
    ],
)
def test_answers_that_are_none_are_refused(change: Callable[[dict], object]) -> None:
    whole = json.loads(raw(missing()))
    change(whole)

    with pytest.raises(UnbelievableAnswerError):
        believed(json.dumps(whole).encode())


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(UnbelievableAnswerError):
        believed(noise)


def test_a_very_large_answer_is_refused() -> None:
    with pytest.raises(UnbelievableAnswerError):
        believed(b" " * 100_000)


def test_annotations_stop_where_the_forge_stops() -> None:
    many = tuple(missing(line) for line in range(1, 15))
    few = tuple(warning("EV119", Position("a.yml", line), seen="x") for line in range(1, 4))

    lines = github(many + few, "content", "en").splitlines()

    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 3


def test_the_summary_has_everything_in_both_languages() -> None:
    many = tuple(missing(line) for line in range(1, 15))
    said = summary(many, "content", "en")

    assert said.count("there is no person") == 14
    assert said.count("找不到") == 14


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../tea/">', '<a href="../tea/index.html">'),
        ('<a class="x" href="..">', '<a class="x" href="../index.html">'),
        ('<a href="./#top">', '<a href="./index.html#top">'),
        ('<link rel="next" href="page/2/">', '<link rel="next" href="page/2/index.html">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="tea.ics">', '<a href="tea.ics">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="//example.org/">', '<a href="//example.org/">'),
    ],
)
def test_a_preview_s_links_name_the_file(before: str, after: str) -> None:
    assert offline(before) == after
