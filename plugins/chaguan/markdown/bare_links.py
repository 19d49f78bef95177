"""Addresses that stand in a text as they are, and where each ends (GFM, 6.9).

Unlike the forge's parser, one begins after 漢字 and full-width marks, and ends before them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

BARE_BEGINS: Final = (
    r"(?<![A-Za-z0-9/:])(?:https?://|ftp://|www\.)(?=[^\s<>\x02\x03!-,.-/:-@\[-`{-~])"
)
"""How one begins: not within a word, and with a host."""
MAIL_BEFORE: Final = re.compile(r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]+\Z")
MAIL_AFTER: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z0-9_-]*[A-Za-z0-9]")
_LAST_ENTITY: Final = re.compile(r"&[A-Za-z0-9]+;$")
_HOST: Final = re.compile(r"(?:https?://|ftp://)?[A-Za-z0-9\[][^\s/?#]*", re.IGNORECASE)
_AFTER: Final = "?!.,:*_~'\""


@cache
def bare_link() -> re.Pattern[str]:
    """An address and what may stand behind it; made when first asked for, since that takes long."""
    return re.compile(
        r"(?:https?://|ftp://|www\.)"
        r"[^\s<>\x02\x03\u2026\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
        r"\u201c\u201d\u2018\u2019\U00020000-\U0003ffff]+",
        re.IGNORECASE,
    )


def trimmed(address: str) -> str:
    """`address` without the marks of the sentence around it; empty where no host is left."""
    while address:
        is_open = address.count(")") > address.count("(")
        if address[-1] in _AFTER or (address.endswith(")") and is_open):
            address = address[:-1]
        elif address.endswith(";"):
            found = _LAST_ENTITY.search(address)
            address = address[: found.start()] if found else address[:-1]
        else:
            break
    rest = address.partition("://")[2] if "://" in address else address
    return address if rest and _HOST.match(rest) and _is_host(rest) else ""


def _is_host(rest: str) -> bool:
    """No part of a host's name that counts has a low line (GFM, 6.9)."""
    host = re.split(r"[/?#:]", rest, maxsplit=1)[0]
    return not any("_" in part for part in host.split(".")[-2:])


def bare_target(address: str) -> str:
    """Where a bare address leads."""
    if "@" in address and "://" not in address and not address.startswith("www."):
        return f"mailto:{address}"
    return address if "://" in address else f"http://{address}"
