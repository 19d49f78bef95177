"""What the checker says of a draft, by the questions of the form that made it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from chaguan.check import every_problem_of
from chaguan.locales import SPOKEN, explained
from chaguan.model import Problem, Severity
from chaguan.source import decoded, files_of

from .draft import Draft
from .escape import neutral
from .issue_answers import Finding
from .issue_form import Form, Question

ASKED_FOR: Final = {
    "date": "title",
    "location": "place",
    "location.name": "place",
    "repeat": "repeat.every",
    "repeat.on": "repeat.weekdays",
    "signup": "signup.url",
    "source": "source.url",
}
"""Values that no question has for its name, and the question that they come from."""

MISSING: Final = {"KD106": "place"}
"""Problems with what is not there, and so stands on no line."""


def findings_of(draft: Draft, form: Form, folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with `draft` were it in `folder`, which stays as it is."""
    new = decoded(draft.path, draft.text.encode())
    others = (each for each in files_of(folder) if each.path != draft.path)
    problems = every_problem_of((*others, new), folder)
    concerned = (
        each for each in problems if draft.path in (each.position.path, each.values.get("path", ""))
    )
    return tuple(_finding(problem, draft, form) for problem in concerned)


def _finding(problem: Problem, draft: Draft, form: Form) -> Finding:
    question = _question(problem, draft, form)
    return finding_of(
        problem,
        question=question.name if question else "",
        label=question.label if question else neutral(problem.position.path),
    )


def finding_of(problem: Problem, *, label: str, question: str = "") -> Finding:
    """`problem` in both languages, with nothing in it that a forge would act on."""
    values = {name: neutral(value) for name, value in problem.values.items()}
    harmless = replace(problem, values=values)
    words = {language: explained(harmless, language) for language in SPOKEN}
    return Finding(
        question=question,
        label=label,
        is_error=problem.severity is Severity.ERROR,
        is_notice=problem.severity is Severity.NOTICE,
        message={language: each.message for language, each in words.items()},
        hint={language: each.hint for language, each in words.items()},
    )


def _question(problem: Problem, draft: Draft, form: Form) -> Question | None:
    by_name = {question.name: question for question in form.questions}
    owner = ""
    if problem.position.path == draft.path and problem.position.line <= len(draft.owners):
        owner = draft.owners[problem.position.line - 1]
    if problem.code == "FD103":
        owner = problem.values.get("field", owner)
    owner = MISSING.get(problem.code, owner)
    while owner:
        asked = ASKED_FOR.get(owner, owner)
        if asked in by_name:
            return by_name[asked]
        owner = owner.rpartition(".")[0]
    return by_name.get("title") or by_name.get("name")
