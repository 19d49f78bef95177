"""Settings that were copied from the demonstration and never made one's own."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from chaguan.model import Community

from .records import is_demonstration

_HOSTS: Final = frozenset(
    "slack-tide.example.org example.org example.com example.net".split()
    + "www.example.org www.example.com www.example.net".split()
)
"""The demonstration's own, and those of instructions, which nobody can have (RFC 2606)."""
_REPOSITORY: Final = "example/slack-tide"
"""The demonstration's, on any forge."""


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
