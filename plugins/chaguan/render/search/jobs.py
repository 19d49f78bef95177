"""The jobs that index each page and put the index together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Final, Protocol

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.model import Record
from chaguan.render.html.page_context import Materials, RenderedPage
from chaguan.site.catalogue import MONTH, OFFLINE, STREAM_LIST, TAG, Output
from chaguan.site.catalogue import SEARCH as SEARCH_PAGE
from chaguan.site.page_spec import SOURCE

from .box import search_words
from .entry import PageKey, SearchEntry, indexed, numbered, sections, terms_told
from .files import card_address
from .index import IndexJobs, basis_of
from .postings import SIZE
from .records import named_of, search_entry
from .runs import Place, Run, numbers_of, numbers_told, run_heard, run_told

FIND: Final = "find "


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
        self._runs: dict[Place, bytes] = {}
        self._numbers = b""

    def page(self, page: RenderedPage) -> Job:
        """What of one page is found; kept, and put together with the others by `index`."""
        spec = page.spec

        def make(before: bytes) -> Result:
            found = indexed(self._entry(page))
            return Result(files=(("", terms_told(found.weights)), ("", found.card.encode())))

        own = digest(spec.digest, self._materials.fingerprints.of(spec.record))
        return Job(_name(spec), own, spec.source, make)

    def cards(self, pages: Callable[[], Sequence[Sought]], made: Scheduler) -> Iterator[Job]:
        """The cards of each run of pages are placed.

        `pages` gives all that can be found; it is not asked where only some are looked at. Then
        the runs in which these are come.
        """
        basis = basis_of(made) if made.is_partial else None
        if basis is None:
            found = self._numbered(pages())
            self._numbers, self._runs = numbers_told(found), {}
        else:
            self._numbers, self._runs = made.known(basis.numbers), dict(basis.runs)
            asked = {name for name in made.done() if name.startswith(FIND)}
            found = dict(numbers_of(asked, self._numbers))
        for place, names in _by_place(found).items():
            before = self._runs.get(place)
            run = dict(run_heard(made.known(before))) if before else {}
            for number, name in names:
                run.pop(number, None)
                if parts := made.parts(name):  # else it failed, as reported
                    terms, card = parts
                    run[number] = terms.hex(), card.hex()
            yield self._placed(place, dict(sorted(run.items())))

    def _numbered(self, pages: Sequence[Sought]) -> dict[str, tuple[int, int]]:
        names = [_named(page) for page in pages]
        places = {each: at for at, each in enumerate(sections(self._materials.site.languages))}
        return {
            _name(page): (places[name.kind, name.language], number)
            for page, name, number in zip(pages, names, numbered(names), strict=True)
        }

    def _placed(self, place: Place, run: Run) -> Job:
        section, at = place
        kind, language = sections(self._materials.site.languages)[section]
        cards = tuple(
            (card_address(kind, number, language).path, bytes.fromhex(card))
            for number, (_, card) in run.items()
        )
        told = run_told(run)
        own = self._runs[place] = digest(told)
        result = Result(files=(("", told),), placed=cards)
        return Job(f"cards {section} {at}", own, SOURCE, lambda before: result)

    def index(self, made: Scheduler) -> IndexJobs:
        """How the index is put together, once the cards are placed."""
        contexts = self._materials.contexts
        words = {language: search_words(view) for language, view in contexts.items()}
        return IndexJobs(made, self._runs, self._numbers, words)

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
    key = sought.output.key  # of each week its own
    return PageKey("page", f"{sought.template} {key}".strip(), sought.language, key or "0")


def _by_place(found: Mapping[str, tuple[int, int]]) -> dict[Place, list[tuple[int, str]]]:
    """The pages of each run, by their number."""
    places: dict[Place, list[tuple[int, str]]] = defaultdict(list)
    for name, (section, number) in sorted(found.items(), key=lambda each: each[1]):
        places[section, number // SIZE].append((number, name))
    return places


def _name(sought: Sought) -> str:
    return f"{FIND}{sought.output.address.file}"


def is_looked_for(output: Output) -> bool:
    """Neither the further pages of a list, the search itself, nor what stands in for a page."""
    is_first = output.number == 1 and not output.part
    return is_first and output.kind not in (MONTH, STREAM_LIST, SEARCH_PAGE, OFFLINE)
