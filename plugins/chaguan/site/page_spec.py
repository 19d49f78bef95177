"""What a page of ours is made of, before anything of it is made."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import Final

from chaguan.build.fingerprints import digest
from chaguan.build.recorder import Query
from chaguan.load import Prose, prose_of
from chaguan.model import Event, Page, Post, Record
from chaguan.model.frozen import dataclass

from . import catalogue as kinds
from .catalogue import OWN_PAGES, Output, address_of
from .site import Site
from .stream import Stream, stream_of, tag_stream
from .urls import SECTIONS, Address

SOURCE: Final = "community.yml"
"""What "edit this page" opens where a page is made of many files."""
WITH_EVENTS: Final = (
    "event", "events", kinds.HOME, kinds.ONLINE, kinds.PAST, kinds.MONTH,
    kinds.CALLS,
    kinds.NEARBY,
)  # fmt: skip
"""The kinds of pages that list events."""


@dataclass(frozen=True)
class PageSpec:
    """What a page is made of."""

    output: Output
    template: str
    title: str
    """Empty where the text's own heading is the title."""
    source: str
    """The file that "edit this page" opens, relative to the content folder."""
    reads: tuple[str, ...]
    """The site's languages; links lead to the first in which their target is."""
    changed: str
    """The day its words or what it shows last changed, for the site map (ISO 8601)."""
    languages: tuple[str, ...] = ()
    """The languages in which this page exists."""
    has_text: bool = False
    """Whether it has a text of its own, in Markdown."""
    summary: str = ""
    record: Record | None = None
    """Whose page it is; the further pages of a stream are nobody's."""
    stream: Stream | None = None
    """Whose feeds the page advertises; none for the site's."""
    is_trusted: bool = False
    """Written by hosts: its HTML is not sanitized."""
    site: Site | None = field(default=None, repr=False, compare=False)
    """That in which it has versions in other languages."""

    @property
    def language(self) -> str:
        return self.output.language

    @property
    def address(self) -> Address:
        return self.output.address

    def in_language(self, wanted: str) -> Address:
        """Where the page is in another language; the nearest page where it is not."""
        return _in_language(self.output, self.site, wanted) if self.site else Address("")

    @property
    def markdown(self) -> str:
        """Its text; empty where it has none."""
        record = self.output.record
        return _told_by(record, self.language)["markdown"] if self.has_text and record else ""

    @cached_property
    def digest(self) -> bytes:
        """The same for the same page."""
        elsewhere = [(each, self.in_language(each).path) for each in self.reads]
        said = (
            self.output, self.template, self.title, self.source, self.reads, self.changed,
            self.summary, self.languages, elsewhere, self.is_trusted,
            bool(getattr(self.record, "sponsored", "")),
            self.stream and (self.stream.kind, self.stream.key),
            self.record and (self.record.kind, self.record.id),
        )  # fmt: skip
        return digest(self.markdown, repr(said))

    @property
    def shows_events(self) -> bool:
        """Whether it is made to show events, or offers, which pass as events do."""
        return self.output.kind in (*WITH_EVENTS, "offer", "offers") or self.stream is not None


def spec_of(
    output: Output, site: Site, template: str, title: str, *, is_trusted: bool = False
) -> PageSpec:
    """What the page of an output is made of; `title` is that of a page that no record names."""
    record, language = output.record, output.language
    about = dict[str, str]()
    if record is not None and not output.part:
        about = _told_by(record, language)
    stream = None
    if output.kind in (kinds.TAG, kinds.REST) and record is None:
        stream = tag_stream(site.index, output.key, language)
    elif record is not None and record.keeps_going:
        stream = stream_of(site.index, record, language)
    updated = record.updated if isinstance(record, Event) and not output.part else None
    changed = updated.date().isoformat() if updated else site.latest_change
    if isinstance(record, Post):
        changed = record.changed.date().isoformat()
    return PageSpec(
        output=output,
        template=template,
        title=about.get("title", title),
        source=record.path if record is not None else SOURCE,
        reads=site.read_from(language),
        changed=changed,
        languages=_languages(output, site),
        has_text=bool(about.get("markdown")),
        summary=about.get("summary", ""),
        record=None if output.part else record,
        stream=stream,
        is_trusted=is_trusted,
        site=site,
    )


def _told_by(record: Record, language: str) -> dict[str, str]:
    """The title, text and summary that a record has in a language."""
    if isinstance(record, Post | Page):
        return {"title": record.title, "markdown": record.body, "summary": record.summary}
    told = {"title": record.name.best(language).text, "markdown": record.about.best(language).text}
    if isinstance(record, Event):
        told["summary"] = record.summary.best(language).text
    return told


def _languages(output: Output, site: Site) -> tuple[str, ...]:
    """The languages in which a page exists."""
    record = output.record
    if isinstance(record, Page) and record.id in OWN_PAGES:
        return site.languages
    if isinstance(record, Post | Page):
        return tuple(_versions(record, site))
    if isinstance(record, Event) and not output.part:
        return record.written_in(site.languages)
    return site.languages


def _in_language(output: Output, site: Site, wanted: str) -> Address:
    """Where a page, or the nearest page, is in a language."""
    record, addresses = output.record, site.addresses
    if isinstance(record, Post | Page):
        version = _versions(record, site).get(wanted)
        if version is not None:
            return addresses.record(version, wanted)
    elif not isinstance(record, Event) or output.part:
        return address_of(
            addresses, output.kind, wanted, record, output.key, output.part, output.number
        )
    elif wanted in record.written_in(site.languages):
        return addresses.record(record, wanted)
    return (
        addresses.home(wanted)
        if isinstance(record, Page)
        else addresses.section(record.kind, wanted)
    )


def _versions(record: Post | Page, site: Site) -> dict[str, Post | Page]:
    every = (
        site.plain_index.versions(record.id)
        if isinstance(record, Post)
        else (each for each in site.community.pages if each.id == record.id)
    )
    return {each.language: each for each in every}


def text_query(spec: PageSpec) -> Query:
    """How whoever shows the text of a page asks for it."""
    record = spec.record
    if record is None:
        return ("text", spec.address.file)
    return ("body", record.kind, str(record.id), spec.language)


def prose_in(spec: PageSpec) -> Prose | None:
    """The text of a page, and where it stands."""
    record = spec.record or spec.output.record
    found = prose_of(record) if record is not None else ()
    return next((each for each in found if each.text.strip() == spec.markdown.strip()), None)


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
        is_folder = output.kind == kinds.HOME or (
            output.kind in SECTIONS.values() and output.number == 1
        )
        stem, suffix = f"{first}index" if is_folder else first.rstrip("/"), "md"
    own = "" if output.language == site.languages[0] else f".{output.language}"
    return f"{stem}{own}.{suffix}"
