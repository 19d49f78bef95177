"""Sites built from the demonstration and from towns drawn in the test."""

from __future__ import annotations

import gzip
import html as html_module
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from textwrap import dedent
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner, Result
from lxml import html
from mkdocs.__main__ import cli

from support import ROOT

CONTENT = ROOT / "content"
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
"""The moment for which sites are built here: noon in Shihua."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
SETTINGS = """
site_name: A town
{address}
repo_url: https://code.example.org/town
edit_uri: edit/main/content/
docs_dir: content
theme:
  name: material
plugins:
{plugins}
markdown_extensions:
  - footnotes
  - toc:
      permalink: true
"""
EVERY_PLUGIN = (
    "chaguan",
    "chaguan/pages",
    "chaguan/feeds",
    "chaguan/calendars",
    "chaguan/search",
)
COMMUNITY = """
community.yml
| name: {en: The Town, zh-Hant: 小鎮}
| tagline: {en: Tea by the sea, zh-Hant: 海邊的茶}
| timezone: Asia/Taipei
| languages: [en, zh-Hant]
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""
CALENDAR_TYPES = ("webcal:", "https://calendar.google.com/calendar/r?cid=")


def draw(folder: Path, drawing: str) -> None:
    """Write the files of a drawing: a folder ends with a slash, a line of a file with a bar."""
    folders: list[tuple[int, str]] = []
    lines: dict[str, list[str]] = {}
    path = ""
    for each in dedent(drawing).strip("\n").splitlines():
        indent, line = len(each) - len(each.lstrip()), each.strip()
        if line.startswith("|"):
            lines[path].append(line[2:])
            continue
        folders = [pair for pair in folders if pair[0] < indent]
        path = "".join(name for _, name in folders) + line
        if line.endswith("/"):
            folders.append((indent, line))
        elif line:
            lines[path] = []
    for path, text in lines.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("\n".join(text) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Site:
    """A built site, as its readers find it."""

    folder: Path
    url: str
    """Where it will be served; ends with a slash."""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file, by its path."""
        paths = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    @cached_property
    def documents(self) -> dict[str, html.HtmlElement]:
        """Every HTML file, by its address; `404.html` is served at any."""
        return {
            path.removesuffix("index.html"): html.document_fromstring(content.decode())
            for path, content in self.files.items()
            if path.endswith(".html")
        }

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """The documents with words of the community, not those that only lead on."""
        return {
            address: document
            for address, document in self.documents.items()
            if document.find_class("cg-page")
        }

    def has(self, address: str) -> bool:
        return file_at(address) in self.files

    def main(self, address: str) -> html.HtmlElement:
        """What a page says, without the frame of the theme."""
        return self.pages[address].find_class("md-content")[0]

    def text(self, address: str) -> str:
        return self.main(address).text_content()

    def address(self, page: str, link: str) -> str:
        """Where a link on a page leads, as an address of the site."""
        return unquote(urljoin(f"{self.url}{page}", link).removeprefix(self.url))

    def broken_links(self) -> list[str]:
        """Every link within the site that leads nowhere, as `page: link`."""
        return [
            f"{address or '/'}: {link}"
            for address, page in self.documents.items()
            for link in sorted(set(links_of(page)))
            if not self._leads_somewhere(address, link)
        ]

    def _leads_somewhere(self, address: str, link: str) -> bool:
        target = urljoin(f"{self.url}{address}", link)
        for opener in CALENDAR_TYPES:
            if target.startswith(opener):
                inner = parse_qs(urlsplit(target).query).get("cid", [target])[0]
                target = inner.replace("webcal:", f"{urlsplit(self.url).scheme}:", 1)
        base = urlsplit(self.url)
        split = urlsplit(target)
        if (split.scheme, split.netloc) != (base.scheme, base.netloc):
            return True
        if not split.path.startswith(base.path):
            return False
        path = unquote(split.path[len(base.path) :])
        if not self.has(path):
            return False
        fragment = unquote(split.fragment)
        return not fragment or fragment in self._marks(path)

    def _marks(self, path: str) -> set[str]:
        page = self.documents.get(path)
        return set() if page is None else set(page.xpath("//@id | //a/@name"))

    def words(self) -> Iterator[tuple[str, str]]:
        """Every file as the text that somebody who searches it would find."""
        for path, content in self.files.items():
            if path.endswith(".gz"):
                content = gzip.decompress(content)
            text = content.decode("utf-8", "ignore")
            if path.endswith(".json"):
                text += json.dumps(json.loads(text), ensure_ascii=False)
            if path.endswith(".ics"):
                text = text.replace("\r\n ", "").replace("\\n", "\n").replace("\\", "")
            yield path, html_module.unescape(unquote(text))


def file_at(address: str) -> str:
    """The file that a server sends for an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def links_of(page: html.HtmlElement) -> Iterator[str]:
    """Where a page leads, and what it loads."""
    yield from page.xpath("//@href | //@src | //@poster")
    for candidates in page.xpath("//@srcset"):
        yield from (each.split()[0] for each in candidates.split(","))
    for written in page.xpath("//input[@readonly]/@value"):
        if "<" in written:  # what somebody puts into a page of theirs
            yield from html.fromstring(f"<div>{written}</div>").xpath("//@href | //@src")
        else:
            yield written


@dataclass(frozen=True)
class Town:
    """A small community of a test's own, and where its site goes."""

    folder: Path
    url: str

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def site(self) -> Site:
        return self.site_in("site")

    def site_in(self, folder: str) -> Site:
        return Site(self.folder / folder, self.url)

    def write(self, path: str, text: str) -> None:
        """Write one file of the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def empty_cache(self, name: str) -> str:
        """A cache with nothing in it but compiled templates, which take long to make.

        Those are shared by all tests of a process.
        """
        cache = self.folder / name
        compiled = self.folder.parents[1] / "templates"
        compiled.mkdir(exist_ok=True)
        cache.mkdir()
        (cache / "templates").symlink_to(compiled)
        return str(cache)

    def build(self, *options: str, to: str = "site") -> Result:
        """Run `mkdocs build`."""
        settings, folder = self.folder / "mkdocs.yml", self.folder / to
        words = ["build", "-f", str(settings), "-d", str(folder), *options]
        return CliRunner().invoke(cli, words, catch_exceptions=False)

    def built(self, *options: str, to: str = "site") -> Site:
        """The site, which must build."""
        result = self.build(*options, to=to)
        assert result.exit_code == 0, result.output
        return self.site_in(to)


@pytest.fixture(autouse=True)
def pinned_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Builds happen at `NOON`, unless the test says when, and in one process, for towns are small.

    What several processes make is what one makes: a test of its own says so.
    """

    pin(monkeypatch)
    return lambda moment: pin(monkeypatch, moment)


def pin(environment: pytest.MonkeyPatch, moment: datetime = NOON) -> None:
    """Have builds happen at a moment, and in one process."""
    pinned = {"CHAGUAN_PROCESSES": "1", "SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}
    for name, value in (QUIET | pinned).items():
        environment.setenv(name, value)


def drawn_in(
    folder: Path,
    drawing: str = "",
    *,
    community: str = COMMUNITY,
    url: str = "https://town.example.org/",
    plugins: tuple[str, ...] = EVERY_PLUGIN,
    settings: str = "",
) -> Town:
    """Draw a town into a folder."""
    (folder / "content").mkdir(parents=True)
    draw(folder / "content", community)
    draw(folder / "content", drawing)
    lines = "\n".join(f"  - {each}" for each in plugins)
    address = f"site_url: {url}" if url else ""
    text = SETTINGS.format(address=address, plugins=lines) + dedent(settings)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return Town(folder, url or "https://nowhere.example/")


@pytest.fixture
def town(tmp_path: Path) -> Callable[..., Town]:
    """Draw a town: its community file and settings are there, unless the test has its own."""
    return partial(drawn_in, tmp_path / "town")


LIVELY = """
    about.md
    | ---
    | title: About the town
    | ---
    | We [walk](events/2026/walk.yml) and [write](posts/2026/rain.md#up).
    about.zh-Hant.md
    | ---
    | title: 關於小鎮
    | ---
    | 我們[走路](events/2026/walk.yml)。
    people/
        mei.yml
        | name: {en: Lin Mei, zh-Hant: 林梅}
        | bio: {en: "Makes [tea](../places/house.yml).", zh-Hant: 泡茶。}
        hai.yml
        | name: Wu Hai
    places/
        house.yml
        | name: {en: The House, zh-Hant: 茶館}
        | about: Chairs.
        | people: [mei]
    groups/
        walkers.yml
        | name: {en: Walkers, zh-Hant: 走路隊}
        | about: We walk.
        | members: [mei, hai]
    scenes/
        rainy.yml
        | name: {en: A rainy day, zh-Hant: 雨天}
        | about: Come in.
    events/
        2026/
            walk.yml
            | title: {en: The walk, zh-Hant: 走路}
            | start: 2026-12-05 14:00
            | end: 2026-12-05 16:00
            | place: house
            | hosts: [mei]
            | groups: [walkers]
            | scenes: [rainy]
            | tags: [sea]
            | description: {en: "See [the rain](../../posts/2026/rain.md).", zh-Hant: 帶傘。}
            tea.yml
            | title: {en: Tea, zh-Hant: 茶}
            | start: 2026-03-05 14:00
            | end: 2026-03-05 16:00
            | place: house
            | hosts: [hai]
    posts/
        2026/
            rain.md
            | ---
            | title: Rain & tea
            | date: 2026-10-01 10:00
            | authors: [mei]
            | tags: [rain & wind]
            | scenes: [rainy]
            | event: tea
            | ---
            | It [rains](sun.md)[^1] at [the house](../../places/house.yml).
            |
            | <!-- more -->
            |
            | ## Up
            |
            | And on.
            |
            | [^1]: A lot.
            rain.zh-Hant.md
            | ---
            | title: 雨和茶
            | ---
            | 下雨。
            sun.md
            | ---
            | title: Sun
            | date: 2026-10-02 10:00
            | authors: [hai]
            | groups: [walkers]
            | places: [house]
            | ---
            | It does not. See [above](rain.md#up).
"""
"""A town with one or two of everything, in two languages."""


@pytest.fixture
def lively_town(town: Callable[..., Town]) -> Callable[..., Town]:
    """The town with one or two of everything."""
    return lambda **options: town(LIVELY, **options)


@pytest.fixture(scope="session")
def lively_built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town with one or two of everything, built once: to be read."""
    made = drawn_in(tmp_path_factory.mktemp("lively") / "town", LIVELY)
    with pytest.MonkeyPatch.context() as pinned:
        pin(pinned)
        pinned.delenv("CI", raising=False)  # where each file would be looked at
        made.built()
    return made


@pytest.fixture
def built_town(lively_built: Town, tmp_path: Path) -> Town:
    """A copy of it, with its site and what its build kept: to be changed.

    What is there is found unchanged, wherever it lies: nothing of it is made again.
    """
    folder = tmp_path / "town"
    shutil.copytree(lively_built.folder, folder, symlinks=True)
    return Town(folder, lively_built.url)


@pytest.fixture(scope="session", name="demonstration")
def demonstration_read(demonstration: Path) -> Site:
    """The demonstration, to be read."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    found = re.search(r"^site_url: (.*)$", settings, re.MULTILINE)
    assert found
    return Site(demonstration, found[1])


@pytest.fixture
def built_otherwise(
    tmp_path: Path, demonstration: Site, build_strictly: Callable[..., None]
) -> Callable[..., Site]:
    """The demonstration from a fresh checkout, with settings or an environment of one's own."""

    def built(*, settings: str = "", **there: str) -> Site:
        checkout = tmp_path / "other checkout"
        checkout.mkdir()
        shutil.copytree(CONTENT, checkout / "content")
        theirs = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        (checkout / "mkdocs.yml").write_text(f"{theirs}{settings}", encoding="utf-8")
        for path in (checkout / "content").rglob("*"):
            os.utime(path, (0, 0))
        folder = tmp_path / "site"
        folder.mkdir()
        build_strictly(checkout / "mkdocs.yml", folder, **there)
        return Site(folder, demonstration.url)

    return built


@pytest.fixture
def built_elsewhere(built_otherwise: Callable[..., Site]) -> Site:
    """The demonstration from a fresh checkout, on a machine that differs in all that may."""
    there = {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": "C", "COLUMNS": "40"}
    return built_otherwise(**there)


@pytest.fixture(scope="session")
def noon() -> datetime:
    """The moment for which sites are built here."""
    return NOON
