"""The ways through a community: five or six tabs in each language, without posts or lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

from chaguan.locales import vocabulary
from chaguan.model import PLURALS, Page
from chaguan.model.frozen import dataclass
from chaguan.site.catalogue import DIGEST, HOME, MONTH, PLANET, PULSE, STREAM_LIST, TAG, Output
from chaguan.site.page_spec import PageSpec
from chaguan.site.site import Site
from chaguan.site.urls import charter_version

TABS: Final = {
    "events": ("events", "campaigns"),
    "posts": ("posts",),
    "people": ("people", "groups"),
    "places": ("places", "offers", "scenes"),
}
"""Which indexes stand below one tab, the first being where it leads."""
LAST: Final = ("subscribe", "contribute")
"""What a reader does here; the style sheet makes buttons of them."""


class TitledPage(Protocol):
    """A page that may be named in a navigation."""

    @property
    def spec(self) -> PageSpec:
        """What it is made of."""

    @property
    def url(self) -> str:
        """From the root of the site."""

    @property
    def title(self) -> str | None:
        """Escaped."""


P = TypeVar("P", bound=TitledPage)


@dataclass(frozen=True, slots=True)
class Tab(Generic[P]):
    """A page by itself, or several below a title of their own."""

    pages: tuple[P, ...]
    title: str = ""


def tabs(language: str, every: Iterable[P], site: Site) -> Iterator[Tab[P]]:
    """Home, what there is, the community's own pages below one tab, and what one can do."""
    pages = {page.spec.address.path: page for page in every if page.spec.language == language}
    home, words = site.addresses.home(language).path, vocabulary(language)
    present = {plural for kind, plural in PLURALS.items() if site.community.of_kind(kind)}
    yield Tab((pages[home],))
    for tab, names in TABS.items():
        below = [pages[f"{home}{name}/"] for name in names if name in present]
        yield from _tab(words(f"nav.tab.{tab}"), below)
    own = sorted(filter(_is_own, pages.values()), key=lambda page: page.spec.address)
    yield from _tab(words("nav.tab.about"), own)
    yield from (Tab((pages[at],)) for name in LAST if (at := f"{home}{name}/") in pages)


def _tab(title: str, below: Sequence[P]) -> Iterator[Tab[P]]:
    if below:
        yield Tab((*below,), title if len(below) > 1 else "")


def _is_own(page: TitledPage) -> bool:
    """Whether it is a page of the community's own, and no old version of its charter."""
    record = page.spec.record
    is_old = record is not None and bool(charter_version(str(record.id)))
    return page.spec.output.kind in ("page", PULSE, PLANET) and not is_old


def is_navigable(output: Output) -> bool:
    """Whether it is no page of a stream, of a record that keeps going, or of many of a sort."""
    if isinstance(output.record, Page):
        return True
    is_first = output.record is None and output.number == 1 and not output.part
    return is_first and output.kind not in (MONTH, TAG, STREAM_LIST, DIGEST)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a part of the community."""

    title: str
    """Escaped."""
    href: str
    """From the root of the site."""
    is_here: bool


@dataclass(frozen=True, slots=True)
class GuestFrame:
    """The community's own navigation, which stands within the page in the site of others."""

    sections: tuple[Way, ...]
    siblings: tuple[Way, ...]
    """What else is in the section of the page."""


def guest_frame(page: P, own: Iterable[Tab[P]]) -> GuestFrame:
    """The community's navigation as a page shows it."""
    sections, siblings = [], list[Way]()
    for tab in own:
        is_here = any(_is_at(page, each) for each in tab.pages)
        sections.append(Way(tab.title or str(tab.pages[0].title), tab.pages[0].url, is_here))
        if is_here and len(tab.pages) > 1:
            siblings = [Way(str(each.title), each.url, each is page) for each in tab.pages]
    return GuestFrame(tuple(sections), tuple(siblings))


def _is_at(page: TitledPage, shown: TitledPage) -> bool:
    """Whether a page is the one shown, or below it; everything is below the home page."""
    if page is shown:
        return True
    return shown.spec.output.kind != HOME and page.url.startswith(shown.url)


def titles_in(nav: Any) -> Iterator[tuple[str, str]]:
    """What the `nav` of `mkdocs.yml` calls pages: titles, and the paths of their sources."""
    if isinstance(nav, list):
        for each in nav:
            yield from titles_in(each)
    elif isinstance(nav, Mapping):
        for title, below in nav.items():
            if isinstance(below, str):
                yield str(title), below
            else:
                yield from titles_in(below)
