"""A web server on this machine that answers as a test wants, also badly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """What stands on the server, by path, and what was asked of it."""

    url: str = ""
    """With a slash at its end."""
    pages: dict[str, bytes | Answering] = field(default_factory=dict)
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """The paths, in order."""
    said: list[dict[str, str]] = field(default_factory=list)
    """What each request said of itself, its headers in small letters."""
    at_once: int = 0
    """The most requests that were on at one time."""

    def answer(self, path: str, status: int, **headers: str) -> None:
        """Have `path` answered with a status and headers alone."""

        def answering(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", "0")
            request.end_headers()

        self.pages[path] = answering

    def turn(self, path: str, to: str, status: int = 302) -> None:
        """Have `path` lead elsewhere."""
        self.answer(path, status, Location=to)


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Web]:
    """A server that is there while it is needed."""
    web, lock, now = Web(), Lock(), [0]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                web.asked.append(self.path)
                web.said.append({key.lower(): value for key, value in self.headers.items()})
                now[0] += 1
                web.at_once = max(web.at_once, now[0])
            try:
                self._answer()
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has left
            finally:
                with lock:
                    now[0] -= 1

        def _answer(self) -> None:
            page = web.pages.get(self.path)
            if callable(page):
                page(self)
                return
            self.send_response(404 if page is None else 200)
            for name, value in web.headers.get(self.path, {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page or b"")))
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, *args: object) -> None:
            """Nothing: tests say what they expect."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    web.url = f"http://{host}:{server.server_port}/"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
