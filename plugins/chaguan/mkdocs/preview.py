"""`mkdocs serve`: what was saved is on the page before its writer has looked up.

A saved file is read again, alone; what is made of it is made when somebody asks for it. Where
more has changed than the words (a new file, an address, the theme), the whole site is built.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

from chaguan.model import Problem
from chaguan.render.html.preview_notice import answer_with, notice
from chaguan.site.urls import Address
from chaguan.source.watcher import Watcher, last_written

from .log import log

QUIET: Final = 0.03
"""Seconds without another change after which one is taken up: editors write in several steps."""

Renew = Callable[[frozenset[str]], bool]
"""Takes up the files that changed; False where the whole site has to be built."""


class PreviewServer(LiveReloadServer):
    """The engine's server, which hears of changes at once and makes a page when it is asked."""

    def __init__(
        self,
        before: LiveReloadServer,
        content: Path,
        renew: Renew,
        freshen: Callable[[str], None],
        problems: Callable[[], Iterable[Problem]],
    ) -> None:
        host, port = before.server_address[:2]
        super().__init__(
            builder=self._rebuild,
            host=str(host),
            port=int(port),
            root=before.root,
            mount_path=before.mount_path,
        )
        self._build, self._content = before.builder, content
        self._renew, self._freshen, self._problems = renew, freshen, problems
        self.error_handler = before.error_handler
        self.build_delay = QUIET
        self._changed: set[str] = set()
        self._failure = ""
        self._at_work = threading.RLock()
        self._watcher = Watcher(content, self._saw)
        for path in before._watched_paths:
            self.watch(path)
        self._settings = self._newest_setting()
        before.server_close()

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Watch the content with what the system offers; ask it again and again where it fails."""
        try:
            self._watcher.start()
        except OSError as failure:
            log.info("the content is looked at twice a second (%s)", failure)
            self.watch(str(self._content))
        super().serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]

    def shutdown(self, wait: bool = False) -> None:
        self._watcher.stop()
        super().shutdown(wait)

    def serve_request(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Make what is asked for as it should be; say what is wrong on every page."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(self.mount_path):
            with self._at_work:
                self._freshen(Address(path.removeprefix(self.mount_path)).file)
        said = notice(self._failure, self._problems()) if path.endswith(("/", ".html")) else b""
        if not said:
            return super().serve_request(environ, start_response)
        return answer_with(said, super().serve_request, environ, start_response)

    def _saw(self, path: str) -> None:
        with self._rebuild_cond:
            self._changed.add(path)
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _rebuild(self) -> None:
        with self._rebuild_cond:
            changed, self._changed = frozenset(self._changed), set()
        with self._at_work:
            settings, self._settings = self._settings, self._newest_setting()
            is_content = bool(changed) and settings == self._settings
            try:
                if not is_content or not self._renew(changed):
                    self._build()
                self._failure = ""
            except (Exception, SystemExit) as failure:
                log.exception("the site could not be built")
                self._failure = str(failure) or type(failure).__name__

    def _newest_setting(self) -> int:
        """When a file was last written that all pages depend on (nanoseconds)."""
        return last_written(map(Path, self._watched_paths), besides=self._content)
