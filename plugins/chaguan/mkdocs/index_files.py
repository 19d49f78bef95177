"""The pages that gather records: home, the indexes, how to follow and how to take part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.locales import Vocabulary, vocabulary
from chaguan.render.html.page_context import PageContext
from chaguan.render.pages.event_lists import event_pages, past_pages
from chaguan.render.pages.month import months
from chaguan.render.pages.subscribe import KINDS
from chaguan.render.text.dates import month_words
from chaguan.site.catalogue import section_counts
from chaguan.site.page_spec import Origin
from chaguan.site.pagination import SECTION_PAGE, follow_pages, pages
from chaguan.site.site import Site
from chaguan.site.stream import tag_stream
from chaguan.site.urls import SECTIONS, Address

from .builder import Builder
from .content_page import content_file
from .record_files import in_language

SOURCE = "community.yml"
"""What "edit this page" opens where a page is made of many files."""


def add_indexes(files: Files, builder: Builder, config: MkDocsConfig) -> None:
    """Every gathering page in every language, unless the community wrote it itself."""
    site, features = builder.site, builder.features
    special = [
        *(("subscribe",) if features.has_feeds or features.has_calendars else ()),
        "contribute",
        *(("search",) if features.has_search else ()),
        *(("offline",) if features.has_offline_page else ()),
    ]
    taken = {file.dest_uri for file in files.documentation_pages()}
    for language in site.languages:
        for name, origin in _origins(language, builder.contexts[language], site, special):
            if origin.address.file not in taken:
                uri = in_language(name, language, site)
                files.append(content_file(origin, uri, config, site))


def _origins(
    language: str, view: PageContext, site: Site, specials: list[str]
) -> Iterator[tuple[str, Origin]]:
    words, addresses = vocabulary(language), site.addresses

    def page(
        template: str, title: str, address: Callable[[str], Address], number: int = 1
    ) -> Origin:
        return Origin(
            template=template,
            language=language,
            address=address(language),
            title=words("nav.page", title=title, number=number) if number > 1 else title,
            source=SOURCE,
            reads=site.read_from(language),
            changed=site.latest_change,
            languages=site.languages,
            in_language=address,
            number=number,
        )

    name = site.community.settings.name.best(language).text
    yield "index.md", page("home.html", name, addresses.home)
    counts = section_counts(site.index)
    for kind, folder in SECTIONS.items():
        count = pages(counts[kind], SECTION_PAGE[kind]) if kind in counts else event_pages(view)
        for number in range(1, count + 1):
            uri = f"{folder}/page/{number}.md" if number > 1 else f"{folder}/index.md"
            yield (
                uri,
                page(f"{folder}.html", words(f"nav.{kind}"), _section(site, kind, number), number),
            )
    for number in range(1, past_pages(view) + 1):
        uri = f"events/past/page/{number}.md" if number > 1 else "events/past.md"
        yield uri, page("past.html", words("nav.past"), _past(site, number), number)
    for number in range(1, event_pages(view, online=True) + 1):
        uri = f"events/online/page/{number}.md" if number > 1 else "events/online.md"
        yield uri, page("online.html", words("nav.online"), _online(site, number), number)
    for month in months(view):
        title = words("month.title", month=month_words(month, language))
        origin = page("month.html", title, _month(site, month))
        yield f"events/month/{month:%Y-%m}.md", replace(origin, month=month)
    for special in specials:
        title = words(f"nav.{special}")
        yield f"{special}.md", page(f"{special}.html", title, _special(site, special))
    if "subscribe" in specials:
        yield from _follow(page, words, counts, site)
    for key, tag in site.index.tags():
        yield f"tags/{key}.md", _tag(page, key, tag, language, site)


def _section(site: Site, kind: str, number: int) -> Callable[[str], Address]:
    return lambda language: site.addresses.section(kind, language, number)


def _online(site: Site, number: int) -> Callable[[str], Address]:
    return lambda language: site.addresses.online(language, number)


def _month(site: Site, month: date) -> Callable[[str], Address]:
    return lambda language: site.addresses.month(month, language)


def _past(site: Site, number: int) -> Callable[[str], Address]:
    return lambda language: site.addresses.past(language, number)


def _follow(
    page: Callable[..., Origin], words: Vocabulary, counts: dict[str, int], site: Site
) -> Iterator[tuple[str, Origin]]:
    """How to follow each of a kind, where they are too many for the page about following."""
    for kind in KINDS:
        title = f"{words('nav.subscribe')} · {words(f'nav.{kind}')}"
        for number in range(1, follow_pages(counts[kind]) + 1):
            origin = page("streams.html", title, _followed(site, kind, number), number)
            uri = f"subscribe/{SECTIONS[kind]}/{number}.md"
            yield uri, replace(origin, part=kind)


def _followed(site: Site, kind: str, number: int) -> Callable[[str], Address]:
    return lambda language: site.addresses.follow(kind, language, number)


def _special(site: Site, name: str) -> Callable[[str], Address]:
    return lambda language: site.addresses.special(name, language)


def _tag(page: Callable[..., Origin], key: str, tag: str, language: str, site: Site) -> Origin:
    origin = page("tag.html", tag, lambda wanted: site.addresses.tag(key, wanted))
    return replace(origin, stream=tag_stream(site.index, key, language))
