"""What somebody writes into a page of theirs to have one of our lists there."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from chaguan.render.html.page_context import PageContext
from chaguan.site.stream import Stream
from chaguan.site.urls import COMPONENT, Address


@dataclass(frozen=True, slots=True)
class Snippet:
    """Two ways to show a stream elsewhere, as HTML."""

    component: str
    """With the script, as high as the list is."""
    frame: str
    """Without any script, of a height that its writer may change."""


def snippet(stream: Stream, view: PageContext, site_url: str) -> Snippet:
    """The snippets of a stream; `site_url` ends with a slash."""
    page = stream.address.absolute(site_url)
    script = Address(COMPONENT).absolute(site_url)
    title = view.words("embed.title", name=stream.name.text)
    name, list_ = escape(title), view.addresses.embed(stream.address).absolute(site_url)
    root = view.addresses.root
    home = f' home="{escape(root.absolute(site_url))}"' if root.path else ""
    return Snippet(
        component=f'<script async src="{escape(script)}"></script>'
        f'<chaguan-events src="{escape(page)}"{home}><a href="{escape(page)}">{name}</a>'
        "</chaguan-events>",
        frame=f'<iframe src="{escape(list_)}" title="{name}" loading="lazy" width="100%"'
        ' height="400" style="border:0"></iframe>',
    )
