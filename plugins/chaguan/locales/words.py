"""The words on pages, in feeds and in calendars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .language import FALLBACK, catalogue, nearest_locale


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Chaguan's words in one language. Called with a key, it gives the words for it."""

    language: str
    """The page's language."""
    locale: str
    """The language of the words, which is the nearest there is."""

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{name}` replaced by `values`; raises KeyError for none."""
        return str(catalogue("words", self.locale)[key]).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The words for that many: `{key}.one` for 1, else `{key}.other`."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", number=number, **values)

    def of(self, key: str, name: str) -> str:
        """The words for `key.name`, or `name` itself where it is nobody's but the writer's."""
        return str(catalogue("words", self.locale).get(f"{key}.{name}", name))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for a page in `language`."""
    return Vocabulary(language, nearest_locale(language) or FALLBACK)
