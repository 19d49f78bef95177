"""All that was ever asked while a site was made, each question by a number."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from sys import intern

from chaguan.publish.tracer import Question


class Questions:
    """Questions that many jobs ask, written down once.

    A job keeps their numbers, 4 bytes each, where the words would be a hundred.
    """

    def __init__(self, known: Iterable[tuple[int, Question]] = ()) -> None:
        self._asked = {number: tuple(map(intern, question)) for number, question in known}
        self._numbers = {question: number for number, question in self._asked.items()}
        self._next = max(self._asked, default=-1) + 1
        self._new: list[int] = []

    def numbers(self, questions: Iterable[Question]) -> bytes:
        """Their numbers, in their order."""
        numbers = [self._number(question) for question in questions]
        return struct.pack(f"<{len(numbers)}I", *numbers)

    def of(self, numbers: bytes) -> Iterator[Question]:
        """The questions with these numbers; KeyError where one was never asked."""
        return map(self._asked.__getitem__, _apart(numbers))

    def fresh(self) -> list[tuple[int, Question]]:
        """Those that are not kept yet; they count as kept from here on."""
        fresh = [(number, self._asked[number]) for number in self._new]
        self._new = []
        return fresh

    def unused(self, used: Iterable[bytes]) -> list[int]:
        """The numbers that are in none of `used`; they are forgotten."""
        needed = {number for numbers in used for number in _apart(numbers)}
        gone = [number for number in self._asked if number not in needed]
        for number in gone:
            del self._numbers[self._asked.pop(number)]
        self._new = [number for number in self._new if number in needed]
        return gone

    def _number(self, question: Question) -> int:
        number = self._numbers.get(question)
        if number is None:
            number = self._next
            question = tuple(map(intern, question))  # most of their words are said often
            self._numbers[question] = number
            self._asked[number] = question
            self._new.append(number)
            self._next += 1
        return number


def _apart(numbers: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(numbers) // 4}I", numbers)
