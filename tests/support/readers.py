"""The demonstration, served to a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebError

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
USUAL = {"timezone_id": "Asia/Taipei", "locale": "en-GB", "service_workers": "block"}
"""What a device keeps for later is asked about by itself: each new reader would fetch it anew."""
NOT_KEPT = "Service Worker registration blocked by Playwright"
"""A word of the tool's, not of a page's."""


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


class Profiles:
    """Pages of browsers that somebody reads with, one after the other, and none sees whom before.

    To begin a profile costs a browser three times what it costs to show a page.
    """

    KEPT = 4
    """How many wait for their next reader; each is a process of the browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: list[tuple[str, Page]] = []

    def new(self, **options: object) -> Page:
        """A page in a profile that nobody had and nobody gets."""
        context = self._browser.new_context(**options)
        context.set_default_timeout(30_000)
        return context.new_page()

    def taken(self, **options: object) -> Page:
        """A page in a profile with these options, and as empty as a new one."""
        wanted = repr(sorted(options.items()))
        for place, (named, page) in enumerate(self._waiting):
            if named == wanted:
                del self._waiting[place]
                _forget(page)
                if page.viewport_size != options["viewport"]:
                    page.set_viewport_size(options["viewport"])
                return page
        return self.new(**options)

    def given_back(self, page: Page, **options: object) -> None:
        """Somebody has finished, and the next with these options may have it."""
        for other in page.context.pages:
            if other is not page:
                other.close()
        if page.is_closed():
            page.context.close()
            return
        self._waiting.append((repr(sorted(options.items())), page))
        while len(self._waiting) > self.KEPT:
            self._waiting.pop(0)[1].context.close()

    def close(self) -> None:
        for _, page in self._waiting:
            page.context.close()


def _forget(page: Page) -> None:
    """Whatever a reader left behind in a profile is gone, also what the network brought."""
    seen = page.evaluate("location.origin")
    devtools = page.context.new_cdp_session(page)
    if seen != "null":
        page.evaluate("sessionStorage.clear()")
        devtools.send("Storage.clearDataForOrigin", {"origin": seen, "storageTypes": "all"})
    devtools.send("Network.clearBrowserCache")
    devtools.detach()
    page.context.clear_cookies()


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[Profiles]:
    """The profiles of the session's browser."""
    with closing(Profiles(browser)) as profiles:
        yield profiles


@dataclass
class Reader:
    """Somebody with a browser; what it asked for and what it complained about."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._heard = {"request": self._ask, "console": self._hear, "weberror": self._fail}
        for event, hears in self._heard.items():
            self.page.context.on(event, hears)

    def leave(self) -> None:
        """Hear no more of what the browser does."""
        for event, hears in self._heard.items():
            self.page.context.remove_listener(event, hears)

    def _ask(self, request: Request) -> None:
        self.requests.append(request.url)

    def _fail(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.text != NOT_KEPT:
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
def reader(profiles: Profiles, origin: str) -> Iterator[Callable[..., Reader]]:
    """Somebody who reads the demonstration: on which device, when, from where.

    Unless a test says when, at the moment for which it is built: no test waits for its events to
    pass. Whoever changes the browser itself, its network or its clock, reads `alone`.
    """
    came: list[tuple[Reader, dict[str, object] | None]] = []

    def arrived(
        device: str = "desktop",
        *,
        now: datetime = NOON,
        at: str = "",
        alone: bool = False,
        **others: object,
    ) -> Reader:
        options = USUAL | DEVICES[device] | others
        page = profiles.new(**options) if alone else profiles.taken(**options)
        page.context.clock.set_fixed_time(now)
        came.append((Reader(page, at or origin), None if alone else options))
        return came[-1][0]

    yield arrived
    for somebody, options in came:
        somebody.leave()
        if options is None:
            somebody.page.context.close()
        else:
            profiles.given_back(somebody.page, **options)


@pytest.fixture(scope="session")
def noon() -> datetime:
    """The moment for which the demonstration is built here."""
    return NOON
