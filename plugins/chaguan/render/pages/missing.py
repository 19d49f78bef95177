"""What the page for addresses that lead nowhere shows."""

from __future__ import annotations

from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, Materials, PageContext
from chaguan.site.features import Features
from chaguan.site.site import Site


@dataclass(frozen=True, slots=True)
class Missing:
    """A way on, in one language; the host cannot know which the reader wants."""

    language: str
    line: str
    links: tuple[Link, ...]


def missing(view: PageContext) -> Missing:
    """The ways on for readers of a language."""
    words, addresses = view.words, view.addresses
    links = [Link(words("nav.home"), addresses.home(view.language).url)]
    for kind, present in (("event", view.community.events), ("post", view.community.posts)):
        if present:
            links.append(Link(words(f"nav.{kind}"), addresses.section(kind, view.language).url))
    return Missing(view.language, words("page.missing_line"), tuple(links))


def search_page(site: Site, features: Features, language: str) -> str:
    """Where the search page of a language is, from the root; empty where nothing is indexed."""
    return site.addresses.special("search", language).url if features.has_search else ""


def ways_on(materials: Materials, features: Features) -> dict[str, object]:
    """What the page for what is not there is given: it speaks every language."""
    views = tuple(materials.contexts.values())
    finder = search_page(materials.site, features, views[0].language)
    return {"missing": [missing(view) for view in views], "finder": finder}
