"""What every generator can be asked: to be installed, to take the posts, to build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from made_community import MadePost

from .measured import GeneratorError

EPOCH = 1795000000
"""November 2026: every made post is out, and the newest events are to come."""
LATER = 60
"""Seconds from one build to the next, so that nothing is spared by a clock that stands still."""
LINK = re.compile(r"\]\(\.\./(\d+)/(post-\d+)\.md\)")
"""How made posts link to one another."""


class Generator(ABC):
    """One way from posts to a site; it works in a folder of its own."""

    name: str
    look: str
    """Which theme, and what of tags, authors, feeds and search there is."""
    after_edit: str = "whole rebuild"
    """How it is run after one edited post."""
    site = "site"
    caches: tuple[str, ...] = ()
    """What it keeps between builds, which is removed before a cold one."""

    def __init__(self, tools: Path, folder: Path) -> None:
        self.tools, self.folder = tools, folder
        self._builds = 0

    @abstractmethod
    def install(self) -> str:
        """Have it, and tell the versions; GeneratorError where it cannot be had."""

    @abstractmethod
    def configure(self, posts: Sequence[MadePost]) -> None:
        """Write all but the posts into the folder."""

    @abstractmethod
    def source(self, post: MadePost) -> Path:
        """The file of a post, below the folder."""

    @abstractmethod
    def text(self, post: MadePost) -> str:
        """What stands in it."""

    @abstractmethod
    def page(self, post: MadePost) -> Path:
        """The page of a post, below the site."""

    @abstractmethod
    def build(self) -> Sequence[str | Path]:
        """The command that makes the whole site."""

    def rebuild(self, edited: MadePost) -> Sequence[str | Path]:
        """The command after one post was edited."""
        return self.build()

    def environment(self) -> Mapping[str, str]:
        """A clock that is the same in every run, and nothing of this program's own path.

        Python may keep what it has compiled, as it has for whatever is installed.
        """
        self._builds += 1
        clock = str(EPOCH + LATER * self._builds)
        aside = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
        own = {name: value for name, value in os.environ.items() if name not in aside}
        quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        return {**own, **quiet, "SOURCE_DATE_EPOCH": clock}

    def write(self, posts: Sequence[MadePost]) -> None:
        """Write the whole project."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.configure(posts)
        for post in posts:
            self.put(post)

    def put(self, post: MadePost) -> None:
        """Write one post."""
        file = self.folder / self.source(post)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.text(post))

    def forget(self) -> None:
        """Remove the site, and everything that was kept."""
        for name in (self.site, *self.caches):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def expect(self, post: MadePost, words: str) -> None:
        """GeneratorError unless the page of a post is there and says these words."""
        page = self.folder / self.site / self.page(post)
        if not page.is_file():
            raise GeneratorError(f"made no page for {post.path}")
        if words not in page.read_text():
            raise GeneratorError(f"the page of {post.path} is not what was written last")


class FromPython(Generator):
    """A generator from the Python Package Index, in a virtual environment of its own."""

    requirements: tuple[str, ...]

    @property
    def programs(self) -> Path:
        """The folder of its commands."""
        return self.tools / self.requirements[0].partition("==")[0].partition("[")[0] / "bin"

    def install(self) -> str:
        """As Generator.install."""
        if not (self.programs / "ready").exists():
            _do(sys.executable, "-m", "venv", "--clear", self.programs.parent)
            pip = (self.programs / "python", "-m", "pip", "install", "--quiet")
            _do(*pip, "--disable-pip-version-check", *self.requirements)
            (self.programs / "ready").touch()
        return ", ".join(re.sub(r"\[.*\]|==", " ", each).replace("  ", " ") for each in
                         self.requirements)  # fmt: skip


class FromNode(Generator):
    """A generator from npm, in a folder of its own."""

    requirements: tuple[str, ...]

    @property
    def modules(self) -> Path:
        """Where npm put it."""
        return self.tools / self.name.lower() / "node_modules"

    def install(self) -> str:
        """As Generator.install."""
        ready = self.modules.parent / "ready"
        if not ready.exists():
            self.modules.mkdir(parents=True, exist_ok=True)
            npm = ("npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts")
            _do(*npm, "--prefix", self.modules.parent, *self.requirements)
            ready.touch()
        (node,) = _do("node", "--version").split()
        packages = [each.rpartition("@") for each in self.requirements]
        return ", ".join((*(f"{name} {version}" for name, _, version in packages), f"Node {node}"))


def with_links(body: str, link: str) -> str:
    """A made body with its links written as a generator wants them."""
    return LINK.sub(lambda found: f"]({link.format(year=found[1], post=found[2])})", body)


def with_excerpt(body: str) -> str:
    """A made body that says after its first paragraph that the excerpt ends."""
    return body.replace("\n\n", "\n\n<!-- more -->\n\n", 1)


def edited(post: MadePost, words: str) -> MadePost:
    """The post with a new sentence at its beginning, where lists and feeds show it."""
    return replace(post, body=f"{words} {post.body}")


def _do(*command: str | Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError as failure:
        raise GeneratorError(f"there is no {command[0]} here") from failure
    if done.returncode:
        raise GeneratorError(done.stderr.strip()[-2000:] or "could not be installed")
    return done.stdout
