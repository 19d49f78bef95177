"""The front door in real repositories: a clone, a mistake, the answer, the merge, the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import html

from chaguan.cli import main
from support import ROOT

SETTINGS = """\
site_name: A town
site_url: https://town.example.org/
repo_url: https://github.com/example/town
docs_dir: content
theme:
  name: material
  font: false
plugins: [chaguan, chaguan/pages, chaguan/feeds, chaguan/calendars]
"""
BROKEN = """\
title: The Tuesday table
start: 2026-12-01T19:30+08:00
place: slack-tide
hosts: [lin-mai]
"""
MENDED = """\
title: The Tuesday table
start: 2026-12-01 19:30
place: slack-tide
hosts: [lin-mei]
"""


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Wu Hai", "-c", "user.email=wu@example.org"]
    command = ["git", *identity, "-c", "commit.gpgsign=false", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["check", "--content", str(folder / "content"), "--lang", "en", *arguments]
    )


@pytest.fixture
def origin(tmp_path: Path, town: Path) -> Path:
    """The community's repository on the forge, and a host's clone of it."""
    (town.parent / "mkdocs.yml").write_text(SETTINGS)
    git(town.parent, "init", "--quiet", "--initial-branch=main")
    commit(town.parent, "Open the door")
    git(tmp_path, "clone", "--quiet", "--bare", str(town.parent), "origin.git")
    return tmp_path / "origin.git"


@pytest.fixture
def clone(tmp_path: Path, origin: Path) -> Path:
    """A contributor's, on a branch."""
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    git(tmp_path / "clone", "switch", "--quiet", "--create", "tuesday")
    return tmp_path / "clone"


def test_a_mistake_is_answered_on_its_line_and_the_correction_is_welcome(clone: Path) -> None:
    event = clone / "content" / "events" / "2026" / "tuesday.yml"
    event.write_text(BROKEN)
    commit(clone, "Add the Tuesday table")

    refused = check(clone, "--base", "origin/main")

    assert refused.exit_code == 1
    assert "content/events/2026/tuesday.yml:2:8: TM104" in refused.stdout
    assert "content/events/2026/tuesday.yml:4:9: RF101" in refused.stdout

    event.write_text(MENDED)
    commit(clone, "Mend it")

    again = check(clone, "--base", "origin/main")
    assert again.exit_code == 0, (again.stdout, again.exception)


def test_what_others_broke_is_not_held_against_a_change(clone: Path) -> None:
    (clone / "content" / "people" / "wu-hai.yml").write_text("name: Wu Hai\n")
    commit(clone, "Say who I am")
    git(clone, "switch", "--quiet", "main")
    (clone / "content" / "events" / "2026" / "old.yml").write_text("title: Old\n")
    commit(clone, "Break something")
    git(clone, "push", "--quiet", "origin", "main")
    git(clone, "switch", "--quiet", "tuesday")

    again = check(clone, "--base", "origin/main")
    assert again.exit_code == 0, (again.stdout, again.exception)


def script(workflow: str, name: str) -> str:
    """What a step of a workflow's job `check` runs."""
    whole = yaml.safe_load((ROOT / workflow).read_text())
    return next(each["run"] for each in whole["jobs"]["check"]["steps"] if each.get("name") == name)


@pytest.fixture
def workspace(tmp_path: Path, origin: Path, clone: Path) -> Path:
    """A runner's: our own checkout, and the merge of a pull request with its two commits."""
    git(clone, "push", "--quiet", "origin", "tuesday")
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    git(workspace, "clone", "--quiet", str(origin), "tool")
    git(workspace, "clone", "--quiet", str(origin), "pr")
    return workspace


def merge(workspace: Path) -> None:
    git(workspace / "pr", "fetch", "--quiet", "origin", "tuesday")
    git(workspace / "pr", "merge", "--quiet", "--no-ff", "--no-edit", "FETCH_HEAD")


def run(
    workspace: Path, name: str, workflow: str = ".github/workflows/check.yml", **variables: str
) -> subprocess.CompletedProcess[str]:
    """A step of a workflow, as the runner runs it."""
    return bash(workspace, script(workflow, name), **variables)


def bash(folder: Path, commands: str, **variables: str) -> subprocess.CompletedProcess[str]:
    strict = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ,
        "PATH": path,
        "GITHUB_STEP_SUMMARY": str(folder / "step.md"),
        "GITHUB_WORKSPACE": str(folder),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **variables,
    }
    command = [*strict, commands]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_check_annotates_reports_and_leaves_an_answer(workspace: Path, clone: Path) -> None:
    (clone / "content" / "events" / "2026" / "tuesday.yml").write_text(BROKEN)
    commit(clone, "Add the Tuesday table")
    git(clone, "push", "--quiet", "origin", "tuesday")
    merge(workspace)

    done = run(workspace, "Check")

    assert done.returncode == 1, done.stderr
    assert "::error file=content/events/2026/tuesday.yml,line=2,col=8" in done.stdout
    report = (workspace / "step.md").read_text("utf-8")
    assert "there is no person lin-mai" in report
    assert "找不到" in report
    whole = json.loads((workspace / "answer" / "answer.json").read_text("utf-8"))
    assert {row["code"] for row in whole["problems"]} == {"TM104", "RF101"}


def test_the_forgejo_example_answers_alike(origin: Path, clone: Path, tmp_path: Path) -> None:
    (clone / "content" / "events" / "2026" / "tuesday.yml").write_text(BROKEN)
    commit(clone, "Add the Tuesday table")
    git(clone, "push", "--quiet", "origin", "tuesday:refs/pull/7/head")
    example = "docs/examples/forgejo-check.yml"
    variables = {"REPOSITORY": str(origin), "BASE": "main", "NUMBER": "7"}
    runner = tmp_path / "runner"
    runner.mkdir()

    fetched = run(runner, "Our own Chaguan, and the pull request as data", example, **variables)
    done = run(runner, "Check", example, **variables)

    assert fetched.returncode == 0, fetched.stderr
    assert done.returncode == 1, done.stderr
    assert "content/events/2026/tuesday.yml:4:9: RF101" in done.stdout


def test_the_gitlab_example_answers_alike(origin: Path, clone: Path) -> None:
    (clone / "content" / "events" / "2026" / "tuesday.yml").write_text(BROKEN)
    commit(clone, "Add the Tuesday table")
    whole = yaml.safe_load((ROOT / "docs" / "examples" / ".gitlab-ci.yml").read_text())
    lines = [line for line in whole["check"]["script"] if "pip install" not in line]
    address = str(origin).removesuffix(".git")
    target = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}

    done = bash(clone, "\n".join(lines), CI_MERGE_REQUEST_PROJECT_URL=address, **target)

    assert done.returncode == 1, done.stderr
    assert "content/events/2026/tuesday.yml:4:9: RF101" in done.stdout
    assert (clone.parent / "tool" / "mkdocs.yml").is_file()


@pytest.mark.slow
def test_a_good_change_is_there_once_merged_and_opens_without_a_server(
    workspace: Path, clone: Path
) -> None:
    (clone / "content" / "events" / "2026" / "tuesday.yml").write_text(MENDED)
    commit(clone, "Add the Tuesday table")
    git(clone, "push", "--quiet", "origin", "tuesday")
    merge(workspace)

    assert run(workspace, "Check").returncode == 0
    (workspace / "pr" / "content" / "secret.md").symlink_to("/etc/hostname")
    built = run(workspace, "Build a preview")

    assert built.returncode == 0, built.stderr
    preview = workspace / "preview"
    start = (preview / "preview.html").read_text("utf-8")
    assert '<a href="events/2026/tuesday/index.html">' in start
    page = preview / "events" / "2026" / "tuesday" / "index.html"
    assert "The Tuesday table" in page.read_text("utf-8")
    assert not (preview / "secret").exists()
    assert lost(preview) == []


def lost(preview: Path) -> list[str]:
    """Links and sources of a page that lead to no file beside it."""
    found = []
    for page in sorted(preview.rglob("*.html")):
        if page.name == "404.html":  # served at any address, so its links begin at the root
            continue
        for element in html.fromstring(page.read_text("utf-8")).iter():
            for name in ("href", "src"):
                url = element.get(name, "")
                if url and url[0] not in "#?" and not urlsplit(url).scheme:
                    target = page.parent / unquote(urlsplit(url).path)
                    if not target.is_file():
                        found.append(f"{page.relative_to(preview)}: {url}")
    return found
