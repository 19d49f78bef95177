"""The further pages of streams: what does not fit on the page of a person, a group or a tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.locales import vocabulary
from chaguan.model import RecordId
from chaguan.publish.addresses import Address
from chaguan.publish.parts import Counted, further_pages
from chaguan.publish.stream import Followed

from .content_page import content_file
from .index_files import SOURCE
from .origin import Origin

if TYPE_CHECKING:
    from .house import House


def add_further(files: Files, house: House, config: MkDocsConfig) -> None:
    """Every further page in every language; as many as the streams fill."""
    counts = Counted(house.clock)
    streams, community = house.streams, house.community
    found: list[tuple[Followed | str, str, int]] = []
    kinds: tuple[Mapping[RecordId, Followed], ...] = (
        community.people,
        community.groups,
        community.places,
        community.scenes,
    )
    for records in kinds:
        for record in records.values():
            key = (record.kind, str(record.id))
            pages = further_pages(key, record, streams, counts)
            found.extend((record, part, number) for part, number in pages)
    for tag in streams.tags:
        pages = further_pages(("tag", tag), None, streams, counts)
        found.extend((tag, part, number) for part, number in pages)
    for whose, part, number in found:
        for language in house.languages:
            origin = _origin(whose, part, number, language, house)
            uri = f"{origin.address.path}index.md"
            files.append(content_file(origin, uri, config, house.tracer))


def _origin(whose: Followed | str, part: str, number: int, language: str, house: House) -> Origin:
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
