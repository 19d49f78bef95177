"""Words for readers, in one language or several, and the blocks that stand between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from .frozen import dataclass

ANY = ""
"""The language of a plain string: nobody said which, so pages do not claim one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text and the language it is in."""

    text: str
    language: str = ANY
    """BCP 47 tag, or `ANY`."""
    written: str = field(default="", compare=False, repr=False)
    """As it stands in its file, where it goes over several lines there."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in each language that somebody wrote them in."""

    versions: tuple[Words, ...] = ()
    """In the order of the community's languages."""

    @classmethod
    def plain(cls, text: str, written: str = "") -> Text:
        """Words in no named language."""
        return cls((Words(text, ANY, written),))

    def __bool__(self) -> bool:
        return bool(self.versions)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages named; a plain string names none."""
        return tuple(words.language for words in self.versions if words.language != ANY)

    def best(self, language: str) -> Words:
        """The words a reader of `language` understands best; empty words where there are none.

        That language, else a plain string, else a language that shares its first subtag,
        else the first that was written.
        """
        by_language = {words.language: words for words in self.versions}
        for wanted in (language, ANY):
            if wanted in by_language:
                return by_language[wanted]
        related = (w for w in self.versions if base(w.language) == base(language))
        return next(related, next(iter(self.versions), Words("")))


def base(language: str) -> str:
    """The first subtag of a language: `zh` for `zh-Hant`."""
    return language.partition("-")[0].lower()


def nearest(language: str, available: Iterable[str]) -> str:
    """The language of `available` nearest to `language`; `available` is in order of preference."""
    choices = tuple(available)
    if language in choices:
        return language
    return next((choice for choice in choices if base(choice) == base(language)), choices[0])


@dataclass(frozen=True, slots=True)
class Block:
    """What one line such as `::: upcoming 5 group=menders` asks for."""

    name: str
    """`upcoming`, `latest`, `faces`, `scenes`, `groups`, `places`; or a kind, for one record."""
    number: int = 0
    """How many at most; 0 for one record."""
    id: str = ""
    """The one record; empty for lists."""
    filters: tuple[tuple[str, str], ...] = ()
    """What each must belong to: a kind and an id, `tag` and a tag, `kind` and a word."""

    @classmethod
    def of(cls, name: str, number: int, id: str, filters: Iterable[Iterable[str]]) -> Block:
        """The block that was told as plain lists."""
        return cls(name, number, id, tuple((key, value) for key, value in filters))
