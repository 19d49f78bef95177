"""A town's workflows are ours, but that they install a release instead of the checkout."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "plugins/chaguan/authoring/town/templates/github"
PIP = "python -m pip install --quiet --disable-pip-version-check"
REQUIRED = f"{PIP} --requirement {{0}}requirements.txt --constraint {{0}}constraints.txt"


def for_a_town(name):
    """Our workflow as a town has it."""
    text = (ROOT / ".github/workflows" / f"{name}.yml").read_text(encoding="utf-8")
    theirs = f"{PIP} --constraint tool/constraints.txt './tool[material]'"
    text = text.replace(theirs, REQUIRED.format("tool/"))
    text = re.sub(
        rf"{re.escape(PIP)} --constraint constraints\.txt ('\.\[[\w,]+\]'|\.)$",
        REQUIRED.format(""),
        text, flags=re.M,
    )  # fmt: skip
    text = text.replace("constraints.txt, pyproject.toml", "constraints.txt, requirements.txt")
    text = re.sub("([Oo])ur own Chaguan", r"\1ur own requirements", text)
    cron = '    - cron: "@CRON@" # just after midnight in @ZONE@'
    text = re.sub(r'    - cron: "7 16 \* \* \*" # .*', cron, text)
    table = "          cat moved/*/_redirects > site/_redirects 2> /dev/null || true\n"
    return re.sub(
        r"(          mkdocs build --strict\n)(          cd site\n)", rf"\1{table}\2", text
    )


@pytest.mark.parametrize("name", ["check", "comment", "submit", "deploy", "audit"])
def test_the_workflow_of_a_town_is_ours(name):
    written = (TEMPLATES / "workflows" / f"{name}.yml").read_text(encoding="utf-8")

    assert written == for_a_town(name), "write it anew from ours"
    assert "./tool" not in written
    assert "pip install --quiet --disable-pip-version-check --constraint" not in written


def test_its_scripts_are_ours():
    ours = {each.name: each.read_text() for each in (ROOT / ".github/scripts").iterdir()}

    assert {each.name: each.read_text() for each in (TEMPLATES / "scripts").iterdir()} == ours


@pytest.mark.parametrize("folder", [ROOT / ".github", TEMPLATES], ids=["ours", "a town's"])
def test_a_preview_is_built_also_where_the_check_has_found_something(folder):
    workflow = yaml.safe_load((folder / "workflows/check.yml").read_text(encoding="utf-8"))
    steps = {each.get("name"): each for each in workflow["jobs"]["check"]["steps"]}

    assert steps["Build a preview"]["if"] == (
        "${{ !cancelled() && steps.install.outcome == 'success' }}"
    )
    assert steps["Keep the preview"]["if"] == (
        "${{ !cancelled() && steps.preview.outcome == 'success' }}"
    )
    assert steps["Install"]["id"] == "install"
    assert steps["Build a preview"]["id"] == "preview"
