"""What a site has, so that no part of it has to look for another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chaguan.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Decided once, from the settings of a site."""

    has_feeds: bool = True
    has_calendars: bool = True
    has_bounded_calendars: bool = False
    """Calendars leave out what is long past, beside ones of everything."""
    has_search: bool = True
    has_editor: bool = False
    has_offline_page: bool = True
    keeps_offline: bool = False
    """Whether browsers keep it; never while serving: a writer wants to see what was written."""
    draws_cards: bool = False
    has_pulse: bool = False
    """The page that tells how alive the community is."""
    has_copies: bool = True
    """Below each post and event, its text to take along."""
    has_embeds: bool = True
    """Below `/embed/`, the list of each stream for other people's pages."""
    entries: int = 30
    """How many stories a feed holds; older ones of the site's feed are in its archive."""
    feed_aliases: tuple[str, ...] = ()
    """Further addresses of the site's feed."""
    calendar_aliases: tuple[str, ...] = ()
    """Further addresses of the site's calendar."""

    def with_addresses(self) -> Features:
        """Those of them that decide which addresses are wanted, whatever is built."""
        return Features(
            has_pulse=self.has_pulse, has_copies=self.has_copies, has_embeds=self.has_embeds
        )


Options = Mapping[str, Any]
"""The options of a plugin, as its schema has them (`mkdocs/config.py`)."""


def features_for(
    *,
    pages: Options | None,
    feeds: Options | None,
    calendars: Options | None,
    has_search: bool,
    is_guest: bool,
    is_preview: bool,
) -> Features:
    """The features that the options of a site's plugins ask for; None for one that it lacks.

    A guest has the search of the site, and leaves its visitors' browsers alone.
    """
    shown, fed, dated = pages or {}, feeds or {}, calendars or {}
    is_offline = bool(shown.get("offline")) and not is_guest
    return Features(
        has_feeds=feeds is not None,
        has_calendars=calendars is not None,
        has_bounded_calendars=bool(dated.get("past")),
        has_search=has_search and not is_guest,
        has_editor=bool(shown.get("admin")),
        has_offline_page=is_offline,
        keeps_offline=is_offline and not is_preview,
        draws_cards=bool(shown.get("cards")),
        has_pulse=bool(shown.get("pulse")),
        has_copies=bool(shown.get("copy")),
        has_embeds=bool(shown.get("embed")),
        entries=fed.get("entries", 30),
        feed_aliases=tuple(fed.get("aliases", ())),
        calendar_aliases=tuple(dated.get("aliases", ())),
    )
