"""The further pages of streams: what does not fit on the page of a person, a group or a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.locales import vocabulary
from chaguan.model import Record
from chaguan.site.page_spec import Origin
from chaguan.site.pagination import Counted, every_further_page
from chaguan.site.stream import stream_of, tag_stream
from chaguan.site.urls import Address

from .content_page import content_file
from .index_files import SOURCE

if TYPE_CHECKING:
    from chaguan.site.site import Site


def add_further(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Every further page in every language; as many as the streams fill."""
    for whose, part, number in tuple(every_further_page(site.index, Counted(site.clock))):
        for language in site.languages:
            origin = _origin(whose, part, number, language, site)
            uri = f"{origin.address.path}index.md"
            files.append(content_file(origin, uri, config, site))


def _origin(whose: Record | str, part: str, number: int, language: str, site: Site) -> Origin:
    def address(wanted: str) -> Address:
        own = (
            site.addresses.tag(whose, wanted)
            if isinstance(whose, str)
            else site.addresses.record(whose, wanted)
        )
        return site.addresses.part(own, part, number)

    if isinstance(whose, str):
        stream = tag_stream(site.index, whose, language)
    else:
        stream = stream_of(site.index, whose, language)
    return Origin(
        template="rest.html",
        language=language,
        address=address(language),
        title=vocabulary(language)("nav.page", title=stream.name.text, number=number),
        source=SOURCE if isinstance(whose, str) else whose.path,
        reads=site.read_from(language),
        changed=site.latest_change,
        stream=stream,
        languages=site.languages,
        in_language=address,
        number=number,
        part=part,
    )
