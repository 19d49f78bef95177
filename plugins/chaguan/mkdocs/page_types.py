"""What a page of each kind is: its template, what it shows, and what it says to machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from chaguan.load import FIELDS_BY_KIND
from chaguan.locales import Vocabulary
from chaguan.model import (
    PLURALS,
    Campaign,
    Event,
    Group,
    Offer,
    Page,
    Person,
    Place,
    Post,
    Week,
    shown_tag,
)
from chaguan.render.html.page_context import PageContext
from chaguan.render.html.week_digest import title_of_week
from chaguan.render.jsonld import event as linked_event
from chaguan.render.jsonld import records as linked
from chaguan.render.jsonld.names import Linked, LinkedNames
from chaguan.render.pages.calls import call_list
from chaguan.render.pages.charter import charter_page
from chaguan.render.pages.contribute import contribute
from chaguan.render.pages.digests import digest_list, digest_page
from chaguan.render.pages.event_lists import event_list, past_list
from chaguan.render.pages.event_page import event_page
from chaguan.render.pages.gathered import nearby_list, planet_page
from chaguan.render.pages.home import home
from chaguan.render.pages.lists import person_list, post_list, tag_list, thing_list
from chaguan.render.pages.month import month_page
from chaguan.render.pages.offers import offer_card, offer_list
from chaguan.render.pages.offline import offline_page
from chaguan.render.pages.post_page import post_page
from chaguan.render.pages.pulse import pulse_page
from chaguan.render.pages.stream_page import rest_page, stream_page
from chaguan.render.pages.subscribe import stream_list, subscribe
from chaguan.render.search.box import look_around
from chaguan.render.text.localized import month_words
from chaguan.site import catalogue as kinds
from chaguan.site.catalogue import Output
from chaguan.site.occurrences import NEXT_TIMES, following
from chaguan.site.site import Site
from chaguan.site.urls import SECTIONS, Address

from .content_page import ContentPage

"""Of a series, in its page's JSON-LD."""

View = Callable[[ContentPage, PageContext, Site], object]
Title = Callable[[Output, Vocabulary, Site], str]
Data = Callable[[ContentPage, PageContext, LinkedNames], Iterator[Linked]]


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page."""

    template: str
    view: View
    """What the template arranges."""
    title: Title = lambda output, words, site: words(f"nav.{output.kind}")
    """What a page that no record names is called."""
    data: Data | None = None
    """What it says of itself besides where it stands (schema.org)."""
    has_trail: bool = True


def page_type(kind: str) -> PageType:
    """The type of the pages of a kind; a new kind of record is a stream with a page of its own."""
    return PAGE_TYPES.get(kind) or PageType(f"{kind}.html", _stream)


def linked_data(page: ContentPage, view: PageContext, site_url: str) -> str:
    """What a page says of itself to machines, safe inside a script element."""
    if not site_url:
        return ""
    names = LinkedNames(view.index, site_url, view.language, view.words, view.album)
    chosen = page_type(page.spec.output.kind)
    said = list(chosen.data(page, view, names)) if chosen.data is not None else []
    if chosen.has_trail:
        said.append(linked.breadcrumbs(tuple(_trail(page, view)), names.site_url))
    return linked.as_script(said)


def _trail(page: ContentPage, view: PageContext) -> Iterator[tuple[str, Address]]:
    """From the home page by the section to the page."""
    addresses, spec = view.addresses, page.spec
    yield view.best(view.community.settings.name).text, addresses.home(view.language)
    kind = spec.record.kind if spec.record else (spec.stream.kind if spec.stream else "")
    if kind in SECTIONS:
        section = addresses.section(kind, view.language)
        if section != spec.address:
            yield view.words(f"nav.{kind}"), section
    yield page.plain_title, spec.address


def _stream(page: ContentPage, view: PageContext, site: Site) -> object:
    assert page.spec.stream is not None
    return stream_page(page.spec.stream, view, site.site_url)


def _post(page: ContentPage, view: PageContext, site: Site) -> object:
    assert isinstance(page.spec.record, Post)
    return post_page(page.spec.record, view, site.past_of)


def _page(page: ContentPage, view: PageContext, site: Site) -> object:
    return charter_page(page.spec.record, view) if isinstance(page.spec.record, Page) else None


def _offer(page: ContentPage, view: PageContext, site: Site) -> object:
    assert isinstance(page.spec.record, Offer)
    return offer_card(page.spec.record, view)


def _event(page: ContentPage, view: PageContext, site: Site) -> object:
    assert isinstance(page.spec.record, Event)
    return event_page(page.spec.record, view, site.site_url)


def _rest(page: ContentPage, view: PageContext, site: Site) -> object:
    assert page.spec.stream is not None
    output = page.spec.output
    return rest_page(page.spec.stream, output.part, output.number, view)


def _home_data(page: ContentPage, view: PageContext, names: LinkedNames) -> Iterator[Linked]:
    yield linked.of_site(names)


def _record_data(page: ContentPage, view: PageContext, names: LinkedNames) -> Iterator[Linked]:
    match page.spec.record:
        case Post() as post:
            yield linked.of_post(post, names)
        case Event() as event:
            coming = islice(following(event, view.clock), NEXT_TIMES) if event.repeat else ()
            yield linked_event.of_event(event, names, coming)
        case Person() as person:
            yield linked.of_person(person, names)
        case Group() as group:
            yield linked.of_group(group, names)
        case Place() as place:
            yield linked.of_place(place, names)
        case Campaign() as campaign:
            yield linked.of_campaign(campaign, names)
        case Offer() as offer:
            yield linked.of_offer(offer, names)


def _month_title(output: Output, words: Vocabulary, site: Site) -> str:
    month = month_words(date.fromisoformat(output.key), output.language)
    return words("month.title", month=month)


def _digest_title(output: Output, words: Vocabulary, site: Site) -> str:
    return title_of_week(Week.parsed(output.key), words)


def _streams_title(output: Output, words: Vocabulary, site: Site) -> str:
    return f"{words('nav.subscribe')} · {words(f'nav.{output.key}')}"


def _site_name(output: Output, words: Vocabulary, site: Site) -> str:
    return site.community.settings.name.best(output.language).text


def _tag_title(output: Output, words: Vocabulary, site: Site) -> str:
    return shown_tag(site.plain_index.tag(output.key), output.language).text


def _rest_title(output: Output, words: Vocabulary, site: Site) -> str:
    if output.record is not None:
        return output.record.name.best(output.language).text
    return shown_tag(site.plain_index.tag(output.key), output.language).text


def _section(kind: str, view: View) -> PageType:
    return PageType(f"{SECTIONS[kind]}.html", view, lambda o, words, s: words(f"nav.{kind}"))


def _things(kind: str) -> PageType:
    return _section(kind, lambda page, view, site: thing_list(kind, view, page.spec.output.number))


_SECTIONS: Final[Mapping[str, View]] = {
    "post": lambda page, view, site: post_list(view, page.spec.output.number),
    "event": lambda page, view, site: event_list(view, page.spec.output.number),
    "person": lambda page, view, site: person_list(view, page.spec.output.number),
    "tag": lambda page, view, site: tag_list(view, page.spec.output.number),
    "offer": lambda page, view, site: offer_list(view, page.spec.output.number),
}
"""The indexes that are no list of cards of one kind."""
PAGE_TYPES: Final[Mapping[str, PageType]] = {
    "post": PageType("post.html", _post, data=_record_data),
    "page": PageType("page.html", _page),
    "offer": PageType("offer.html", _offer, data=_record_data),
    "event": PageType("event.html", _event, data=_record_data),
    **{kind: PageType(f"{kind}.html", _stream, data=_record_data)
       for kind in ("person", "group", "place", "scene", "campaign")},
    **{PLURALS.get(kind, SECTIONS[kind]): _section(kind, _SECTIONS[kind]) if kind in _SECTIONS
       else _things(kind) for kind in SECTIONS},
    kinds.HOME: PageType(
        "home.html", lambda page, view, site: home(view, page.body), _site_name, _home_data,
        has_trail=False,
    ),
    kinds.ONLINE: PageType("online.html", lambda page, view, site: event_list(
        view, page.spec.output.number, online=True)),
    kinds.PAST: PageType("past.html", lambda page, view, site: past_list(
        view, page.spec.output.number)),
    kinds.NEARBY: PageType("nearby.html", lambda page, view, site: nearby_list(
        view, page.spec.output.number, site.site_url)),
    kinds.PLANET: PageType("planet.html", lambda page, view, site: planet_page(view)),
    kinds.CALLS: PageType("calls.html", lambda page, view, site: call_list(
        view, site.site_url)),
    kinds.MONTH: PageType("month.html", lambda page, view, site: month_page(
        date.fromisoformat(page.spec.output.key), view), _month_title),
    kinds.TAG: PageType("tag.html", _stream, _tag_title),
    kinds.REST: PageType("rest.html", _rest, _rest_title),
    kinds.STREAM_LIST: PageType("streams.html", lambda page, view, site: stream_list(
        page.spec.output.key, page.spec.output.number, view, site.site_url), _streams_title),
    kinds.SUBSCRIBE: PageType("subscribe.html", lambda page, view, site: subscribe(
        view, site.site_url)),
    kinds.CONTRIBUTE: PageType("contribute.html", lambda page, view, site: contribute(
        FIELDS_BY_KIND, view.language)),
    kinds.SEARCH: PageType("search.html", lambda page, view, site: look_around(view)),
    kinds.DIGESTS: PageType("digests.html", lambda page, view, site: digest_list(view)),
    kinds.DIGEST: PageType("digest.html", lambda page, view, site: digest_page(
        Week.parsed(page.spec.output.key), view), _digest_title),
    kinds.PULSE: PageType("pulse.html", lambda page, view, site: pulse_page(view, site.past_of)),
    kinds.OFFLINE: PageType("offline.html", lambda page, view, site: offline_page(view)),
}  # fmt: skip
