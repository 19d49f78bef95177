"""All that was ever asked while a site was made, each question under a mark of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sys import intern

from .digest import SIZE, digest
from .recorder import Question


class Questions:
    """Questions that many jobs ask, written down once.

    A job keeps their marks, 16 bytes each, where the words would be a hundred. A mark is a digest
    of the words: two builds that write into one cache at the same time agree on it.
    """

    def __init__(self, known: Iterable[tuple[bytes, Iterable[str]]] = ()) -> None:
        self._asked = {mark: tuple(map(intern, question)) for mark, question in known}
        self._marks = {question: mark for mark, question in self._asked.items()}
        self._new: list[bytes] = []

    def marks(self, questions: Iterable[Question]) -> bytes:
        """Their marks, in their order."""
        return b"".join([self._mark(question) for question in questions])

    def of(self, marks: bytes) -> Iterator[Question]:
        """The questions with these marks; KeyError where one was never asked."""
        return map(self._asked.__getitem__, _apart(marks))

    def fresh(self) -> list[tuple[bytes, Question]]:
        """Those that are not kept yet; they count as kept from here on."""
        fresh = [(mark, self._asked[mark]) for mark in self._new]
        self._new = []
        return fresh

    def unused(self, used: Iterable[bytes]) -> list[bytes]:
        """The marks that are in none of `used`; they are forgotten."""
        needed = {mark for marks in used for mark in _apart(marks)}
        gone = [mark for mark in self._asked if mark not in needed]
        for mark in gone:
            del self._marks[self._asked.pop(mark)]
        self._new = [mark for mark in self._new if mark in needed]
        return gone

    def _mark(self, question: Question) -> bytes:
        mark = self._marks.get(question)
        if mark is None:
            question = tuple(map(intern, question))  # most of their words are said often
            mark = self._marks[question] = digest(*question)
            self._asked[mark] = question
            self._new.append(mark)
        return mark


def _apart(marks: bytes) -> list[bytes]:
    return [marks[at : at + SIZE] for at in range(0, len(marks), SIZE)]
