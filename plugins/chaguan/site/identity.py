"""Who something is, for ever: identifiers that no title, date, domain or scheme changes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from chaguan.model import Post, Record, Settings


def uid(record: Record, settings: Settings) -> str:
    """A record's identifier: its `uid`, else a UUID made of the community's, its kind and id.

    A post's translations are told apart by their language. Used as it is for the UID of
    calendars (RFC 7986, 5.3).
    """
    if record.uid:
        return record.uid
    name = f"{record.kind}/{record.id}"
    if isinstance(record, Post):
        name = f"{name}/{record.language}"
    return _made(settings.uid, name)


def iri(record: Record, settings: Settings) -> str:
    """The same as an IRI, for feeds (RFC 4287, 4.2.6).

    A UUID becomes `urn:uuid:…`, an IRI stays, anything else becomes the UUID of its text.
    """
    if not record.uid:
        return f"urn:uuid:{uid(record, settings)}"
    return _as_iri(record.uid, settings)


def feed_iri(name: str, settings: Settings) -> str:
    """The identifier of a feed; `name` tells it from the community's others."""
    return f"urn:uuid:{_made(settings.uid, f'feed/{name}')}"


def news_iri(name: str, settings: Settings) -> str:
    """The identifier of a piece of news, by its name within the community."""
    return f"urn:uuid:{_made(settings.uid, name)}"


def _as_iri(identifier: str, settings: Settings) -> str:
    if _is_uuid(identifier):
        return f"urn:uuid:{identifier.lower()}"
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+$", identifier):
        return identifier
    return f"urn:uuid:{_made(settings.uid, f'uid/{identifier}')}"


@lru_cache(maxsize=10_000)
def _made(community: str, name: str) -> str:
    """The UUID of a name within a community; pages and feeds ask for the same few often."""
    return str(uuid5(_namespace(community), name))


@cache
def _namespace(community: str) -> UUID:
    return UUID(community) if _is_uuid(community) else uuid5(NAMESPACE_URL, community)


def _is_uuid(text: str) -> bool:
    return re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) is not None
