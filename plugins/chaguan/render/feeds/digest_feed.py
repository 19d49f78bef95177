"""The weeks that are over as a feed: one entry a week, and none for one in which nothing was."""

from __future__ import annotations

from chaguan.locales import vocabulary
from chaguan.model import Week
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import PageContext
from chaguan.render.html.week_digest import digest_html, title_of_week, week_digest
from chaguan.render.text.xml_text import legible, line
from chaguan.site.digests import digest_weeks, out
from chaguan.site.identity import feed_iri, news_iri

from .feed import Bylines, Entry, Feed


@dataclass(frozen=True)
class DigestFeed:
    """An entry's id is its week's, for ever; its date the Monday on which the week was over."""

    view: PageContext
    site_url: str
    limit: int
    """How many weeks it holds."""
    hub: str = ""
    style_url: str = ""

    def of(self) -> Feed:
        """The latest weeks, the latest first."""
        view, language = self.view, self.view.language
        index, folder = view.index, view.addresses.digest(language)
        community = Bylines(index, self.site_url, vocabulary).community(language)
        weeks = digest_weeks(index, view.clock)[: self.limit]
        return Feed(
            id=feed_iri(f"digest/{language}", index.settings),
            title=view.words("digest.feed", name=community.name),
            description=view.words("digest.lead"),
            language=language,
            page_url=folder.absolute(self.site_url),
            author=community,
            since=index.first_known(),
            entries=tuple(self._entry(week) for week in weeks),
            rss_url=(folder / "rss.xml").absolute(self.site_url),
            atom_url=(folder / "atom.xml").absolute(self.site_url),
            json_url=(folder / "feed.json").absolute(self.site_url),
            hub=self.hub,
            style_url=self.style_url,
        )

    def _entry(self, week: Week) -> Entry:
        view, index = self.view, self.view.index
        told, moment = week_digest(week, view), out(week, index)
        return Entry(
            id=news_iri(f"digest/{week}/{view.language}", index.settings),
            url=told.address.absolute(self.site_url),
            title=line(title_of_week(week, view.words)),
            updated=moment,
            published=moment,
            language=view.language,
            authors=(Bylines(index, self.site_url, vocabulary).community(view.language),),
            summary=line(told.summary),
            html=legible(digest_html(told, self.site_url)),
        )
