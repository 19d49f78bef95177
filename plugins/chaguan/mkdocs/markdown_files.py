"""The Markdown files of the content folder: each gets its address and its page, or none."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.build.recorder import Recorder
from chaguan.model import Page, Post
from chaguan.site.page_spec import Origin
from chaguan.site.urls import Address

from .content_page import ContentPage
from .site_state import House

TEMPLATES: Final = {"index": "home.html", "contribute": "contribute.html"}
"""Pages with a template of their own; the rest are `page.html`."""


def arrange(
    files: Files, house: House, config: MkDocsConfig, trusted: Collection[str] = ()
) -> None:
    """Give each published Markdown record its page; drafts and broken ones leave the site.

    The HTML of the `trusted` pages stays as hosts wrote it.
    """
    public: dict[str, Post | Page] = {post.path: post for post in house.community.posts}
    public |= {page.path: page for page in house.community.pages}
    for file in list(files.documentation_pages()):
        record = public.get(file.src_uri)
        if record is None:
            files.remove(file)
        else:
            _settle(file, origin_of(record, house, trusted), config, house.recorder)


def origin_of(record: Post | Page, house: House, trusted: Collection[str] = ()) -> Origin:
    """What the page of a post, or an ordinary page, is made of."""
    if isinstance(record, Post):
        return _of_post(record, house)
    return _of_page(record, house, is_trusted=record.path in trusted)


def _settle(file: File, origin: Origin, config: MkDocsConfig, recorder: Recorder) -> None:
    file.dest_uri = origin.address.file
    file.url = origin.address.url or "./"
    file.inclusion = InclusionLevel.NOT_IN_NAV
    ContentPage(origin, file, config, recorder)


def _of_post(post: Post, house: House) -> Origin:
    versions = {each.language: each for each in house.streams.versions[post.id]}

    def in_language(language: str) -> Address:
        if language in versions:
            return house.addresses.record(versions[language], language)
        return house.addresses.section("post", language)

    return Origin(
        template="post.html",
        language=post.language,
        address=house.addresses.record(post, post.language),
        title=post.title,
        source=post.path,
        reads=house.read_from(post.language),
        changed=post.changed.date().isoformat(),
        markdown=post.body,
        summary=post.summary,
        record=post,
        languages=tuple(versions),
        in_language=in_language,
    )


def _of_page(page: Page, house: House, *, is_trusted: bool) -> Origin:
    versions = {each.language: each for each in house.community.pages if each.id == page.id}

    def in_language(language: str) -> Address:
        if language in versions:
            return house.addresses.record(versions[language], language)
        return house.addresses.home(language)

    name = str(page.id)
    return Origin(
        template=TEMPLATES.get(name, "page.html"),
        language=page.language,
        address=house.addresses.record(page, page.language),
        title=page.title,
        source=page.path,
        reads=house.read_from(page.language),
        changed=house.latest_change,
        markdown=page.body,
        summary=page.summary,
        record=page,
        languages=house.languages if name in TEMPLATES else tuple(versions),
        in_language=in_language,
        is_trusted=is_trusted,
    )
