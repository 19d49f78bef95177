"""The labels: by a command, not by a loop in a shell."""

import pytest
from click.testing import CliRunner

from chaguan.cli import main
from chaguan.forge.issue_form import labels
from chaguan.load import FOLDERS


@pytest.mark.parametrize(
    ("forge", "begins"),
    [
        ("github", "gh label create"),
        ("gitlab", "glab label create"),
        ("forgejo", "tea labels create"),
    ],
)
def test_each_forge_makes_its_labels_with_its_own_program(tmp_path, monkeypatch, forge, begins):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["labels", "--forge", forge, "--dry-run"])

    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert all(each.startswith(begins) for each in lines)
    assert len(lines) == len(list(labels()))


def test_every_folder_and_form_has_one():
    names = {each.name for each in labels()}

    assert {f"content: {folder}" for folder in FOLDERS} <= names
    assert {"form: event", "accepted", "mixed on purpose"} <= names


def test_without_the_forges_program_it_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(main, ["labels"])

    assert done.exit_code == 2
    assert "--dry-run" in done.output
