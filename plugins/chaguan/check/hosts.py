"""Whether an address belongs to a host, or to a list of hosts."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final

from .named_lists import named_list
from .outbound import Outbound

_AND: Final = re.compile(r"&amp;|&")


def is_below(host: str, other: str) -> bool:
    """Whether `host` is `other` or below it; `amazon.*` is amazon in any country."""
    if other.endswith(".*"):
        return (
            re.search(rf"(^|\.){re.escape(other[:-2])}(\.[a-z]{{2,3}}){{1,2}}$", host) is not None
        )
    return host == other or host.endswith(f".{other}")


def is_listed(link: Outbound, name: str) -> bool:
    """Whether `link` is of a host in `data/<name>.txt`, with the parameter or path named there.

    A line that begins with ! names what is not meant.
    """
    lines = named_list(name)
    if not any(_matches(link, line) for line in lines):
        return False
    return not any(_matches(link, line[1:]) for line in lines if line.startswith("!"))


def _matches(link: Outbound, line: str) -> bool:
    host, _, more = line.partition(" ")
    if not is_below(link.host, host):
        return False
    if more.startswith("/"):
        return link.parts.path.startswith(more)
    return not more or more in parameters(link)


def parameters(link: Outbound) -> dict[str, str]:
    """The parameters of an address as they are written, by name."""
    parts = _AND.split(link.parts.query)
    return {part.partition("=")[0]: part for part in parts if part}


def tracking(link: Outbound) -> frozenset[str]:
    """The names of its parameters that say who clicked (`data/tracking.txt`)."""
    return frozenset(name for name in parameters(link) if _tracks(name, link.host))


def _tracks(name: str, host: str) -> bool:
    for line in named_list("tracking"):
        where, _, pattern = line.rpartition(" ")
        if fnmatchcase(name.lower(), pattern.lower()) and (not where or is_below(host, where)):
            return True
    return False


def without_tracking(link: Outbound) -> str:
    """The address without those parameters; the rest stays as it was written."""
    parts = _AND.split(link.parts.query)
    watching = tracking(link)
    kept = [part for part in parts if part.partition("=")[0] not in watching]
    return link.parts._replace(query="&".join(kept)).geturl()
