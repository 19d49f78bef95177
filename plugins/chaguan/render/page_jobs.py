"""The jobs of a site's pages: each is shown by its template, unless it shows what it showed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from sys import intern
from typing import Any, Generic, Protocol, TypeVar

from chaguan.build.canonical import Words
from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result

from .html.page_context import Materials, RenderedPage
from .kept_texts import Heading


class ShownPage(RenderedPage, Protocol):
    """A page of an engine, and all that its template is told of it besides its view."""

    @property
    def content(self) -> str | None: ...
    @property
    def title(self) -> Any: ...
    @property
    def toc(self) -> Iterable[Heading]: ...
    @property
    def meta(self) -> Mapping[str, Any]: ...
    @property
    def url(self) -> str: ...
    @property
    def edit_url(self) -> str | None: ...
    @property
    def canonical_url(self) -> str | None: ...


P = TypeVar("P", bound=ShownPage)


class PageJobs(ABC, Generic[P]):
    """The jobs of a site's pages; an engine says what templates are given, and uses them."""

    def __init__(self, materials: Materials, around: Mapping[str, bytes]) -> None:
        """`around` is the digest of what stands around every page of a language."""
        self._materials, self._around_all = materials, around
        self._words = Words()

    @abstractmethod
    def opened(self, page: P) -> AbstractContextManager[dict[str, Any]]:
        """What the template of a page is given, as long as the page is at hand."""

    @abstractmethod
    def written(self, page: P, shown: dict[str, Any]) -> bytes:
        """The page with all that is around it."""

    def of(self, pages: Iterable[P]) -> Iterator[Job]:
        """A job for each page."""
        for page in pages:
            spec, make = page.spec, partial(self._made, page)
            name, sort = f"page {spec.address.file}", intern(f"{spec.template} {spec.language}")
            yield Job(name, partial(self._own, page), spec.source, make, sort=sort)

    def _own(self, page: P) -> bytes:
        spec = page.spec
        return digest(
            spec.digest,
            self._around_all[spec.language],
            self._materials.fingerprints.of(spec.record),
            spec.stream.digest() if spec.stream else b"",
            page.edit_url or "",
            page.canonical_url or "",
        )

    def _made(self, page: P, before: bytes) -> Result:
        spec = page.spec
        with self.opened(page) as shown:
            around, text = self._around_all[spec.language], page.content or ""
            key = digest(around, text, self._seen(page, shown))
            if key == before:
                return Result(shown=key, is_as_before=True)
            content = self.written(page, shown)
        return Result(files=((spec.address.file, content),), shown=key)

    def _seen(self, page: P, shown: dict[str, Any]) -> str:
        """All that the template of a page is given besides its text, in words."""
        headings = [(each.id, each.title, each.level) for each in _all_of(page.toc)]
        return self._words.of((
            shown["view"], shown["frame"], headings, page.title, page.url,
            page.canonical_url, page.edit_url, sorted(page.meta.items()),
        ))  # fmt: skip


def hidden(headings: Iterable[Heading], features: Container[str]) -> list[str]:
    """What does not stand beside a text: the navigation where tabs say it, few headings.

    `features` are the theme's that a site has turned on.
    """
    number = sum(len(top.children) or 1 for top in headings)
    said = ["navigation"] if "navigation.tabs" in features else []
    return [*said, "toc"] if number < 2 else said


def _all_of(headings: Iterable[Heading]) -> Iterator[Heading]:
    for each in headings:
        yield each
        yield from _all_of(each.children)
