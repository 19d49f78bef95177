"""What was copied from the demonstration and never made one's own: its identity, its addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from chaguan.model import (
    Community,
    Problem,
    Settings,
    error,
    warning,
)

_HOSTS: Final = frozenset(
    "slack-tide.example.org example.org example.com example.net".split()
    + "www.example.org www.example.com www.example.net".split()
)
"""The demonstration's own, and those of instructions, which nobody can have (RFC 2606)."""

_REPOSITORY: Final = "example/slack-tide"
"""The demonstration's, on any forge."""

DEMONSTRATION: Final = "5108055d-ee18-4292-890d-56565444b7c5"
"""The identity of the community that comes with Chaguan, to look at."""

_ITS_NAMES: Final = ("等潮茶館", "slack tide")


def example_settings(site_url: str, repo_url: str, community: Community) -> str:
    """What to change in `mkdocs.yml`; empty where all is the community's own.

    The demonstration may keep its addresses; they lead nowhere, and nobody follows them.
    """
    if is_demonstration(community.settings):
        return ""
    found = []
    if site_url and _is_example(site_url):
        found.append(f"site_url: {site_url}")
    if repo_url and _is_example(repo_url):
        found.append(f"repo_url: {repo_url}")
    if not found:
        return ""
    return (
        f"mkdocs.yml still has {' and '.join(found)}, which only stand for an address. "
        "Feeds, calendars and the links to edit a page would lead there: "
        "write your own, or take the line out."
    )


def _is_example(address: str) -> bool:
    parts = urlsplit(address)
    path = parts.path.strip("/").removesuffix(".git").lower()
    return (parts.hostname or "").rstrip(".").lower() in _HOSTS or path == _REPOSITORY


def identity_is_its_own(community: Community) -> Iterator[Problem]:
    """ID125: two communities with one identity collide in every reader of both.

    ID126: an identity that is no UUID may be somebody else's, too.
    """
    settings = community.settings
    if "uid" not in settings.positions:
        return
    position = settings.positions["uid"]
    if settings.uid == DEMONSTRATION and not is_demonstration(settings):
        yield error("ID125", position)
    elif not _is_uuid(settings.uid):
        yield warning("ID126", position, seen=settings.uid)


def is_demonstration(settings: Settings) -> bool:
    """Whether this is the community that comes with Chaguan, by its identity and its name."""
    names = " ".join(words.text for words in settings.name.versions).casefold()
    return settings.uid == DEMONSTRATION and any(each in names for each in _ITS_NAMES)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
