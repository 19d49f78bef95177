"""The jobs that index each page and put the index together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Protocol

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.model import Record
from chaguan.render.html.page_context import Materials, RenderedPage
from chaguan.site.catalogue import MONTH, OFFLINE, STREAM_LIST, TAG, Output
from chaguan.site.catalogue import SEARCH as SEARCH_PAGE
from chaguan.site.page_spec import SOURCE

from .box import search_words
from .entry import PageKey, SearchEntry, indexed, numbered, sections, terms_heard, terms_told
from .files import SIZE, block_heard, block_of, block_told, card_address, search_files
from .records import named_of, search_entry


class Sought(Protocol):
    """A page that can be found."""

    @property
    def output(self) -> Output: ...
    @property
    def record(self) -> Record | None: ...
    @property
    def template(self) -> str: ...
    @property
    def language(self) -> str: ...


class SearchJobs:
    """How the index of one build is made."""

    def __init__(self, materials: Materials) -> None:
        self._materials = materials
        self._runs: list[tuple[int, int]] = []

    def page(self, page: RenderedPage) -> Job:
        """What of one page is found; kept, and put together with the others by `blocks`."""
        spec = page.spec

        def make(before: bytes) -> Result:
            found = indexed(self._entry(page))
            return Result(files=(("", terms_told(found.weights)), ("", found.card.encode())))

        own = digest(spec.digest, self._materials.fingerprints.of(spec.record))
        return Job(_name(spec), own, spec.source, make)

    def blocks(
        self, pages: Sequence[Sought], made: Scheduler, changed: Collection[str] | None = None
    ) -> Iterator[Job]:
        """The pages of a section, a run of numbers after the other; their cards are placed.

        With `changed`, the names of jobs of pages, only the runs that have one of these.
        """
        names = [_named(page) for page in pages]
        runs: dict[tuple[int, int], list[tuple[int, bytes, bytes]]] = defaultdict(list)
        places = {each: at for at, each in enumerate(sections(self._materials.site.languages))}
        found = list(zip(pages, names, numbered(names), strict=True))
        at = [(places[each.kind, each.language], number // SIZE) for _, each, number in found]
        wanted = {
            run
            for run, (page, _, _) in zip(at, found, strict=True)
            if changed is None or _name(page) in changed
        }
        for run, (page, _, number) in zip(at, found, strict=True):
            if run not in wanted:
                continue
            if (trace := made.trace(_name(page))) and trace.files:  # else it failed, as reported
                (_, terms), (_, card) = trace.files
                runs[run].append((number, terms, card))
        self._runs = sorted(runs.keys() | set(at) - wanted)
        for run in sorted(runs):
            yield self._block(*run, sorted(runs[run]), made)

    def _block(
        self, section: int, at: int, found: list[tuple[int, bytes, bytes]], made: Scheduler
    ) -> Job:
        kind, language = sections(self._materials.site.languages)[section]
        cards = tuple(
            (card_address(kind, number, language).file, card) for number, _, card in found
        )

        def make(before: bytes) -> Result:
            weights = ((number, terms_heard(made.known(terms))) for number, terms, _ in found)
            return Result(files=(("", block_told(block_of(weights))),), placed=cards)

        weight = 1 + len(found) // 16
        return Job(_block_name(section, at), digest(repr(found)), SOURCE, make, weight=weight)

    def index(self, made: Scheduler) -> Job:
        """The index, of the blocks."""
        words = {
            language: search_words(view) for language, view in self._materials.contexts.items()
        }
        runs: dict[int, list[bytes]] = defaultdict(list)
        cards: list[bytes] = []
        for section, at in self._runs:
            trace = made.trace(_block_name(section, at))
            assert trace is not None
            for path, key in trace.files:
                (cards if path else runs[section]).append(key)

        def make(before: bytes) -> Result:
            parts = (
                (section, (block_heard(made.known(key)) for key in keys))
                for section, keys in runs.items()
            )
            files = search_files(parts, cards, self._materials.site.languages, words)
            return Result(files=tuple((each.path, content) for each, content in files.items()))

        own = digest(repr(words), repr(runs), *cards)
        return Job("search index", own, SOURCE, make)

    def words_beside(self, page: RenderedPage) -> str:
        """What is found of a page besides its title and text, as HTML: for a search of others."""
        entry = self._entry(page)
        found = (*entry.names, entry.note, entry.summary, *entry.mentions)
        told = (words for words in dict.fromkeys(found) if words and words != entry.title)
        return "".join(f"<p>{escape(words)}</p>" for words in told)

    def _entry(self, page: RenderedPage) -> SearchEntry:
        from .terms import prose  # lxml takes long to import

        view, spec = self._materials.contexts[page.spec.language], page.spec
        words = prose(page.body.html)
        if spec.record is not None:
            return search_entry(spec.record, page.plain_title, spec.address, words, view)
        return SearchEntry(
            named=_named(spec),
            address=spec.address.url,
            title=page.plain_title,
            text=words.text,
        )


def _named(sought: Sought) -> PageKey:
    if sought.record is not None:
        return named_of(sought.record, sought.language)
    if sought.output.kind == TAG:
        return PageKey("tag", sought.output.key, sought.language, "0")
    return PageKey("page", sought.template, sought.language, "0")


def _block_name(section: int, at: int) -> str:
    return f"search {section} {at}"


def _name(sought: Sought) -> str:
    return f"find {sought.output.address.file}"


def is_looked_for(output: Output) -> bool:
    """Neither the further pages of a list, the search itself, nor what stands in for a page."""
    is_first = output.number == 1 and not output.part
    return is_first and output.kind not in (MONTH, STREAM_LIST, SEARCH_PAGE, OFFLINE)
