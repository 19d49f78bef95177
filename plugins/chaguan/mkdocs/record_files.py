"""The pages that are made of YAML records."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.model import Event, Record
from chaguan.site.page_spec import Origin
from chaguan.site.urls import Address

from .content_page import content_file
from .site_state import House


def add_records(files: Files, house: House, config: MkDocsConfig) -> None:
    """A page for every event in its languages, and for whatever is a stream in all of them.

    The file keeps the YAML's path, so that links to it and "edit this page" find it.
    """
    for origin in _origins(house):
        uri = in_language(origin.source, origin.language, house)
        if raw := files.get_file_from_path(uri):
            files.remove(raw)
        files.append(content_file(origin, uri, config, house.recorder))


def in_language(path: str, language: str, house: House) -> str:
    """The path of a file's version in a language, as a Markdown file would be called."""
    if language == house.languages[0]:
        return path
    stem, _, suffix = path.rpartition(".")
    return f"{stem}.{language}.{suffix}"


def _origins(house: House) -> Iterator[Origin]:
    community = house.community
    for event in community.events.values():
        languages = event.written_in(community.settings.languages)
        for language in languages:
            yield _of_event(event, language, languages, house)
    for record in community.followed():
        for language in house.languages:
            yield _of_stream(record, language, house)


def origin_of(record: Record, language: str, house: House) -> Origin:
    """What the page of a YAML record is made of."""
    if isinstance(record, Event):
        languages = record.written_in(house.community.settings.languages)
        return _of_event(record, language, languages, house)
    return _of_stream(record, language, house)


def _of_event(event: Event, language: str, languages: tuple[str, ...], house: House) -> Origin:
    def elsewhere(wanted: str) -> Address:
        if wanted in languages:
            return house.addresses.record(event, wanted)
        return house.addresses.section("event", wanted)

    return Origin(
        template="event.html",
        language=language,
        address=house.addresses.record(event, language),
        title=event.title.best(language).text,
        source=event.path,
        reads=house.read_from(language),
        changed=event.updated.date().isoformat() if event.updated else house.latest_change,
        markdown=event.description.best(language).text,
        summary=event.summary.best(language).text,
        record=event,
        languages=languages,
        in_language=elsewhere,
    )


def _of_stream(record: Record, language: str, house: House) -> Origin:
    return Origin(
        template=f"{record.kind}.html",
        language=language,
        address=house.addresses.record(record, language),
        title=record.name.best(language).text,
        source=record.path,
        reads=house.read_from(language),
        changed=house.latest_change,
        markdown=record.about.best(language).text,
        record=record,
        stream=house.streams.of(record, language),
        languages=house.languages,
        in_language=lambda wanted: house.addresses.record(record, wanted),
    )
