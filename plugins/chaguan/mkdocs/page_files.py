"""The files of our pages, one for each page of the catalogue."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from chaguan.locales import vocabulary
from chaguan.model import Page, Post
from chaguan.render.page_types import page_type
from chaguan.site.catalogue import HOME, Output, address_of, page_outputs, record_outputs
from chaguan.site.features import Features
from chaguan.site.page_spec import PageSpec, spec_of
from chaguan.site.site import Site
from chaguan.site.urls import SECTIONS

from .content_page import ContentFile, ContentPage, content_file
from .files import path_in


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


def arrange(files: Files, site: Site, config: MkDocsConfig, trusted: Collection[str]) -> None:
    """Give each published Markdown record its page; drafts and broken ones leave the site.

    The HTML of the `trusted` pages stays as hosts wrote it.
    """
    public = {
        output.record.path: output
        for output in record_outputs(site.plain_index)
        if isinstance(output.record, Post | Page)
    }
    for file in list(files.documentation_pages()):
        path = path_in(file, site.base, config)
        if path is None and site.is_guest:
            continue
        output = public.get(path or file.src_uri)
        if output is None:
            files.remove(file)
            continue
        file.dest_uri, file.url = output.address.file, output.address.url or "./"
        file.inclusion = InclusionLevel.NOT_IN_NAV
        ContentPage(page_spec(output, site, trusted), file, config, site)


def add_pages(files: Files, site: Site, features: Features, config: MkDocsConfig) -> None:
    """A page for every other record and list, unless the community wrote it itself.

    The file keeps the YAML's path, so that links to it and "edit this page" find it.
    """
    taken = {file.dest_uri for file in files.documentation_pages()}
    for output in page_outputs(site.index, site.clock, features):
        is_gathering = output.record is None and not output.part
        if isinstance(output.record, Post | Page):  # it has its page already
            continue
        if is_gathering and output.address.file in taken:
            continue
        uri = source_of(output, site)
        if output.record is not None and (raw := files.get_file_from_path(uri)):
            files.remove(raw)
        files.append(content_file(page_spec(output, site), uri, config, site))


def page_file(
    output: Output, site: Site, config: MkDocsConfig, trusted: Collection[str]
) -> ContentFile:
    """The file of one output, with its page, as the two above make it."""
    return content_file(page_spec(output, site, trusted), source_of(output, site), config, site)


def source_of(output: Output, site: Site) -> str:
    """The path of its source, as a file of the content folder would be called."""
    if isinstance(output.record, Post | Page):
        return f"{site.base}{output.record.path}"
    if output.part:
        return f"{output.address.path}index.md"
    if output.record is not None:
        stem, _, suffix = f"{site.base}{output.record.path}".rpartition(".")
    else:
        first = address_of(
            site.addresses, output.kind, site.languages[0], key=output.key, number=output.number
        ).path
        is_folder = output.kind == HOME or (output.kind in SECTIONS.values() and output.number == 1)
        stem, suffix = f"{first}index" if is_folder else first.rstrip("/"), "md"
    own = "" if output.language == site.languages[0] else f".{output.language}"
    return f"{stem}{own}.{suffix}"
