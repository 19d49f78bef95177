"""How long after a save the new page is there, asked as a browser asks: by HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.parse import quote

from made_community import MadePost

from .chaguan import Chaguan
from .generator import edited
from .measured import GeneratorError

PAUSE = 0.005
"""Seconds between two questions."""
REST = 1.0
"""Seconds between two saves, in which the server finishes what it does after an answer."""
FEED = "/rss.xml"


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from a save until the new words are served, medians."""

    start: float
    """From the start of the process to its first page."""
    page: float
    slowest: float
    """The worst of them, for the page."""
    feed: float
    """Until the feed has them too."""


def serve_latency(generator: Chaguan, post: MadePost, saves: int, limit: float) -> Latency:
    """Save a post so many times, and wait for it each time."""
    address = f"/{quote(generator.page(post).parent.as_posix())}/"
    pages, feeds = [], []
    began = perf_counter()
    with _served(generator) as port:
        _wait(port, address, "<h1", limit)
        start = perf_counter() - began
        for number in range(saves):
            sleep(REST)
            words = f"Kettle number {number} sings."
            saved = perf_counter()
            generator.put(edited(post, words))
            _wait(port, address, words, limit)
            pages.append(perf_counter() - saved)
            _wait(port, FEED, words, limit)
            feeds.append(perf_counter() - saved)
    return Latency(start, median(pages), max(pages), median(feeds))


@contextmanager
def _served(generator: Chaguan) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    *engine, _, _ = generator.build()
    command = (*engine, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=generator.folder, env=generator.environment(),
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield port
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait(port: int, address: str, words: str, limit: float) -> None:
    """Ask until the answer has these words."""
    until = perf_counter() + limit
    while perf_counter() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=limit)
        try:
            connection.request("GET", address)
            if words.encode() in connection.getresponse().read():
                return
        except (OSError, HTTPException):  # not there yet
            pass
        finally:
            connection.close()
        sleep(PAUSE)
    raise GeneratorError(f"{Path(address).name} was not served within {limit:.0f} s")
