"""What a page of each kind shows, and what it says to machines.

Only where a page is made anew is this imported, and what few pages show only for them: half of
what a build could import is views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from chaguan.load import FIELDS_BY_KIND
from chaguan.model import (
    Campaign,
    Event,
    Group,
    Offer,
    Page,
    Person,
    Place,
    Post,
    Week,
)
from chaguan.render.html.page_context import Materials, PageContext, RenderedPage
from chaguan.render.jsonld import event as linked_event
from chaguan.render.jsonld import records as linked
from chaguan.render.jsonld.names import Linked, LinkedNames
from chaguan.render.pages.contribute import contribute
from chaguan.render.pages.event_page import event_page
from chaguan.render.pages.frames import FramedPage, Project, frame_of
from chaguan.render.pages.gathered import nearby_list, planet_page
from chaguan.render.pages.home import home
from chaguan.render.pages.lists import person_list, post_list, tag_list, thing_list
from chaguan.render.pages.navigation import Tab, TitledPage, guest_frame
from chaguan.render.pages.offers import offer_card, offer_list
from chaguan.render.pages.page_frame import Frame
from chaguan.render.pages.post_page import post_page
from chaguan.render.pages.share import CardPicture
from chaguan.render.pages.stream_page import rest_page, stream_page
from chaguan.site import catalogue as kinds
from chaguan.site.features import Features
from chaguan.site.occurrences import NEXT_TIMES, following
from chaguan.site.site import Site
from chaguan.site.urls import SECTIONS, Address

from .page_types import page_type

if TYPE_CHECKING:
    from .images.social_cards import SocialCards

View = Callable[[RenderedPage, PageContext, Site], object]
Data = Callable[[RenderedPage, PageContext, LinkedNames], Iterator[Linked]]


def view_of(page: RenderedPage, context: PageContext, site: Site) -> object:
    """What the template of a page arranges."""
    return _VIEWS.get(page.spec.output.kind, _stream)(page, context, site)


def linked_data(page: RenderedPage, view: PageContext, site_url: str) -> str:
    """What a page says of itself to machines, safe inside a script element."""
    if not site_url:
        return ""
    names = LinkedNames(view.index, site_url, view.language, view.words, view.album, view.memory)
    kind = page.spec.output.kind
    said = list(_DATA[kind](page, view, names)) if kind in _DATA else []
    if page_type(kind).has_trail:
        said.append(linked.breadcrumbs(tuple(_trail(page, view)), names.site_url))
    return linked.as_script(said)


class ContentsPage(FramedPage, TitledPage, Protocol):
    """A page in its navigation."""


P = TypeVar("P", bound=ContentsPage)


def contents(
    page: P,
    materials: Materials,
    features: Features,
    project: Project,
    cards: SocialCards | None,
    own: Iterable[Tab[P]] | None,
) -> dict[str, object]:
    """What the template of a page is given; `own` are the tabs of the community of a guest."""
    view, site = materials.contexts[page.spec.language], materials.site
    return {
        "view": view_of(page, view, site),
        "frame": _frame(page, view, site, features, project, cards),
        "guest": guest_frame(page, own) if own is not None else None,
    }


def _frame(
    page: FramedPage,
    view: PageContext,
    site: Site,
    features: Features,
    project: Project,
    cards: SocialCards | None,
) -> Frame:
    """What stands around what a page shows, with the card that was drawn for it."""
    drawn = None
    if cards is not None and site.site_url:
        card = cards.named(page.spec.record, page.spec.address, view)
        drawn = CardPicture(card.url, card.alt, *card.size, type="image/png") if card else None
    data = linked_data(page, view, site.site_url)
    return frame_of(page, view, site, features, project, drawn=drawn, data=data)


def _trail(page: RenderedPage, view: PageContext) -> Iterator[tuple[str, Address]]:
    """From the home page by the section to the page."""
    addresses, spec = view.addresses, page.spec
    yield view.best(view.community.settings.name).text, addresses.home(view.language)
    kind = spec.record.kind if spec.record else (spec.stream.kind if spec.stream else "")
    if kind in SECTIONS:
        section = addresses.section(kind, view.language)
        if section != spec.address:
            yield view.words(f"nav.{kind}"), section
    yield page.plain_title, spec.address


def _stream(page: RenderedPage, view: PageContext, site: Site) -> object:
    assert page.spec.stream is not None
    return stream_page(page.spec.stream, view, site.site_url)


def _post(page: RenderedPage, view: PageContext, site: Site) -> object:
    assert isinstance(page.spec.record, Post)
    return post_page(page.spec.record, view, site.past_of)


def _page(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.charter import charter_page

    return charter_page(page.spec.record, view) if isinstance(page.spec.record, Page) else None


def _offer(page: RenderedPage, view: PageContext, site: Site) -> object:
    assert isinstance(page.spec.record, Offer)
    return offer_card(page.spec.record, view)


def _event(page: RenderedPage, view: PageContext, site: Site) -> object:
    assert isinstance(page.spec.record, Event)
    return event_page(page.spec.record, view, site.site_url)


def _things(kind: str, page: RenderedPage, view: PageContext, site: Site) -> object:
    return thing_list(kind, view, page.spec.output.number)


def _rest(page: RenderedPage, view: PageContext, site: Site) -> object:
    assert page.spec.stream is not None
    output = page.spec.output
    return rest_page(page.spec.stream, output.part, output.number, view)


def _event_list(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.event_lists import event_list, past_list

    kind, number = page.spec.output.kind, page.spec.output.number
    if kind == kinds.PAST:
        return past_list(view, number)
    return event_list(view, number, online=kind == kinds.ONLINE)


def _calls(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.calls import call_list

    return call_list(view, site.site_url)


def _month(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.month import month_page

    return month_page(date.fromisoformat(page.spec.output.key), view)


def _ways_to_follow(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.subscribe import stream_list, subscribe

    output = page.spec.output
    if output.kind == kinds.SUBSCRIBE:
        return subscribe(view, site.site_url)
    return stream_list(output.key, output.number, view, site.site_url)


def _search(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.search.box import look_around

    return look_around(view)


def _digest(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.digests import digest_list, digest_page

    output = page.spec.output
    is_list = output.kind == kinds.DIGESTS
    return digest_list(view) if is_list else digest_page(Week.parsed(output.key), view)


def _pulse(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.pulse import pulse_page

    return pulse_page(view, site.past_of)


def _offline(page: RenderedPage, view: PageContext, site: Site) -> object:
    from chaguan.render.pages.offline import offline_page

    return offline_page(view)


def _home_data(page: RenderedPage, view: PageContext, names: LinkedNames) -> Iterator[Linked]:
    yield linked.of_site(names)


def _record_data(page: RenderedPage, view: PageContext, names: LinkedNames) -> Iterator[Linked]:
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


_SECTIONS: Final[Mapping[str, View]] = {
    "post": lambda page, view, site: post_list(view, page.spec.output.number),
    "event": _event_list,
    "person": lambda page, view, site: person_list(view, page.spec.output.number),
    "tag": lambda page, view, site: tag_list(view, page.spec.output.number),
    "offer": lambda page, view, site: offer_list(view, page.spec.output.number),
}
"""The indexes that are no list of cards of one kind."""
_VIEWS: Final[Mapping[str, View]] = {
    "post": _post,
    "page": _page,
    "offer": _offer,
    "event": _event,
    **{SECTIONS[kind]: _SECTIONS.get(kind) or partial(_things, kind) for kind in SECTIONS},
    kinds.HOME: lambda page, view, site: home(view, page.body),
    **dict.fromkeys((kinds.ONLINE, kinds.PAST), _event_list),
    kinds.NEARBY: lambda page, view, site: nearby_list(
        view, page.spec.output.number, site.site_url
    ),
    kinds.PLANET: lambda page, view, site: planet_page(view),
    kinds.CALLS: _calls,
    kinds.MONTH: _month,
    kinds.REST: _rest,
    **dict.fromkeys((kinds.SUBSCRIBE, kinds.STREAM_LIST), _ways_to_follow),
    kinds.CONTRIBUTE: lambda page, view, site: contribute(FIELDS_BY_KIND, view.language),
    kinds.SEARCH: _search,
    **dict.fromkeys((kinds.DIGESTS, kinds.DIGEST), _digest),
    kinds.PULSE: _pulse,
    kinds.OFFLINE: _offline,
}
"""What pages show that are no plain stream."""
_DATA: Final[Mapping[str, Data]] = {
    kinds.HOME: _home_data,
    **dict.fromkeys(
        ("post", "offer", "event", "person", "group", "place", "scene", "campaign"), _record_data
    ),
}
"""What pages say of themselves besides where they stand (schema.org)."""
