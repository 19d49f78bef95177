"""What stands around a page, worked out from the page and the site's configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from mkdocs.config.defaults import MkDocsConfig

from chaguan.model import Event
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.pages.add_one import MENTIONS, OFFERED, add_one
from chaguan.render.pages.blocks import has_events, pieces
from chaguan.render.pages.history import PageHistory, page_history
from chaguan.render.pages.offline_files import MANIFEST
from chaguan.render.pages.open_graph import link_card
from chaguan.render.pages.page_frame import Alternate, FeedLink, Frame
from chaguan.render.pages.share import share
from chaguan.render.pages.stream_page import follow
from chaguan.render.text.dates import language_name
from chaguan.site.urls import CALENDAR, EVENT_FEEDS, POST_FEEDS, SECTIONS, Address

from .admin import ADMIN, repository_of
from .card_pictures import card_picture
from .content_page import ContentPage
from .linked_pages import linked_data
from .search_plugin import search_page
from .site_state import House

MEDIA_TYPES = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    CALENDAR: "text/calendar",
}


def frame_of(page: ContentPage, view: PageContext, house: House, config: MkDocsConfig) -> Frame:
    """The frame of a page."""
    settings = house.community.settings
    name = view.best(settings.name).text
    own = () if page.is_homepage else pieces(page.body, view)
    title = page.plain_title
    is_home = page.is_homepage
    summary = page.origin.summary
    if not summary:
        summary = page.body.line or view.best(settings.tagline).text
    return Frame(
        language=page.language,
        name=name,
        title=name if is_home or not title else f"{title} · {name}",
        description=summary,
        home=view.addresses.home(view.language).url,
        alternates=tuple(_alternates(page, house)),
        feeds=tuple(_feeds(page, view, name, config)),
        licence=settings.licence,
        edit=page.edit_url or "",
        repository=config.repo_url or "",
        forms=_forms(config.repo_url or ""),
        sections=view.streams.remembered(view.memory, "sections", partial(_sections, view)),
        follow=view.streams.remembered(
            view.memory,
            "follow",
            lambda: follow(view.streams.site(view.language), house.site_url),
        ),
        has_feeds="chaguan/feeds" in config.plugins,
        has_calendars="chaguan/calendars" in config.plugins,
        card=link_card(
            page.origin.record,
            view,
            title=title or name,
            description=summary,
            languages=page.origin.languages,
            picture=card_picture(page, view, house, config),
            site_url=house.site_url,
        ),
        share=share(page.origin.record, view, page.canonical_url or "", title),
        data=linked_data(page, view, house.site_url),
        history=_history(page, view, house, config),
        pieces=own,
        has_events=has_events(own) or page.origin.shows_events,
        add=_add(page, view, house, config),
        search=search_page(page.language, house, config),
        manifest=_manifest(page, view, config),
        editor=ADMIN.url if config.plugins["chaguan/pages"].config["admin"] else "",
    )


def _sections(view: PageContext) -> Mapping[str, str]:
    return {
        folder: view.addresses.section(kind, view.language).url for kind, folder in SECTIONS.items()
    }


def _manifest(page: ContentPage, view: PageContext, config: MkDocsConfig) -> str:
    is_kept = getattr(config.plugins["chaguan/pages"], "keeps_offline", lambda: False)()
    return (view.addresses.home(page.language) / MANIFEST).url if is_kept else ""


def _add(page: ContentPage, view: PageContext, house: House, config: MkDocsConfig) -> Link | None:
    """On a list, one more of its kind; on the page of a group and the like, what belongs there."""
    repository = repository_of(config)
    if repository is None:
        return None
    stream, filled = page.origin.stream, {}
    kind = {f"{folder}.html": kind for kind, folder in SECTIONS.items()}.get(page.origin.template)
    if kind == "tag":
        return None
    if stream is not None and stream.kind in OFFERED:
        kind = OFFERED[stream.kind]
        filled = {MENTIONS[stream.kind, kind]: stream.key}
    if kind is None:
        return None
    href = add_one(repository, kind, view.words, house.languages, house.latest_change, filled)
    return Link(view.words(f"add.{kind}"), href)


def _history(
    page: ContentPage, view: PageContext, house: House, config: MkDocsConfig
) -> PageHistory | None:
    """Of a page that is somebody's file; the lists are nobody's."""
    if page.origin.record is None:
        return None
    past = house.past_of(page.origin.source)
    return page_history(past, view, house.names(), config.repo_url or "")


def _forms(repository: str) -> str:
    """GitHub and Forgejo list issue forms; GitLab knows none."""
    if not repository or "gitlab" in repository:
        return ""
    return f"{repository.rstrip('/')}/issues/new/choose"


def _alternates(page: ContentPage, house: House) -> Iterator[Alternate]:
    if len(house.languages) == 1:
        return
    for language in house.languages:
        address = page.origin.in_language(language)
        yield Alternate(
            language=language,
            name=language_name(language),
            href=address.url,
            absolute=address.absolute(house.site_url) if house.site_url else "",
            is_here=language == page.language,
            is_translation=language in page.origin.languages,
        )


def _feeds(
    page: ContentPage, view: PageContext, name: str, config: MkDocsConfig
) -> Iterator[FeedLink]:
    """The page's own stream first, then the site's; only what the plugins write."""
    streams = [(view.addresses.home(view.language), name)]
    if page.origin.stream is not None:
        stream = page.origin.stream
        streams.insert(0, (stream.address, f"{stream.name.text} · {name}"))
    announcements = view.addresses.section("event", view.language)
    for address, title in streams:
        if "chaguan/feeds" in config.plugins:
            yield from (_link(address, each, title) for each in POST_FEEDS)
        if "chaguan/calendars" in config.plugins:
            yield _link(address, CALENDAR, title)
    if "chaguan/feeds" in config.plugins:
        title = f"{view.words('nav.event')} · {name}"
        yield from (_link(announcements, each, title) for each in EVENT_FEEDS)
    record = page.origin.record
    if isinstance(record, Event) and "chaguan/calendars" in config.plugins:
        calendar = view.addresses.event_calendar(record, view.language)
        yield FeedLink(MEDIA_TYPES[CALENDAR], str(page.origin.title), calendar.url)


def _link(address: Address, file: str, title: str) -> FeedLink:
    kind = "" if file == CALENDAR else f" ({file.partition('.')[0]})"
    return FeedLink(MEDIA_TYPES[file], f"{title}{kind}", (address / file).url)
