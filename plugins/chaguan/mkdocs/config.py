"""What the plugins may be asked for, and what of it this site has, and when it is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mkdocs.config import config_options as option
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from chaguan.render.icalendar.options import length_of, months_of
from chaguan.site.features import Features, features_for

T = TypeVar("T")


class ChaguanConfig(Config):
    """What the site's own hosts decide; what a community decides stands in `community.yml`."""

    content = option.Type(str, default="")
    """The folder below `docs_dir` that is the community's, where the rest of the site is not.

    Left out, it is `docs_dir` where `community.yml` stands at its top, else `community/` in it.
    """
    trusted = option.ListOfItems(option.Type(str), default=[])
    """Ordinary pages, such as `charter.md`, whose HTML stays as it is. Never posts or records."""


class PagesConfig(Config):
    """What a site may ask of `chaguan/pages`."""

    admin = option.Type(bool, default=False)
    """Add the form-based editor at `/admin/`."""
    admin_login = option.URL(default="")
    """The server that signs people in to the editor with their account on the forge."""
    offline = option.Type(bool, default=False)
    """Let browsers keep what was read and what is on, for when there is no connection."""
    cards = option.Type(bool, default=False)
    """Draw a picture for the link card of each page that has none of its own."""
    pulse = option.Type(bool, default=False)
    """Tell at `/pulse/` how alive the community is: evenings, hosts, regulars, who is new."""
    copy_ = option.Type(bool, default=True)
    """Have, below each post and event, its text to paste into an editor, a mail or a chat."""
    embed = option.Type(bool, default=True)
    """Have, below `/embed/`, what is on in each stream, for a frame on somebody else's page."""


class FeedsConfig(Config):
    """What a site may ask of `chaguan/feeds`."""

    entries = option.Type(int, default=30)
    """How many stories a feed holds; older ones of the site's feed are in its archive."""
    hub = option.Type(str, default="")
    """The address of a WebSub hub, if the community uses one."""
    aliases = option.ListOfItems(option.Type(str), default=[])
    """Further addresses of the main feed, from the root: where readers of an old site ask."""


class _Read(BaseConfigOption[T]):
    """Words that a function understands; None where nothing is written."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def run_validation(self, value: object) -> T | None:
        if value is None:
            return None
        try:
            return self._read(str(value))
        except ValueError as failure:
            raise ValidationError(str(failure)) from failure


class CalendarsConfig(Config):
    """What a site may ask of `chaguan/calendars`."""

    reminder = _Read(length_of)
    """`2 hours`: timed events ring so long before, for every subscriber. Off where left out."""
    past = _Read(months_of)
    """`18 months`: `events.ics` goes back so far, and `events-all.ics` to the beginning."""
    cancelled = option.Choice(("status", "title"), default="status")
    """How a cancelled event is told: by its status and title, or by its title alone, for calendars
    that hide what has the status.
    """

    aliases = option.ListOfItems(option.Type(str), default=[])
    """Further addresses of the main calendar, from the root."""


class SearchConfig(Config):
    """`chaguan/search` has no options."""


def features_of(config: MkDocsConfig, *, is_guest: bool, is_preview: bool) -> Features:
    """The features that the settings of a site ask for."""
    found = (getattr(plugin, "config", None) for plugin in config.plugins.values())
    options = {type(each): each for each in found}
    return features_for(
        pages=options.get(PagesConfig),
        feeds=options.get(FeedsConfig),
        calendars=options.get(CalendarsConfig),
        has_search=SearchConfig in options,
        is_guest=is_guest,
        is_preview=is_preview,
    )


def shown_folder(config: MkDocsConfig, base: str) -> str:
    """The content folder as messages name it."""
    return f"{Path(config.docs_dir).name}/{base}".rstrip("/")
