"""A text to paste: its beginning, itself, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final
from urllib.parse import unquote

from chaguan.model import Event, Post, Record
from chaguan.model.frozen import dataclass
from chaguan.render.html.inline import with_inline_styles
from chaguan.render.html.page_context import PageContext
from chaguan.render.html.portable import absolute_url
from chaguan.render.text.plain import plain_text
from chaguan.site.urls import COPY_QR, Address

from .facts import event_facts, post_facts

_QR_WIDTH: Final = 148


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around a text, as HTML whose links lead from the record's page."""

    title: str
    """Plain text."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Copied:
    """What a page of a copy shows."""

    language: str
    title: str
    rich: str
    """HTML with its styles in it, safe to print as it is; addresses are absolute."""
    plain: str
    """The same for a chat."""
    page: str
    """The text's own page, relative to the site's root."""
    url: str
    """The same with scheme and host."""
    up: str
    """From the copy to the site's root."""


def copied(record: Post | Event, view: PageContext, site_url: str) -> Copied:
    """The text of a record in the view's language; `site_url` ends with a slash."""
    page = view.addresses.record(record, view.language)
    around = _around(record, view)
    body = view.rendered(record, view.language).html
    return assembled(around, body, page, view, site_url)


def assembled(around: Around, body: str, page: Address, view: PageContext, site_url: str) -> Copied:
    """A text between what is said around it; `body` has links that lead from `page`."""
    url, copy = page.absolute(site_url), view.addresses.copy(page)
    beginning = "\n".join((f"<h1>{escape(around.title)}</h1>", *around.before))
    end = "\n".join(around.after)
    inlined = with_inline_styles(f"{beginning}\n{body}\n{end}", url, view.words)
    read = escape(view.words("copy.page", url=unquote(url)))
    licence = _paragraphs((around.licence,))
    links = "".join(_link_lines(inlined.links, view))
    qr = escape((copy / COPY_QR).absolute(site_url))
    scan = escape(view.words("copy.scan"))
    last = f'{links}<hr>{licence}<p>{read}</p><p><img src="{qr}" alt="{scan}" width="{_QR_WIDTH}">'
    tail = with_inline_styles(f"{last}<br>{scan}</p>", url, view.words, is_numbered=False)
    plain = plain_text(
        f"{beginning}\n{body}\n{end}\n{licence}", lambda address: absolute_url(address, url)
    )
    return Copied(
        language=view.language,
        title=around.title,
        rich=f"{inlined.html}\n{tail.html}",
        plain=f"{plain}\n\n{view.words('copy.page', url=url)}\n",
        page=page.url,
        url=url,
        up="../" * copy.path.count("/"),
    )


def _link_lines(links: Iterable[str], view: PageContext) -> Iterator[str]:
    """The addresses by their numbers; written out, since many an editor keeps no link."""
    for number, url in enumerate(links, 1):
        if number == 1:
            yield f"<hr><p><strong>{escape(view.words('copy.links'))}</strong></p>"
        yield f"<p>［{number}］ {escape(url)}</p>"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _around(record: Record, view: PageContext) -> Around:
    settings = view.community.settings
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    licence = settings.licence
    match record:
        case Post():
            before, after = post_facts(record, view)
            licence = record.licence or licence
        case Event():
            before = event_facts(record, view)
        case _:
            before = ()
    name = view.best(settings.name).text
    said = view.words("page.licence", licence=licence) if licence else ""
    return Around(
        title=record.name.best(view.language).text,
        before=before,
        after=after,
        licence=" · ".join(filter(None, (name, said))),
    )
