"""Which view each template is given."""

from __future__ import annotations

from chaguan.load import FIELDS_BY_KIND
from chaguan.model import Event, Post
from chaguan.render.html.page_context import PageContext
from chaguan.render.pages.contribute import contribute
from chaguan.render.pages.event_lists import event_list, past_list
from chaguan.render.pages.event_page import event_page
from chaguan.render.pages.home import home
from chaguan.render.pages.lists import person_list, post_list, tag_list, thing_list
from chaguan.render.pages.month import month_page
from chaguan.render.pages.offline import offline_page
from chaguan.render.pages.post_page import post_page
from chaguan.render.pages.rest_page import rest_page
from chaguan.render.pages.stream_page import stream_page
from chaguan.render.pages.subscribe import stream_list, subscribe
from chaguan.render.search.box import look_around
from chaguan.site.site import Site

from .content_page import ContentPage


def view_of(page: ContentPage, view: PageContext, site: Site) -> object:
    """What the template of a page arranges; None for an ordinary page."""
    origin = page.origin
    if isinstance(origin.record, Post):
        return post_page(origin.record, view)
    if isinstance(origin.record, Event):
        return event_page(origin.record, view, site.site_url)
    if origin.stream is not None and origin.part:
        return rest_page(origin.stream, origin.part, origin.number, view)
    if origin.stream is not None:
        return stream_page(origin.stream, view, site.site_url)
    match origin.template:
        case "home.html":
            return home(view, page.body)
        case "posts.html":
            return post_list(view, origin.number)
        case "events.html":
            return event_list(view, origin.number)
        case "online.html":
            return event_list(view, origin.number, online=True)
        case "month.html" if origin.month:
            return month_page(origin.month, view)
        case "past.html":
            return past_list(view, origin.number)
        case "people.html":
            return person_list(view, origin.number)
        case "groups.html" | "places.html" | "scenes.html":
            return thing_list(origin.template.removesuffix("s.html"), view, origin.number)
        case "tags.html":
            return tag_list(view, origin.number)
        case "subscribe.html":
            return subscribe(view, site.site_url)
        case "streams.html":
            return stream_list(origin.part, origin.number, view, site.site_url)
        case "search.html":
            return look_around(view)
        case "offline.html":
            return offline_page(view)
        case "contribute.html":
            return contribute(FIELDS_BY_KIND, view.language)
        case _:
            return None
