"""The difference is shown first, written on request, and what remains is said."""

import pytest
from click.testing import CliRunner

from chaguan.cli import main

DIFF = """\
--- content/events/tea.yml
+++ content/events/tea.yml
@@ -1,2 +1,2 @@
-Title: Tea
+title: Tea
 start: 2027-04-03
"""


@pytest.fixture
def tea(folder):
    path = folder / "events/tea.yml"
    path.parent.mkdir()
    path.write_text("Title: Tea\nstart: 2027-04-03\n")
    return path


def test_nothing_is_written_unless_asked(tea, fix):
    done = fix()

    assert done.output == f"{DIFF}Nothing is written yet. If this is right: chaguan fix --write\n"
    assert done.exit_code == 1
    assert tea.read_text().startswith("Title")


@pytest.mark.parametrize("option", ["--write", "--yes"])
def test_on_request_it_is_written(tea, fix, option):
    done = fix(option)

    assert done.output == f"{DIFF}Repaired: content/events/tea.yml\n"
    assert done.exit_code == 0
    assert tea.read_text() == "title: Tea\nstart: 2027-04-03\n"


def test_a_second_time_there_is_nothing_to_do(tea, fix):
    fix("--write")
    done = fix()

    assert done.output == "Nothing that can be repaired by itself.\n"
    assert done.exit_code == 0


def test_what_remains_is_said(tea, fix):
    tea.write_text("Title: Tea\nstart: 2027-04-03\nhosts: [nobody]\n")
    done = fix("--write", "--lang", "zh-Hant")

    assert done.exit_code == 1
    assert "還需要人來處理：\ncontent/events/tea.yml:3:9: RF101" in done.output


def test_only_the_paths_named_are_repaired(tea, folder, fix):
    other = folder / "events/other.yml"
    other.write_text("Title: Other\nstart: 2027-04-03\n")

    done = fix("--write", tea)

    assert done.exit_code == 0
    assert other.read_text().startswith("Title")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.yml"], "There is no nowhere.yml here.\n"),
        (["--content", "none"], "There is no folder none here.\n"),
    ],
)
def test_what_cannot_run_says_why(folder, fix, arguments, said):
    done = fix(*arguments)

    assert (done.exit_code, done.stderr) == (2, said)


def test_what_is_not_text_is_left_alone(folder, fix):
    path = folder / "events/tea.yml"
    path.parent.mkdir()
    path.write_bytes(b"Title: \xff\n")

    done = fix("--write")

    assert done.exit_code == 1
    assert path.read_bytes() == b"Title: \xff\n"


def test_the_command_is_listed():
    assert "\n  fix " in CliRunner().invoke(main, ["--help"]).output
