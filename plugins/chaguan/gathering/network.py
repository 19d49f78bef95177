"""Which addresses of the network may be asked: the public ones."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Final

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether an address (IPv4 or IPv6, as digits) is one of the public internet.

    An IPv4 address within an IPv6 one (mapped, 6to4, Teredo, NAT64) has to be public, too.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (within := _within(found)):
        return all(_is_public(each) for each in within)
    return _is_public(found)


def _is_public(found: IPv4Address | IPv6Address) -> bool:
    return found.is_global and not (found.is_multicast or found.is_unspecified or found.is_reserved)


def _within(found: IPv6Address) -> tuple[IPv4Address, ...]:
    if found.ipv4_mapped is not None:
        return (found.ipv4_mapped,)
    if found.sixtofour is not None:
        return (found.sixtofour,)
    if found.teredo is not None:
        return found.teredo
    if found in _TRANSLATED:
        return (IPv4Address(int(found) & 0xFFFFFFFF),)
    return ()


def resolved(host: str, port: int, patience: float) -> tuple[str, ...]:
    """The addresses of a host, asked once. Raises OSError; TimeoutError after `patience` seconds.

    The library waits for a name server for as long as the system likes; so it waits aside.
    """
    found: list[str] = []
    failures: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as failure:
            failures.append(failure)
        except UnicodeError as failure:  # a part of the name is longer than 63 letters
            failures.append(OSError(str(failure)))
        else:
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(patience)
    if asking.is_alive():
        raise TimeoutError
    if failures:
        raise failures[0]
    return tuple(found)
