"""The pages that are made of YAML records."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.model import Event, Record
from chaguan.site.page_spec import Origin
from chaguan.site.site import Site
from chaguan.site.stream import stream_of
from chaguan.site.urls import Address

from .content_page import content_file


def add_records(files: Files, site: Site, config: MkDocsConfig) -> None:
    """A page for every event in its languages, and for whatever is a stream in all of them.

    The file keeps the YAML's path, so that links to it and "edit this page" find it.
    """
    for origin in _origins(site):
        uri = in_language(origin.source, origin.language, site)
        if raw := files.get_file_from_path(uri):
            files.remove(raw)
        files.append(content_file(origin, uri, config, site))


def in_language(path: str, language: str, site: Site) -> str:
    """The path of a file's version in a language, as a Markdown file would be called."""
    if language == site.languages[0]:
        return path
    stem, _, suffix = path.rpartition(".")
    return f"{stem}.{language}.{suffix}"


def _origins(site: Site) -> Iterator[Origin]:
    community = site.community
    for event in community.events.values():
        languages = event.written_in(community.settings.languages)
        for language in languages:
            yield _of_event(event, language, languages, site)
    for record in community.followed():
        for language in site.languages:
            yield _of_stream(record, language, site)


def origin_of(record: Record, language: str, site: Site) -> Origin:
    """What the page of a YAML record is made of."""
    if isinstance(record, Event):
        languages = record.written_in(site.community.settings.languages)
        return _of_event(record, language, languages, site)
    return _of_stream(record, language, site)


def _of_event(event: Event, language: str, languages: tuple[str, ...], site: Site) -> Origin:
    def elsewhere(wanted: str) -> Address:
        if wanted in languages:
            return site.addresses.record(event, wanted)
        return site.addresses.section("event", wanted)

    return Origin(
        template="event.html",
        language=language,
        address=site.addresses.record(event, language),
        title=event.title.best(language).text,
        source=event.path,
        reads=site.read_from(language),
        changed=event.updated.date().isoformat() if event.updated else site.latest_change,
        markdown=event.description.best(language).text,
        summary=event.summary.best(language).text,
        record=event,
        languages=languages,
        in_language=elsewhere,
    )


def _of_stream(record: Record, language: str, site: Site) -> Origin:
    return Origin(
        template=f"{record.kind}.html",
        language=language,
        address=site.addresses.record(record, language),
        title=record.name.best(language).text,
        source=record.path,
        reads=site.read_from(language),
        changed=site.latest_change,
        markdown=record.about.best(language).text,
        record=record,
        stream=stream_of(site.index, record, language),
        languages=site.languages,
        in_language=lambda wanted: site.addresses.record(record, wanted),
    )
