"""The scripts ask the forge for what they mean to, and for nothing where something is odd."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import ROOT
from support.tools import program

SCRIPTS = ROOT / ".github" / "scripts"
CREDITED = "octo-cat <1+octo-cat@users.noreply.github.com>"
FORGE = """\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$LOG"
case "$*" in
  *git/trees*) cat > "$LOG.tree"; echo 4567 ;;
  *git/commits\\ --input*) cat > "$LOG.commit"; echo 89ab ;;
  *git/commits/0123*) echo cdef ;;
  *git/ref/heads/main*) echo 0123 ;;
  *git/ref/heads/gather*) [ -n "$OURS" ] ;;
  *git/ref/heads/form/12*) [ -n "$OURS" ] ;;
  *comments\\ --jq*) printf '%s' "$OURS" ;;
  *pr\\ list*) [ -e "$LOG.open" ] && echo 34 || true ;;
  *pr\\ create*) touch "$LOG.open" ;;
esac
"""


@dataclass(frozen=True)
class Forge:
    """Stands in for `gh`, and remembers what it was asked."""

    folder: Path

    def run(self, script: str, *arguments: str, ours: str = "") -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "example/town",
            "RUNNER_TEMP": str(self.folder),
            "LOG": str(self.folder / "log"),
            "OURS": ours,
        }
        return subprocess.run(
            [SCRIPTS / script, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
        )

    @property
    def asked(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    program("jq")
    stand_in = tmp_path / "gh"
    stand_in.write_text(FORGE)
    stand_in.chmod(0o755)
    return Forge(tmp_path)


def drafted(folder: Path, **change: str) -> str:
    file = folder / "content" / "events" / "2026" / "tea.yml"
    file.parent.mkdir(parents=True)
    file.write_text("title: 喝茶\n", encoding="utf-8")
    result = {
        "path": "content/events/2026/tea.yml",
        "branch": "form/12",
        "title": "活動 Event: `$(id)`",
        "message": "Add event tea",
        "co_author": CREDITED,
    }
    path = folder / "result.json"
    path.write_text(json.dumps(result | change))
    return str(path)


def test_a_first_comment_is_posted(forge: Forge) -> None:
    done = forge.run("comment.sh", "12", "comment.md")

    assert done.returncode == 0, done.stderr
    assert "POST repos/example/town/issues/12/comments --field body=@comment.md" in forge.asked


def test_a_second_comment_takes_the_place_of_the_first(forge: Forge) -> None:
    forge.run("comment.sh", "12", "comment.md", ours="77\n78\n")

    assert "PATCH repos/example/town/issues/comments/77 " in forge.asked
    assert "POST" not in forge.asked


def test_a_number_that_is_none_asks_for_nothing(forge: Forge) -> None:
    assert forge.run("comment.sh", "12/../../x", "comment.md").returncode != 0
    assert forge.asked == ""


def test_a_draft_holds_the_one_file_and_the_credit(forge: Forge, tmp_path: Path) -> None:
    done = forge.run("draft.sh", drafted(tmp_path), "12", "main")

    assert done.returncode == 0, done.stderr
    assert done.stdout == "34\n"
    assert "--draft --base main --head form/12 --title 活動 Event: `$(id)`" in forge.asked
    tree = json.loads((tmp_path / "log.tree").read_text())
    commit = json.loads((tmp_path / "log.commit").read_text())
    assert tree == {
        "base_tree": "cdef",
        "tree": [
            {
                "path": "content/events/2026/tea.yml",
                "mode": "100644",
                "type": "blob",
                "content": "title: 喝茶\n",
            }
        ],
    }
    assert commit == {
        "message": f"Add event tea\n\nCo-authored-by: {CREDITED}",
        "tree": "4567",
        "parents": ["0123"],
    }
    assert "POST repos/example/town/git/refs --silent --raw-field ref=refs/heads/form/12" in (
        forge.asked
    )


def test_a_draft_accepted_again_is_made_anew(forge: Forge, tmp_path: Path) -> None:
    done = forge.run("draft.sh", drafted(tmp_path), "12", "main", ours="there")

    assert done.returncode == 0, done.stderr
    assert "PATCH repos/example/town/git/refs/heads/form/12 --silent" in forge.asked


@pytest.mark.parametrize(
    "change",
    [
        {"path": ".github/workflows/evil.yml"},
        {"path": "content/../mkdocs.yml"},
        {"path": "content/community.yml"},
        {"branch": "main"},
        {"branch": "form/13"},
    ],
)
def test_other_files_and_branches_are_not_touched(
    forge: Forge, tmp_path: Path, change: dict[str, str]
) -> None:
    assert forge.run("draft.sh", drafted(tmp_path, **change), "12", "main").returncode != 0
    assert forge.asked == ""


@pytest.fixture
def gathered(forge: Forge) -> Path:
    """A repository in which a file was gathered that is gone now, and another has come."""
    folder = forge.folder / "content/.gathered"
    folder.mkdir(parents=True)
    (folder / "person-mei.json").write_text("{}\n", encoding="utf-8")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "content"], ["commit", "-qm", "before"]):
        subprocess.run([*git, *words], cwd=forge.folder, check=True)
    return folder


def test_what_was_gathered_is_one_commit_and_one_pull_request(forge: Forge, gathered: Path) -> None:
    (gathered / "person-mei.json").unlink()
    (gathered / "neighbour-marsh.example-1.json").write_text('{"茶": 1}\n', encoding="utf-8")
    done = forge.run("gather.sh", "main")
    again = forge.run("gather.sh", "main", ours="there")
    tree = json.loads((forge.folder / "log.tree").read_text(encoding="utf-8"))

    assert done.returncode == again.returncode == 0, done.stderr
    assert done.stdout.strip() == again.stdout.strip() == "34"
    assert forge.asked.count("pr create") == 1
    assert [(each["path"], each.get("content"), each.get("sha", "")) for each in tree["tree"]] == [
        ("content/.gathered/neighbour-marsh.example-1.json", '{"茶": 1}\n', ""),
        ("content/.gathered/person-mei.json", None, None),
    ]


def test_nothing_new_asks_the_forge_for_nothing(forge: Forge, gathered: Path) -> None:
    assert forge.run("gather.sh", "main").returncode == 0
    assert forge.asked == ""


def test_file_that_is_none_of_gather_is_not_pushed(forge: Forge, gathered: Path) -> None:
    (gathered / "..x$(id).json").write_text("{}", encoding="utf-8")

    assert forge.run("gather.sh", "main").returncode != 0
    assert forge.asked == ""
