"""Notices of one kind, of which a terminal shows a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from chaguan.model import Problem, Severity

MOST: Final = 20
"""Of one kind that are shown; an import may bring ten thousand."""


def few_notices(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """The problems without further notices of a kind, and how many of each kind are left out."""
    shown: list[Problem] = []
    counted: Counter[str] = Counter()
    for problem in problems:
        if problem.severity is Severity.NOTICE:
            counted[problem.code] += 1
            if counted[problem.code] > MOST:
                continue
        shown.append(problem)
    return tuple(shown), {code: n - MOST for code, n in sorted(counted.items()) if n > MOST}
