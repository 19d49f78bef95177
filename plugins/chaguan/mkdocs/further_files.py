"""The further pages of streams: what does not fit on the page of a person, a group or a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.locales import vocabulary
from chaguan.model import Record
from chaguan.site.page_spec import Origin
from chaguan.site.pagination import Counted, every_further_page
from chaguan.site.urls import Address

from .content_page import content_file
from .index_files import SOURCE

if TYPE_CHECKING:
    from .site_state import House


def add_further(files: Files, house: House, config: MkDocsConfig) -> None:
    """Every further page in every language; as many as the streams fill."""
    for whose, part, number in tuple(every_further_page(house.streams, Counted(house.clock))):
        for language in house.languages:
            origin = _origin(whose, part, number, language, house)
            uri = f"{origin.address.path}index.md"
            files.append(content_file(origin, uri, config, house.recorder))


def _origin(whose: Record | str, part: str, number: int, language: str, house: House) -> Origin:
    def address(wanted: str) -> Address:
        own = (
            house.addresses.tag(whose, wanted)
            if isinstance(whose, str)
            else house.addresses.record(whose, wanted)
        )
        return house.addresses.part(own, part, number)

    if isinstance(whose, str):
        stream = house.streams.tagged(whose, language)
    else:
        stream = house.streams.of(whose, language)
    return Origin(
        template="rest.html",
        language=language,
        address=address(language),
        title=vocabulary(language)("nav.page", title=stream.name.text, number=number),
        source=SOURCE if isinstance(whose, str) else whose.path,
        reads=house.read_from(language),
        changed=house.latest_change,
        stream=stream,
        languages=house.languages,
        in_language=address,
        number=number,
        part=part,
    )
