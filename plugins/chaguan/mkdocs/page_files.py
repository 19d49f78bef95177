"""The files of our pages, one for each page of the catalogue."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from chaguan.model import Page, Post
from chaguan.render.page_types import page_spec
from chaguan.site.catalogue import Output, page_outputs, record_outputs
from chaguan.site.features import Features
from chaguan.site.page_spec import source_of
from chaguan.site.site import Site

from .content_page import ContentFile, ContentPage, content_file
from .files import path_in


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
