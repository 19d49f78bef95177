"""The demonstration, served to a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
"""The moment for which the demonstration is built here: noon in Shihua."""
DEVICES = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}


class Host(SimpleHTTPRequestHandler):
    """Serves files as hosts of static sites do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is not there gets the site's own page."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Tests speak for themselves."""

    def handle(self) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell of."""
        with suppress(ConnectionError):
            super().handle()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Where a built site is served, for a while."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """Serves any folder until the end of the session."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving(folder))


@pytest.fixture(scope="session")
def origin(demonstration: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serving(demonstration) as address:
        yield address


@dataclass
class Reader:
    """Somebody with a browser; what it asked for and what it complained about."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.requests.append(request.url))
        self.page.context.on("console", self._hear)
        self.page.context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, address: str) -> Page:
        """Go to a page of the site and wait until all of it is there."""
        self.page.goto(f"{self.origin}{address}", wait_until="load")
        return self.page

    @property
    def address(self) -> str:
        """Where the reader is now."""
        self.page.wait_for_load_state()
        return self.page.url.removeprefix(self.origin)

    @property
    def asked_elsewhere(self) -> list[str]:
        """The requests that left the site."""
        own = (self.origin, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def reader(browser: Browser, origin: str) -> Iterator[Callable[..., Reader]]:
    """Somebody who reads the demonstration: on which device, when, from where.

    Unless a test says when, at the moment for which it is built: no test waits for its events to
    pass.
    """
    contexts: list[BrowserContext] = []

    def arrived(
        device: str = "desktop",
        *,
        now: datetime = NOON,
        at: str = "",
        **options: object,
    ) -> Reader:
        settings = {"timezone_id": "Asia/Taipei", "locale": "en-GB"} | DEVICES[device] | options
        context = browser.new_context(**settings)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.clock.set_fixed_time(now)
        return Reader(context.new_page(), at or origin)

    yield arrived
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def noon() -> datetime:
    """The moment for which the demonstration is built here."""
    return NOON
