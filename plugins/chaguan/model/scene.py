"""A scene: a situation in a life that gathers what helps in it."""

from __future__ import annotations

from datetime import date

from .frozen import dataclass
from .record import MediaPath, Record
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Record):
    """A rainy weekend, home for New Year: posts, events and places for it."""

    kind = "scene"
    plural = "scenes"
    keeps_going = True

    name: Text
    about: Text = Text()
    """Markdown."""
    image: MediaPath | None = None
    image_alt: Text = Text()
    months: tuple[int, ...] = ()
    """When it comes to the front; January is 1."""
    weekdays: tuple[int, ...] = ()
    """When it comes to the front; Monday is 0."""

    def is_in_season(self, day: date) -> bool:
        """Whether it comes to the front on `day`."""
        return day.month in self.months or day.weekday() in self.weekdays
