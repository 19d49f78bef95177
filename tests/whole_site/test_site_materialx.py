"""MaterialX, in an environment of its own, shows the same site: it goes on after Material."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from support import ROOT
from support.theme_templates import known
from support.whole_sites import Site

pytestmark = [pytest.mark.nightly, pytest.mark.slow]
PINNED = ("--constraint", "constraints.txt", "--constraint", "tests/materialx-constraints.txt")


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """The Python of an environment that has MaterialX and no Material."""
    folder = tmp_path_factory.mktemp("materialx")
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    found = folder / "env" / "bin" / "python"
    pip = [found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PINNED, ".[materialx]"], cwd=ROOT, check=True)
    return found


def ours(site: Site) -> dict[str, bytes]:
    """What stands on each page without the theme around it, and every file that is no page."""
    pages = {
        address: html.tostring(page.find_class("cg-page")[0])
        for address, page in site.pages.items()
    }
    apart = ("assets/", "search/", "404.html", "sitemap", "service-worker.js")
    others = {
        path: content
        for path, content in site.files.items()
        if not path.endswith(".html") and not path.startswith(apart)
    }
    return pages | others


def test_materialx_builds_the_same_site(lively_town, python):
    town = lively_town()
    expected = ours(town.built("--strict"))
    settings = town.folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("name: material\n", "name: materialx\n"))
    env = {name: each for name, each in os.environ.items() if name != "PYTHONPATH"}
    command = [python, "-m", "properdocs", "build", "--strict", "-f", settings, "-d", "other"]
    done = subprocess.run(command, cwd=town.folder, env=env, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    found = ours(town.site_in("other"))
    assert found.keys() == expected.keys()
    assert [name for name, each in expected.items() if found[name] != each] == []


def test_its_templates_are_as_somebody_saw_them(python):
    code = "import json; from support.theme_templates import as_they_are, theme; "
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    said = subprocess.run(
        [python, "-c", f"{code}print(json.dumps([theme(), as_they_are()]))"],
        env=env, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    theme, found = json.loads(said)
    assert theme == "materialx"
    assert found == known()["materialx"]
