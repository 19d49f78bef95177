"""Repositories that a test makes, commit by commit, and the sites built from them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from lxml import html
from mkdocs.__main__ import cli

from chaguan.load import load
from chaguan.locales import vocabulary
from chaguan.model import Community, History
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import PageContext
from chaguan.site.clock import Clock
from chaguan.site.index import Index
from chaguan.site.signatures import Signatures
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published
from chaguan.source import history_of, log_of
from support import ROOT

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
COMMUNITY = """
    name: {en: The Town, zh-Hant: 小鎮}
    timezone: Asia/Taipei
    languages: [en, zh-Hant]
    uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""
SETTINGS = """
    site_name: A town
    site_url: https://town.example.org/
    repo_url: https://github.com/town/board
    edit_uri: edit/main/content/
    docs_dir: content
    theme: {name: material}
    plugins: [chaguan, chaguan/pages, chaguan/feeds, chaguan/calendars]
"""


@pytest.fixture(scope="package", autouse=True)
def quiet_machine() -> Iterator[None]:
    """Builds happen at `NOON`; nothing of this machine's git settings is read."""
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
        machine.setenv("NO_MKDOCS_2_WARNING", "1")
        machine.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        machine.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        machine.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@dataclass
class Repository:
    """A git repository with a content folder; each commit is a day after the one before."""

    folder: Path
    day: datetime = field(default=datetime(2026, 1, 1, 4, tzinfo=UTC))

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def git(self, *words: str, **environment: str) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env=os.environ | environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout

    def write(self, path: str, text: str) -> Repository:
        """Write a file of the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return self

    def move(self, old: str, new: str) -> Repository:
        (self.content / new).parent.mkdir(parents=True, exist_ok=True)
        (self.content / old).rename(self.content / new)
        return self

    def commit(
        self,
        message: str = "A change",
        author: str = "Lin Mei",
        address: str = "lin@private.example",
        at: datetime | None = None,
    ) -> Repository:
        """Commit everything as it is."""
        self.git("add", "--all")
        self.git(
            "commit", "--quiet", "--allow-empty", "-m", message, **self._by(author, address, at)
        )
        return self

    def merge(self, branch: str, message: str) -> Repository:
        words = ("merge", "--quiet", "--no-ff", branch, "-m", message)
        self.git(*words, **self._by("A Host", "host@private.example", None))
        return self

    def on(self, branch: str, *, new: bool = False) -> Repository:
        self.git("checkout", "--quiet", *(["-b"] if new else []), branch)
        return self

    def clone(self, folder: Path, *options: str) -> Repository:
        self.git("clone", "--quiet", *options, f"file://{self.folder}", str(folder))
        return Repository(folder, self.day)

    def history(self) -> History:
        """What the site would know, everybody named as they signed."""
        return history_of(log_of(self.content), lambda name, address: name)

    def site(self, to: str = "site") -> Site:
        """The site, which must build without a warning."""
        settings, folder = self.folder / "mkdocs.yml", self.folder / to
        words = ["build", "--strict", "-f", str(settings), "-d", str(folder)]
        result = CliRunner().invoke(cli, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return Site(folder)

    def _by(self, author: str, address: str, at: datetime | None) -> dict[str, str]:
        self.day += timedelta(days=1)
        moment = (at or self.day).isoformat()
        return {
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": address,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": "A Forge",
            "GIT_COMMITTER_EMAIL": "forge@private.example",
            "GIT_COMMITTER_DATE": self.day.isoformat(),
        }


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        paths = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def find(self, address: str, selector: str) -> list[str]:
        """The words of everything that a selector finds on a page."""
        page = html.document_fromstring(self.files[f"{address}index.html"].decode())
        return [" ".join(found.text_content().split()) for found in page.cssselect(selector)]

    def links(self, address: str, selector: str) -> list[str]:
        page = html.document_fromstring(self.files[f"{address}index.html"].decode())
        return [found.get("href") for found in page.cssselect(f"{selector} a")]


@pytest.fixture(scope="package")
def new_repository(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Repository]:
    """Make an empty one, with the settings of a site beside its content folder."""

    def made(name: str) -> Repository:
        folder = tmp_path_factory.mktemp(name)
        (folder / "content").mkdir()
        empty = Repository(folder)
        empty.git("init", "--quiet", "--initial-branch=main")
        (folder / "mkdocs.yml").write_text(dedent(SETTINGS), encoding="utf-8")
        return empty.write("community.yml", COMMUNITY)

    return made


@pytest.fixture
def repository(new_repository: Callable[[str], Repository]) -> Repository:
    """An empty one."""
    return new_repository("repository")


@pytest.fixture
def demonstration(tmp_path: Path) -> Repository:
    """The demonstration community, not committed yet."""
    folder = tmp_path / "demonstration"
    folder.mkdir()
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


@pytest.fixture
def community() -> Callable[[Repository], Community]:
    """Everything in a content folder, the unlisted included."""
    return lambda repository: load(repository.content, name="A town", language="en").community


@pytest.fixture
def seen(community) -> Callable[..., PageContext]:
    """A content folder as readers of a language see it."""

    def view(repository: Repository, language: str = "en") -> PageContext:
        public = published(community(repository), NOON)
        streams = Index(public, Addresses(public.settings.languages))
        return PageContext(
            streams, vocabulary(language), Clock(NOON), lambda record, language: Body("")
        )

    return view


@pytest.fixture
def signatures(community) -> Callable[[Repository], Signatures]:
    return lambda repository: Signatures(community(repository))
