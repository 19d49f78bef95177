"""What a page of each kind is: its template, and what it is called; `page_views` has the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final

from chaguan.locales import Vocabulary, vocabulary
from chaguan.model import PLURALS, Record, Week, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import month_words
from chaguan.site import catalogue as kinds
from chaguan.site.catalogue import Output
from chaguan.site.page_spec import PageSpec, spec_of
from chaguan.site.site import Site
from chaguan.site.urls import SECTIONS

Title = Callable[[Output, Vocabulary, Site], str]


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page."""

    template: str
    title: Title = lambda output, words, site: words(f"nav.{output.kind}")
    """What a page that no record names is called."""
    has_trail: bool = True
    """Whether it tells machines where it stands: below what."""


def page_type(kind: str) -> PageType:
    """The type of the pages of a kind; a new kind of record is a stream with a page of its own."""
    return PAGE_TYPES.get(kind) or PageType(f"{kind}.html")


def page_spec(output: Output, site: Site, trusted: Collection[str] = ()) -> PageSpec:
    """What the page of an output is made of."""
    chosen, record = page_type(output.kind), output.record
    title = ""
    if record is None or output.part:
        words = vocabulary(output.language)
        title = chosen.title(output, words, site)
        if output.number > 1:
            title = words("nav.page", title=title, number=output.number)
    is_trusted = record is not None and record.kind == "page" and record.path in trusted
    return spec_of(output, site, chosen.template, title, is_trusted=is_trusted)


@dataclass(frozen=True, slots=True)
class Brief:
    """As much of a page as says which it is."""

    output: Output

    @property
    def record(self) -> Record | None:
        return self.output.record

    @property
    def template(self) -> str:
        return page_type(self.output.kind).template

    @property
    def language(self) -> str:
        return self.output.language


def _month_title(output: Output, words: Vocabulary, site: Site) -> str:
    month = month_words(date.fromisoformat(output.key), output.language)
    return words("month.title", month=month)


def _digest_title(output: Output, words: Vocabulary, site: Site) -> str:
    from chaguan.render.html.week_digest import title_of_week  # few sites have such pages

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


def _section(kind: str) -> PageType:
    return PageType(f"{SECTIONS[kind]}.html", lambda o, words, s: words(f"nav.{kind}"))


PAGE_TYPES: Final[Mapping[str, PageType]] = {
    **{kind: PageType(f"{kind}.html") for kind in PLURALS},
    **{SECTIONS[kind]: _section(kind) for kind in SECTIONS},
    kinds.HOME: PageType("home.html", _site_name, has_trail=False),
    **{
        kind: PageType(f"{kind}.html")
        for kind in (
            *(kinds.ONLINE, kinds.PAST, kinds.NEARBY, kinds.PLANET, kinds.CALLS, kinds.SUBSCRIBE),
            *(kinds.CONTRIBUTE, kinds.SEARCH, kinds.DIGESTS, kinds.PULSE, kinds.OFFLINE),
        )
    },
    kinds.MONTH: PageType("month.html", _month_title),
    kinds.TAG: PageType("tag.html", _tag_title),
    kinds.REST: PageType("rest.html", _rest_title),
    kinds.STREAM_LIST: PageType("streams.html", _streams_title),
    kinds.DIGEST: PageType("digest.html", _digest_title),
}
