"""A small town with the form-based editor, and somebody who writes with it."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from support import ROOT
from support.tools import lacking, program

SETTINGS = """
site_name: A town
site_url: https://town.example.org/
repo_url: https://github.com/example/town
edit_uri: edit/main/content/
docs_dir: content
theme: {name: material}
plugins:
  - chaguan
  - chaguan/pages: {admin: ADMIN}
"""
FILES = {
    "community.yml": """
        name: {zh-Hant: 小鎮, en: The Town}
        timezone: Asia/Taipei
        languages: [zh-Hant, en]
        uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
    """,
    "people/lin-mei.yml": """
        name: {zh-Hant: 林梅, en: Lin Mei}
    """,
    "people/marcus.yml": """
        # Written by hand.
        name: Marcus Bell
        signed: 1.0
        joined: 2025-01-02
        links: {Blog: https://example.org/marcus}
    """,
    "places/house.yml": """
        name: {zh-Hant: 茶館, en: The House}
        about: Chairs.
        people: lin-mei
    """,
    "posts/2026/rain.md": """
        ---
        title: 雨
        date: 2026-10-01
        authors: [lin-mei]
        ---
        下雨[^1]。

        [^1]: 很多。
    """,
}


def write(folder: Path, files: dict[str, str] = FILES) -> None:
    """Write the files of a content folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def build(folder: Path, *, admin: bool) -> subprocess.CompletedProcess[str]:
    """Build the town in `folder` as a person would."""
    settings = SETTINGS.replace("ADMIN", str(admin).lower())
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env=os.environ | quiet,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def fetched() -> Path:
    """What `make editor` fetches; the first of several test processes does."""
    folder = ROOT / "editor" / "node_modules"
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "editor.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ".package-lock.json").exists():
            npm = program("npm")
            words = [npm, "ci", "--prefix", "editor", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                lacking(f"what npm fetches for the editor ({done.stderr.strip()})")
    return folder


@pytest.fixture(scope="session")
def town(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town, built with its editor."""
    folder = tmp_path_factory.mktemp("town")
    write(folder / "content")
    (folder / "editor").mkdir()
    (folder / "editor" / "node_modules").symlink_to(fetched)
    done = build(folder, admin=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def build_town() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Builds a town as a person would."""
    return build


@pytest.fixture
def bare_town(tmp_path: Path) -> Path:
    """The town, for which nobody has fetched the editor."""
    write(tmp_path / "content")
    return tmp_path


class Host(SimpleHTTPRequestHandler):
    """Serves the town, with Decap's test backend in place of the forge."""

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/admin/config.json":
            super().do_GET()
            return
        path = Path(self.directory) / "admin" / "config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        body = json.dumps(config | {"backend": {"name": "test-repo"}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *message: object) -> None:
        """Tests speak for themselves."""


@dataclass
class Writer:
    """Somebody at the form; what the page asked for and complained about."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.requests.append(request.url))
        self.page.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page.context.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "favicon" not in message.location["url"]:
            self.complaints.append(message.text)

    def open(self, place: str) -> None:
        """Go to a place in the editor, and sign in on the way."""
        self.page.goto(f"{self.origin}admin/#/{place}")
        self.page.get_by_role("button").first.click()
        self.page.locator("[id^=id-field]").wait_for()

    def fill(self, name: str, words: str, nth: int = 0) -> None:
        """Type into the field called `name`, of several the one that is `nth`."""
        self.page.locator(f":is(input, textarea)[id^={name}-field]").nth(nth).fill(words)

    def choose(self, name: str, words: str) -> None:
        """Choose what is called `words` from a list."""
        box = self.page.locator(f"input[id^={name}-field]").first
        box.click()
        box.press_sequentially(words)
        self.page.get_by_role("option", name=words).first.click()

    def save(self) -> dict[str, str]:
        """Save, and return the files that a pull request would hold."""
        self.page.get_by_role("button", name="儲存").click()
        self.page.wait_for_url("**/entries/**")
        self.page.wait_for_function("Object.keys(window.repoFilesUnpublished).length")
        return self.page.evaluate(
            """Object.fromEntries(Object.values(window.repoFilesUnpublished)
                .flatMap((entry) => entry.diffs.map((file) => [file.path, file.content])))"""
        )

    @property
    def asked_elsewhere(self) -> list[str]:
        """The requests that left the site."""
        own = (self.origin, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


def repository(content: Path) -> dict[str, Any]:
    """A content folder as the test backend keeps it.

    It finds a file by the parts of its path, but lists a folder by its path in one piece.
    """
    tree: dict[str, Any] = {}
    for path in sorted(content.rglob("*.*")):
        parts = ("content", *path.relative_to(content).parts)
        joined = ("/".join(parts[:2]), *parts[2:])
        file = {"content": path.read_text(encoding="utf-8"), "path": "/".join(parts)}
        for *folders, name in (parts, joined):
            inner = tree
            for each in folders:
                inner = inner.setdefault(each, {})
            inner[name] = file
    return tree


@pytest.fixture
def writer(browser: Browser, town: Path) -> Iterator[Callable[..., Writer]]:
    """Somebody who opens the town's editor, far from the town's clock."""
    contexts: list[BrowserContext] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=town / "site")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def arrived(zone: str = "America/St_Johns") -> Writer:
            context = browser.new_context(timezone_id=zone, locale="zh-TW")
            contexts.append(context)
            context.set_default_timeout(30_000)
            kept = json.dumps(repository(town / "content"))
            context.add_init_script(f"window.repoFiles = window.repoFiles || {kept};")
            return Writer(context.new_page(), f"http://127.0.0.1:{server.server_port}/")

        yield arrived
        for context in contexts:
            context.close()
        server.shutdown()
