"""What stands around a page, worked out from the page and the site's configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final, Protocol

from chaguan.model import Event, MediaPath, Post, RecordId, Text
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext, RenderedPage, letter_box
from chaguan.render.html.sanitize import UGC
from chaguan.render.text.localized import language_name, short_span
from chaguan.site.catalogue import CALLS, DIGEST, DIGESTS, SUBSCRIBE
from chaguan.site.features import Features
from chaguan.site.occurrences import following
from chaguan.site.repository import Repository
from chaguan.site.site import Site
from chaguan.site.stream import Stream, site_stream
from chaguan.site.urls import CALENDAR, EVENT_FEEDS, EVENTS, POST_FEEDS, SECTIONS, Address

from .blocks import has_events, pieces
from .cards import beginning
from .contribute import MENTIONS, OFFERED, add_one
from .history import PageHistory, page_history
from .missing import search_page
from .offline import MANIFEST
from .page_frame import Alternate, FeedLink, Frame, NextMeeting
from .share import CardPicture, Snippet, link_card, share, snippet
from .stream_page import follow

LISTS_OF_EVENTS: Final = frozenset({"events.html", "online.html", "past.html", "month.html"})
OF_THE_SITE: Final = frozenset({SECTIONS["event"], SUBSCRIBE})
"""The kinds of pages on which the list of all of the site is offered to others."""
MEDIA_TYPES = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    CALENDAR: "text/calendar",
}


class FramedPage(RenderedPage, Protocol):
    """A page, and where it and its source are."""

    edit_url: str | None
    canonical_url: str | None

    @property
    def is_homepage(self) -> bool:
        """Whether it is the home page of its language."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where a site's sources are kept and edited."""

    repository: Repository | None
    url: str
    """The repository's page; empty for none."""
    editor: str
    """The form-based editor, from the site's root; empty for none."""


def frame_of(
    page: FramedPage,
    view: PageContext,
    site: Site,
    features: Features,
    project: Project,
    *,
    drawn: CardPicture | None,
    data: str,
) -> Frame:
    """The frame of a page; `drawn` is the card that was drawn for it, `data` its JSON-LD."""
    settings = site.community.settings
    name = view.best(settings.name).text
    own = () if page.is_homepage else pieces(page.body, view)
    title = page.plain_title
    is_home = page.is_homepage
    summary = page.spec.summary or _first_words(page, view) or view.best(settings.tagline).text
    return Frame(
        language=page.spec.language,
        name=name,
        title=name if is_home or not title else f"{title} · {name}",
        description=summary,
        home=view.addresses.home(view.language).url,
        alternates=tuple(_alternates(page, site)),
        feeds=tuple(_feeds(page, view, name, features)),
        licence=settings.licence,
        tagline=view.best(settings.tagline).text,
        links=tuple(Link(label, url, rel=UGC) for label, url in settings.links),
        write_to=letter_box(settings.write_to) if settings.write_to else None,
        subscribe=view.addresses.special("subscribe", view.language).url,
        edit=page.edit_url or "",
        repository=project.url,
        forms=_forms(project.url),
        sections=view.index.recorder.remembered(view.memory, "sections", partial(_sections, view)),
        follow=view.index.recorder.remembered(
            view.memory,
            "follow",
            lambda: follow(site_stream(view.index, view.language), site.site_url),
        ),
        has_feeds=features.has_feeds,
        has_calendars=features.has_calendars,
        has_bounded_calendars=features.has_bounded_calendars,
        card=link_card(
            page.spec.record,
            view,
            title=title or name,
            description=summary,
            languages=page.spec.languages,
            picture=_card_picture(page, view, site, drawn),
            site_url=site.site_url,
        ),
        next_meeting=_next_meeting(view),
        share=share(
            page.spec.record,
            view,
            page.canonical_url or "",
            title,
            has_copies=features.has_copies,
        ),
        digests=view.addresses.digest(view.language).url if settings.digest is not None else "",
        snippet=_snippet(page, view, site, features),
        data=data,
        history=_history(page, view, site, project),
        pieces=own,
        has_events=has_events(own) or page.spec.shows_events,
        add=_add(page, view, site, project),
        search=search_page(site, features, page.spec.language),
        manifest=_manifest(page, view, features),
        editor=project.editor,
    )


def _first_words(page: FramedPage, view: PageContext) -> str:
    record = page.spec.record
    return beginning(record, view)[0] if isinstance(record, Post) else page.body.line


def _sections(view: PageContext) -> Mapping[str, str]:
    return {
        folder: view.addresses.section(kind, view.language).url for kind, folder in SECTIONS.items()
    }


def _manifest(page: FramedPage, view: PageContext, features: Features) -> str:
    is_kept = features.keeps_offline
    return (view.addresses.home(page.spec.language) / MANIFEST).url if is_kept else ""


def _next_meeting(view: PageContext) -> NextMeeting | None:
    """The same on all pages of a language; they are made again when it is another one."""

    def found() -> NextMeeting | None:
        id, day = view.index.next_meeting(view.clock.moment.isoformat())
        event = view.community.events.get(RecordId(id))
        if event is None:
            return None
        shown = next(
            each for each in following(event, view.clock) if each.original.isoformat() == day
        )
        span = shown.span.seen_from(view.community.settings.zone)
        title = view.best(shown.event.title)
        return NextMeeting(
            title=title.text,
            href=view.event_address(event).url,
            language=view.foreign(title.language),
            starts=span.start,
            ends=span.end,
            when=short_span(span, view.language),
        )

    return view.index.recorder.remembered(view.memory, "next meeting", found)


def _card_picture(
    page: FramedPage, view: PageContext, site: Site, drawn: CardPicture | None
) -> CardPicture | None:
    """The picture on a page's link card: the record's own, else the card drawn for it."""
    record = page.spec.record
    if not site.site_url:
        return None
    for name in ("image",) if drawn else ("image", "avatar"):
        path: MediaPath | None = getattr(record, name, None)
        picture = site.album.of(path)
        if picture is not None and picture.sizes:  # messengers do not show drawings
            full = picture.full
            alt = getattr(record, f"{name}_alt", "")
            words = view.best(alt).text if isinstance(alt, Text) else alt
            url = full.address.absolute(site.site_url)
            return CardPicture(url, words, full.width, full.height, full.type)
    return drawn


def _add(page: FramedPage, view: PageContext, site: Site, project: Project) -> Link | None:
    """On a list, one more of its kind; on the page of a group and the like, what belongs there."""
    if project.repository is None:
        return None
    stream, filled = page.spec.stream, {}
    kind = {folder: kind for kind, folder in SECTIONS.items()}.get(page.spec.output.kind)
    if kind == "tag":
        return None
    if stream is not None and stream.kind in OFFERED:
        kind = OFFERED[stream.kind]
        filled = {MENTIONS[stream.kind, kind]: stream.key}
    if kind is None:
        return None
    href = add_one(project.repository, kind, view.words, site.languages, site.latest_change, filled)
    return Link(view.words(f"add.{kind}"), href)


def _history(
    page: FramedPage, view: PageContext, site: Site, project: Project
) -> PageHistory | None:
    """Of a page that is somebody's file; the lists are nobody's."""
    if page.spec.record is None:
        return None
    past = site.past_of(page.spec.source)
    return page_history(past, view, site.signer, project.url)


def _snippet(page: FramedPage, view: PageContext, site: Site, features: Features) -> Snippet | None:
    """Of a stream's own page, and of the site's lists of what is on and how to follow it."""
    if not (features.has_embeds and site.site_url) or page.spec.output.part:
        return None
    stream = page.spec.stream
    if stream is None and page.spec.output.kind in OF_THE_SITE:
        stream = site_stream(view.index, view.language)
    return snippet(stream, view, site.site_url) if stream is not None else None


def _forms(repository: str) -> str:
    """GitHub and Forgejo list issue forms; GitLab knows none."""
    if not repository or "gitlab" in repository:
        return ""
    return f"{repository.rstrip('/')}/issues/new/choose"


def _alternates(page: FramedPage, site: Site) -> Iterator[Alternate]:
    if len(site.languages) == 1:
        return
    for language in site.languages:
        address = page.spec.in_language(language)
        yield Alternate(
            language=language,
            name=language_name(language),
            href=address.url,
            absolute=address.absolute(site.site_url) if site.site_url else "",
            is_here=language == page.spec.language,
            is_translation=language in page.spec.languages,
        )


def _feeds(
    page: FramedPage, view: PageContext, name: str, features: Features
) -> Iterator[FeedLink]:
    """The page's own stream first, then the site's; only what the plugins write.

    On the lists of events, what is told of events comes before the stories.
    """
    if page.spec.output.kind == CALLS:
        folder, title = view.addresses.calls(view.language), f"{view.words('nav.calls')} · {name}"
        names = (*POST_FEEDS, CALENDAR)
        yield from (_link(folder, each, title) for each in names if _is_made(each, features))
    if page.spec.output.kind in (DIGEST, DIGESTS) and features.has_feeds:
        title = view.words("digest.feed", name=name)
        folder = view.addresses.digest(view.language)
        yield from (_link(folder, each, title) for each in POST_FEEDS)
    is_of_events = page.spec.template in LISTS_OF_EVENTS
    if (stream := page.spec.stream) is not None:
        title = f"{stream.name.text} · {name}"
        yield from _of_stream(stream, title, view, features, is_of_events=is_of_events)
    yield from view.index.recorder.remembered(
        view.memory,
        ("feeds of the site", is_of_events),
        lambda: tuple(
            _of_stream(
                site_stream(view.index, view.language),
                name,
                view,
                features,
                is_of_events=is_of_events,
            )
        ),
    )
    record = page.spec.record
    if isinstance(record, Event) and features.has_calendars:
        calendar = view.addresses.event_calendar(record, view.language)
        yield FeedLink(MEDIA_TYPES[CALENDAR], str(page.spec.title), calendar.url)


def _of_stream(
    stream: Stream, title: str, view: PageContext, features: Features, *, is_of_events: bool
) -> Iterator[FeedLink]:
    kinds = [_story_feeds, _event_feeds]
    if is_of_events:
        kinds.reverse()
    if features.has_feeds:
        for kind in kinds:
            yield from kind(stream, title, view)
    if features.has_calendars:
        yield _link(stream.address, CALENDAR, title)


def _is_made(file: str, features: Features) -> bool:
    return features.has_calendars if file == CALENDAR else features.has_feeds


def _story_feeds(stream: Stream, title: str, view: PageContext) -> Iterator[FeedLink]:
    return (_link(stream.address, each, title) for each in POST_FEEDS)


def _event_feeds(stream: Stream, title: str, view: PageContext) -> Iterator[FeedLink]:
    title = f"{view.words('nav.event')} · {title}"
    names = EVENT_FEEDS if stream.has_event_feeds() else ()
    return (_link(stream.address / EVENTS, each, title) for each in names)


def _link(address: Address, file: str, title: str) -> FeedLink:
    kind = "" if file == CALENDAR else f" ({file.partition('.')[0]})"
    return FeedLink(MEDIA_TYPES[file], f"{title}{kind}", (address / file).url)
