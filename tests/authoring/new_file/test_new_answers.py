"""What is missing is asked for at a terminal, and named where there is none."""

import os
import pty
import select
import sys
import time

import pytest

MISSING = [
    (["event"], "Nobody is here to be asked. Still needed: --title --date"),
    (["post", "Rain"], "Nobody is here to be asked. Still needed: --author"),
    (["person"], "Nobody is here to be asked. Still needed: --title"),
]
WRONG = [
    (["post", "Rain", "--author", "lin-mai"], "Did you mean lin-mei?"),
    (["event", "Tea", "--start", "2027/4/3"], "Did you mean 2027-04-03?"),
    (["event", "Tea", "--start", "2027-04-03T14:00Z"], "carries an offset"),
    (["event", "Tea", "--start", "2027-04-03", "--place", "moon"], "there is no place moon"),
    (["person", "Mei", "--end", "2027-04-03"], "--end is not for this kind of record (person)"),
    (["event", "Tea", "--start", "2027/4/3"], "--start: "),
    (
        ["event", "Tea", "--date", "2027-04-03", "--host", "陳小明"],
        "--host: there is no person 陳小明",
    ),
    (["event", "Tea", "--date=2027/4/3"], "--date: "),
    (["person", "Mei", "--host", "lin-mei"], "--host is not for this kind of record (person)"),
    (["scene", "Rain", "--id", "../rain"], "This name cannot be used for a file: ../rain"),
    (["scene", "Rain", "--id", "con"], "This name cannot be used for a file: con"),
    (["scene", "Rain", "--id", "Über"], "This name cannot be used for a file: Über"),
    (["scene", "Rain", "--content", "none"], "There is no folder none here."),
]


@pytest.mark.parametrize(("arguments", "said"), MISSING + WRONG)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(repository, new, arguments, said):
    before = sorted(repository.rglob("*"))

    done = new(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(repository.rglob("*")) == before


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (["林梅"], "[lin-mei]"),
        (["Lin Mei"], "[lin-mei]"),
        (["@lin-mei"], "[lin-mei]"),
        (["林梅，陳小明"], "[lin-mei, ming]"),
        (["林梅", "ming"], "[lin-mei, ming]"),
        (["lin-mei ming"], "[lin-mei, ming]"),
    ],
)
def test_who_is_known_by_name_is_written_by_id(repository, new, typed, written):
    people = repository / "content/people"
    (people / "lin-mei.yml").write_text("name: {zh-Hant: 林梅, en: Lin Mei}\n", encoding="utf-8")
    (people / "ming.yml").write_text("name: 陳小明\n", encoding="utf-8")

    done = new("post", "Rain", *(word for each in typed for word in ("--author", each)))

    assert done.exit_code == 0, done.output
    text = (repository / "content/posts/2026/rain.md").read_text(encoding="utf-8")
    assert f"authors: {written}" in text


def test_a_place_that_is_known_by_name_is_written_by_id(repository, new):
    place = repository / "content/places/slack-tide.yml"
    place.write_text("name: {zh-Hant: 等潮茶館, en: Slack Tide}\n", encoding="utf-8")

    done = new("event", "Tea", "--start", "2027-04-03 14:00", "--place", "等潮茶館")

    assert done.exit_code == 0, done.output
    text = (repository / "content/events/2027/tea.yml").read_text(encoding="utf-8")
    assert "\nplace: slack-tide" in text


def test_a_name_that_two_people_have_is_nobodys(repository, new):
    for id in ("ming", "chen-ming"):
        (repository / f"content/people/{id}.yml").write_text("name: 陳小明\n", encoding="utf-8")

    done = new("post", "Rain", "--author", "陳小明")

    assert done.exit_code == 2
    assert "--author: there is no person 陳小明" in done.stderr


@pytest.mark.parametrize(
    "title", ["con", "index", "!!!", "💥" * 9, "a\x00b\ud800", "--", "x" * 300]
)
def test_any_title_can_be_written(repository, new, title):
    done = new("scene", f"--name={title}")

    assert done.exit_code == 0, done.output
    assert len(list((repository / "content/scenes").iterdir())) == 1


def test_an_end_before_its_start_is_said_at_once(repository, new):
    done = new("event", "Tea", "--start", "2027-04-03 14:00", "--end", "2027-04-03 01:00")

    assert done.exit_code == 1
    assert "EV103" in done.output


def test_a_person_at_a_terminal_is_asked_until_the_answer_fits(repository):
    answers = ["Rainy harbour", "lin-mai", "lin-mei", ""]

    said = talk(["new", "post", "--today", "2026-11-22"], answers)

    assert "Title (what it is called)" in said
    assert "There are: lin-mei" in said
    assert "Did you mean lin-mei?" in said
    assert "of its address [rainy-harbour]" in said
    assert (repository / "content/posts/2026/rainy-harbour.md").is_file()


def talk(arguments, answers):
    """What `chaguan` says at a terminal to which `answers` are typed."""
    child, terminal = pty.fork()
    if child == 0:
        program = "from chaguan.cli import main; main()"
        os.execv(sys.executable, [sys.executable, "-c", program, *arguments])
    said, waiting, until = "", list(answers), time.monotonic() + 120
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 30)[0]:
            break
        try:
            piece = os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:  # the terminal is closed once the child has ended
            break
        said += piece
        if said.endswith(": ") and waiting:
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    os.waitpid(child, 0)
    os.close(terminal)
    return said
