"""Which addresses no longer answer: asked politely, and only when somebody wants to know."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from chaguan import __version__
from chaguan.model.frozen import dataclass

USER_AGENT: Final = f"chaguan/{__version__} (looks whether links still work)"
GONE: Final = frozenset({404, 410})
"""What says plainly that there is nothing; other refusals may be for machines only."""
SAFE: Final = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask."""

    timeout: float = 10
    """Seconds to wait for an answer."""
    pause: float = 1
    """Seconds between two questions to one host."""
    at_once: int = 8
    """Hosts asked at a time; each of them is asked one thing at a time."""


def dead_links(urls: Iterable[str], manners: Manners) -> dict[str, str]:
    """The addresses that are dead, and why: a status, or what went wrong on the way."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in sorted(set(urls)):
        by_host[urlsplit(url).netloc.lower()].append(url)
    with ThreadPoolExecutor(manners.at_once) as pool:
        answers = pool.map(lambda each: _asked_in_turn(each, manners), by_host.values())
        return {url: reason for answer in answers for url, reason in answer if reason}


def _asked_in_turn(urls: list[str], manners: Manners) -> list[tuple[str, str]]:
    answers = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(manners.pause)
        answers.append((url, _why_dead(url, manners)))
    return answers


def _why_dead(url: str, manners: Manners) -> str:
    """Empty where the address is alive, or where nobody can tell."""
    status = _answer("HEAD", url, manners)
    if isinstance(status, str) or status >= 400:  # some servers answer only to GET
        status = _answer("GET", url, manners)
    if isinstance(status, str):
        return status
    return str(status) if status in GONE else ""


def _answer(method: str, url: str, manners: Manners) -> int | str:
    """The status of the last page that the address leads to, or what went wrong on the way."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        plain = quote(parts._replace(netloc=host).geturl(), safe=SAFE)
        request = Request(plain, method=method, headers={"User-Agent": USER_AGENT})
        with _opener().open(request, timeout=manners.timeout) as response:
            return int(response.status)
    except HTTPError as answer:
        with answer:
            return int(answer.code)
    except URLError as failure:
        return str(getattr(failure.reason, "strerror", "") or failure.reason)
    except (OSError, ValueError, http.client.HTTPException) as failure:
        return str(failure) or type(failure).__name__


def _opener() -> OpenerDirector:
    """The web only: no file and no FTP, wherever an address leads."""
    opener = OpenerDirector()
    for handler in (
        HTTPHandler(),
        HTTPSHandler(),
        HTTPRedirectHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
