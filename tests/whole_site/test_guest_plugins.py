"""Whatever plugins a site has: with a community in it, its own pages are the same files.

All of them, by hand, in an environment that nobody else needs:
`pip install -c tests/guest-constraints.txt …` what a skipped test names.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from support import ROOT
from support.guest_plugins import APART, DAILY, NEIGHBOURS
from support.guest_sites import Handbook, differences

EVERY = bool(os.environ.get("EVERY_NEIGHBOUR"))


def compared(folder: Path, plugins: str, more: str = "") -> list[str]:
    handbook = Handbook(folder)
    handbook.draw()
    if "git-revision" in plugins:
        handbook.commit()
    for to, ours in (("without", False), ("within", True)):
        result = handbook.build(to, plugins, more, ours=ours)
        assert result.exit_code == 0, f"{to}: {result.output}"
    assert handbook.site("within").has("community/events/walk/")
    return differences(handbook.site("without"), handbook.site("within"))


@pytest.mark.parametrize("neighbour", NEIGHBOURS, ids=[each.name for each in NEIGHBOURS])
def test_beside_a_plugin_the_pages_of_the_site_stay_as_they_are(neighbour, tmp_path):
    if not neighbour.is_here:
        assert not EVERY, neighbour.package
        pytest.skip(f"no {neighbour.name} here: pip install {neighbour.package}")
    if neighbour.name not in DAILY and not EVERY:
        pytest.skip("by night, or with EVERY_NEIGHBOUR=1")

    assert compared(tmp_path, neighbour.written(tmp_path), neighbour.more) == []


def test_beside_all_of_them_too(tmp_path):
    if not EVERY:
        pytest.skip("by night, or with EVERY_NEIGHBOUR=1")
    together = [each for each in NEIGHBOURS if each.name not in APART]
    plugins = "\n".join(("  - search", *(each.written(tmp_path) for each in together)))

    assert compared(tmp_path, plugins) == []


@pytest.mark.nightly
@pytest.mark.slow
def test_all_of_this_with_every_plugin(tmp_path):
    """The same tests in an environment that has them all besides what is here."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    here = [sysconfig.get_paths()["purelib"], str(ROOT / "plugins")]
    places = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    Path(places, "here.pth").write_text("\n".join(here) + "\n")
    wanted = sorted({each.package for each in NEIGHBOURS if each.package})
    pinned = [f"--constraint={each}" for each in ("constraints.txt", "tests/guest-constraints.txt")]
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *pinned, *wanted], cwd=ROOT, check=True)

    tests = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not nightly", __file__]
    done = subprocess.run(
        tests, cwd=ROOT, env={**os.environ, "EVERY_NEIGHBOUR": "1"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-5000:]
    assert "skipped" not in done.stdout
