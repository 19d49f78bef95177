"""Rules over what is gathered from elsewhere: which sources a host has to look at."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from chaguan.model import Community, GatheredFile, Position, Problem, notice, warning


def sources_are_public(community: Community) -> Iterator[Problem]:
    """GA114, GA115: an address that nobody outside can ask, and a neighbour who is there twice."""
    for url, position in _addresses(community):
        if host := _private(url):
            yield warning("GA115", position, seen=host)
    first: dict[str, Position] = {}
    for number, neighbour in enumerate(community.settings.neighbours):
        position = community.settings.position(f"neighbours.{number}.url")
        known = first.setdefault(neighbour.url, position)
        if known is not position:
            yield warning("GA114", position, seen=neighbour.url, line=known.line)


def sources_are_still_theirs(community: Community) -> Iterator[Problem]:
    """GA110 to GA113: a source that was stopped waits for a host, who has to be told.

    No stranger can stop a strict build by what his host answers: these are notices.
    """
    files: dict[str, list[GatheredFile]] = {}
    for each in (*community.gathered.feeds, *community.gathered.calendars):
        if each.is_stopped:
            files.setdefault(each.url, []).append(each)
    codes = {"planet": "GA111", "own": "GA112", "changed": "GA113"}
    for url, position in _addresses(community):
        for file in files.get(url, ())[:1]:
            if file.moved:
                yield notice("GA110", position, fix=file.moved, host=file.host, path=file.path)
            else:
                yield notice(codes[file.refused], position, seen=url, path=file.path)


def _addresses(community: Community) -> Iterator[tuple[str, Position]]:
    """Every source that is asked, and the line that names it."""
    for person in community.people.values():
        if person.feed is not None and not person.is_unlisted:
            yield person.feed, person.position("feed")
    for number, neighbour in enumerate(community.settings.neighbours):
        yield neighbour.url, community.settings.position(f"neighbours.{number}.url")


def _private(url: str) -> str:
    """The host of an address that plainly is nobody's outside; empty for any other."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return host
    try:
        return "" if ip_address(host).is_global else host
    except ValueError:
        return "" if "." in host else host
