"""`pip install chaguan` alone has every command but building."""

import subprocess
import sys
import tomllib

import pytest

from support import ROOT

pytestmark = pytest.mark.slow
WITHOUT = """
import sys
from chaguan.cli import main

AWAY = {"mkdocs", "properdocs", "material", "materialx", "jinja2", "ghp_import", "watchdog"}

class Without:
    def __init__(self, finder):
        self.finder = finder
    def __getattr__(self, name):
        return getattr(self.finder, name)
    def find_spec(self, name, *further):
        return None if name.partition(".")[0] in AWAY else self.finder.find_spec(name, *further)

sys.meta_path = [Without(each) for each in sys.meta_path]
main(sys.argv[1:])
"""


def chaguan(*words, cwd):
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *words], cwd=cwd, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bare")
    made = chaguan("init", "our-town", "--yes", cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "our-town"


@pytest.mark.parametrize("words", [("check",), ("garden",), ("schema",), ("fix",), ("upgrade",)])
def test_a_command_needs_neither_engine_nor_theme(town, words):
    done = chaguan(*words, cwd=town)

    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_builds_says_in_a_sentence_what_to_install(town):
    done = chaguan("serve", cwd=town)

    assert done.returncode == 2
    assert "pip install 'chaguan[material]'" in done.stderr


def test_a_theme_is_an_extra_and_the_two_never_meet():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = " ".join(project["dependencies"])
    extras = project["optional-dependencies"]

    assert "mkdocs" not in needed
    assert [each for each in extras["material"] if each.startswith("mkdocs-material>")]
    assert [each for each in extras["materialx"] if each.startswith("mkdocs-materialx>")]
    for name, lines in extras.items():
        assert len({each for each in lines if "mkdocs-material" in each}) < 2, name
