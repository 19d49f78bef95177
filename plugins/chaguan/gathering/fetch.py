"""One file from the web, within limits of time, size and place that no library has.

A name is resolved once, and what is connected to is that very address, which has to be public.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from chaguan import __version__
from chaguan.load.json_values import is_address
from chaguan.model.frozen import dataclass

from .network import is_public, resolved

USER_AGENT: Final = f"chaguan/{__version__} (gathers what members and neighbours publish)"
ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/calendar, "
    "application/json;q=0.9, application/xml;q=0.9, */*;q=0.5"
)
PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of a host, and where it may be."""

    seconds: float = 10
    """For everything: names, redirects, the first byte and the last."""
    silence: float = 10
    """Seconds without a byte."""
    size: int = 2_000_000
    """Bytes, also of what was compressed."""
    redirects: int = 3
    allows: Callable[[str], bool] = is_public
    """Whether an address of the network may be connected to."""


class NotFetchedError(Exception):
    """There is no answer that could be used; `reason` is a word of `load.gathered.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MovedError(Exception):
    """It leads to another host, which nobody has agreed to."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said."""

    url: str
    """Where it stood in the end, on the same host."""
    body: bytes = b""
    etag: str = ""
    modified: str = ""
    """`Last-Modified`, as it was said."""
    media_type: str = ""
    is_unchanged: bool = False
    """It is what it was (304)."""


def fetched(
    url: str,
    limits: Limits,
    etag: str = "",
    modified: str = "",
    *,
    accept: str = ACCEPT,
    agent: str = USER_AGENT,
) -> Answer:
    """What stands at `url`. Raises NotFetchedError or MovedError."""
    ends = time.monotonic() + limits.seconds
    headers = {
        "User-Agent": agent,
        "Accept": accept,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    began = urlsplit(url)
    for _ in range(limits.redirects + 1):
        answer, to = _asked(url, limits, headers, ends)
        if answer is not None:
            return answer
        url = urljoin(url, to)
        if not is_address(url):
            raise NotFetchedError("address")
        if not is_same_host(began, urlsplit(url)):
            raise MovedError(url)
    raise NotFetchedError("redirects")


def is_same_host(one: SplitResult, other: SplitResult) -> bool:
    """Whether two addresses are of one host, and of its usual ports or of the same one."""
    if (one.hostname or "").rstrip(".") != (other.hostname or "").rstrip("."):
        return False
    return other.port in (None, one.port, PORTS[other.scheme])


def _asked(
    url: str, limits: Limits, headers: Mapping[str, str], ends: float
) -> tuple[Answer | None, str]:
    """The answer, or where it leads."""
    parts = urlsplit(quote(url, safe=_SAFE) if url.isascii() else _plain(url))
    host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    if not port or not host:
        raise NotFetchedError("address")
    try:
        found = resolved(host, port, _left(ends))
    except TimeoutError as failure:
        raise NotFetchedError("slow") from failure
    except OSError as failure:
        raise NotFetchedError("network") from failure
    if not found or not all(map(limits.allows, found)):
        raise NotFetchedError("private")
    connection = _Connection(host, port, found, parts.scheme == "https", ends, limits.silence)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    watch = Timer(_left(ends), connection.give_up)
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        if response.status == 304:
            return Answer(url, is_unchanged=True), ""
        if response.status in _REDIRECTS:
            return None, response.headers.get("Location", "")
        if response.status != 200:
            raise NotFetchedError("http")
        return _read(url, response, limits.size, ends), ""
    except (http.client.HTTPException, OSError, ValueError) as failure:
        reason = "slow" if time.monotonic() >= ends or isinstance(failure, TimeoutError) else ""
        raise NotFetchedError(reason or "network") from failure
    finally:
        watch.cancel()
        connection.close()


def _plain(url: str) -> str:
    """An address in ASCII: its host in IDNA, the rest percent-encoded."""
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError as failure:
        raise NotFetchedError("address") from failure
    port = f":{parts.port}" if parts.port else ""
    return quote(parts._replace(netloc=f"{host}{port}").geturl(), safe=_SAFE)


def _left(ends: float) -> float:
    """Seconds; raises NotFetchedError where there are none."""
    left = ends - time.monotonic()
    if left <= 0:
        raise NotFetchedError("slow")
    return left


def _read(url: str, response: http.client.HTTPResponse, most: int, ends: float) -> Answer:
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    unpack = zlib.decompressobj(wbits=47) if coding in ("gzip", "x-gzip", "deflate") else None
    if unpack is None and coding not in ("", "identity"):
        raise NotFetchedError("http")
    length = response.length  # None where it comes in chunks
    if length is not None and length > most:
        raise NotFetchedError("large")
    body, received = bytearray(), 0
    while block := response.read1(_BLOCK):
        _left(ends)
        received += len(block)
        try:
            body += unpack.decompress(block, most + 1 - len(body)) if unpack else block
        except zlib.error as failure:
            raise NotFetchedError("http") from failure
        if max(len(body), received) > most:
            raise NotFetchedError("large")
    _left(ends)  # a connection that was given up looks like one that ended
    if length is not None and received < length:
        raise NotFetchedError("network")
    return Answer(
        url,
        bytes(body),
        etag=_header(response, "ETag", 500),
        modified=_header(response, "Last-Modified", 100),
        media_type=_header(response, "Content-Type", 200),
    )


def _header(response: http.client.HTTPResponse, name: str, most: int) -> str:
    """A header that can be sent back; empty where it is too long or no plain text."""
    value = response.headers.get(name, "")
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


class _Connection(http.client.HTTPConnection):
    """A connection to addresses that are known, under the name of a host."""

    def __init__(
        self, host: str, port: int, addresses: tuple[str, ...], is_secure: bool, ends: float,
        silence: float,
    ) -> None:  # fmt: skip
        super().__init__(f"[{host}]" if ":" in host else host, port)
        self.default_port = PORTS["https" if is_secure else "http"]  # else Host has a port
        self._name, self._addresses = host, addresses
        self._is_secure, self._ends, self._silence = is_secure, ends, silence
        self._held: socket.socket | None = None
        """The same as `sock`, which is handed on to the response."""

    def connect(self) -> None:
        """The first address that answers; TLS is checked against the name."""
        failure: OSError = OSError("no address")
        for address in self._addresses:
            try:
                self._held = self.sock = socket.create_connection(
                    (address, self.port), min(self._silence, _left(self._ends))
                )
                break
            except OSError as found:
                failure = found
        else:
            raise failure
        if self._is_secure:
            context = ssl.create_default_context()
            self._held = self.sock = context.wrap_socket(
                self.sock, server_hostname=self._name, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def give_up(self) -> None:
        """End the wait for this connection; called when the time is over."""
        if self._held is None:
            return
        try:
            self._held.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has ended by itself
