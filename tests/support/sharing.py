"""The demonstration and towns of a test's own, as people pass them on."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent

import pytest
from playwright.sync_api import Browser, Page

from support import ROOT

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
"""The moment for which sites are built here: noon in Shihua."""
SETTINGS = """
site_name: A town
site_url: https://town.example.org/
docs_dir: content
theme: {{name: material}}
plugins:
  - chaguan
  - chaguan/pages{options}
"""
COMMUNITY = """
name: {en: The Town, zh-Hant: 小鎮}
timezone: Asia/Taipei
languages: [en, zh-Hant]
uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files; tests speak for themselves."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def build(settings: Path, folder: Path, *options: str) -> str:
    """Run `mkdocs build` as a person would; what it says."""
    pinned = {
        "SOURCE_DATE_EPOCH": str(int(NOON.timestamp())),
        "GIT_CEILING_DIRECTORIES": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    words = ["-m", "mkdocs", "build", "-f", str(settings), "-d", str(folder), *options]
    done = subprocess.run(
        [sys.executable, *words],
        env=os.environ | pinned,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def built_in(
    folder: Path,
    files: dict[str, str | bytes],
    *,
    options: str = "",
    community: str = COMMUNITY,
    settings: str = SETTINGS,
) -> Path:
    """Build a town of these files in a folder; its site."""
    for path, said in ({"community.yml": community} | files).items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        written = dedent(said).lstrip("\n").encode() if isinstance(said, str) else said
        file.write_bytes(written)
    (folder / "mkdocs.yml").write_text(settings.format(options=options), encoding="utf-8")
    said = build(folder / "mkdocs.yml", folder / "site")
    (folder / "said.log").write_text(said, encoding="utf-8")
    return folder / "site"


@pytest.fixture
def town(tmp_path: Path) -> Callable[..., Path]:
    """Build a town of these files; its site."""

    def built(files: dict[str, str], *, options: str = "", community: str = COMMUNITY) -> Path:
        return built_in(tmp_path, files, options=options, community=community)

    return built


@pytest.fixture
def served() -> Iterator[Callable[[Path], str]]:
    """Serve a site; where it is."""
    servers = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab on a desk."""
    context = browser.new_context(viewport={"width": 1000, "height": 1200})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()
