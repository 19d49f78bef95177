"""The pages of a week that is over, and of all of them."""

from __future__ import annotations

from chaguan.model import Week
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.html.week_digest import WeekDigest, title_of_week, week_digest
from chaguan.site.digests import digest_weeks


@dataclass(frozen=True, slots=True)
class DigestPage:
    """One week, and the ones beside it."""

    digest: WeekDigest
    newer: Link | None
    older: Link | None
    every: Link


@dataclass(frozen=True, slots=True)
class DigestList:
    """Every week of which there is a digest, the latest first."""

    weeks: tuple[Link, ...]


def digest_list(view: PageContext) -> DigestList:
    """What the page of all weeks shows."""
    return DigestList(tuple(_link(week, view) for week in digest_weeks(view.index, view.clock)))


def digest_page(week: Week, view: PageContext) -> DigestPage:
    """What the page of a week shows."""
    weeks = digest_weeks(view.index, view.clock)
    newer = min((each for each in weeks if each > week), default=None)
    older = max((each for each in weeks if each < week), default=None)
    every = view.addresses.digest(view.language)
    return DigestPage(
        digest=week_digest(week, view),
        newer=_link(newer, view) if newer else None,
        older=_link(older, view) if older else None,
        every=Link(view.words("nav.digests"), every.url),
    )


def _link(week: Week, view: PageContext) -> Link:
    address = view.addresses.digest(view.language, week)
    return Link(title_of_week(week, view.words), address.url)
