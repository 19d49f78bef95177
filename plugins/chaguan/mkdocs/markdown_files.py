"""The Markdown files of the content folder: each gets its address and its page, or none."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.model import Page, Post
from chaguan.site.page_spec import Origin
from chaguan.site.site import Site
from chaguan.site.urls import Address

from .content_page import ContentPage

TEMPLATES: Final = {"index": "home.html", "contribute": "contribute.html"}
"""Pages with a template of their own; the rest are `page.html`."""


def arrange(files: Files, site: Site, config: MkDocsConfig, trusted: Collection[str] = ()) -> None:
    """Give each published Markdown record its page; drafts and broken ones leave the site.

    The HTML of the `trusted` pages stays as hosts wrote it.
    """
    public: dict[str, Post | Page] = {post.path: post for post in site.community.posts}
    public |= {page.path: page for page in site.community.pages}
    for file in list(files.documentation_pages()):
        record = public.get(file.src_uri)
        if record is None:
            files.remove(file)
        else:
            _settle(file, origin_of(record, site, trusted), config, site)


def origin_of(record: Post | Page, site: Site, trusted: Collection[str] = ()) -> Origin:
    """What the page of a post, or an ordinary page, is made of."""
    if isinstance(record, Post):
        return _of_post(record, site)
    return _of_page(record, site, is_trusted=record.path in trusted)


def _settle(file: File, origin: Origin, config: MkDocsConfig, site: Site) -> None:
    file.dest_uri = origin.address.file
    file.url = origin.address.url or "./"
    file.inclusion = InclusionLevel.NOT_IN_NAV
    ContentPage(origin, file, config, site)


def _of_post(post: Post, site: Site) -> Origin:
    versions = {each.language: each for each in site.index.versions(post.id)}

    def in_language(language: str) -> Address:
        if language in versions:
            return site.addresses.record(versions[language], language)
        return site.addresses.section("post", language)

    return Origin(
        template="post.html",
        language=post.language,
        address=site.addresses.record(post, post.language),
        title=post.title,
        source=post.path,
        reads=site.read_from(post.language),
        changed=post.changed.date().isoformat(),
        markdown=post.body,
        summary=post.summary,
        record=post,
        languages=tuple(versions),
        in_language=in_language,
    )


def _of_page(page: Page, site: Site, *, is_trusted: bool) -> Origin:
    versions = {each.language: each for each in site.community.pages if each.id == page.id}

    def in_language(language: str) -> Address:
        if language in versions:
            return site.addresses.record(versions[language], language)
        return site.addresses.home(language)

    name = str(page.id)
    return Origin(
        template=TEMPLATES.get(name, "page.html"),
        language=page.language,
        address=site.addresses.record(page, page.language),
        title=page.title,
        source=page.path,
        reads=site.read_from(page.language),
        changed=site.latest_change,
        markdown=page.body,
        summary=page.summary,
        record=page,
        languages=site.languages if name in TEMPLATES else tuple(versions),
        in_language=in_language,
        is_trusted=is_trusted,
    )
