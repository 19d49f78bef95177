"""The answers in an issue's text, split by the form's own headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Final

from chaguan.locales import SPOKEN, form_words
from chaguan.model.frozen import dataclass

from .escape import first_unseen
from .issue_form import LATER, Form, Question
from .submission import Submission

LONGEST: Final = 60 * 1024
"""Bytes of everything that was typed."""
LONGEST_LINE: Final = 500
"""Characters."""
NOTHING: Final = "_No response_"
"""What the forge writes where nothing was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend, said by the question that it concerns."""

    question: str = ""
    """The question's name; empty for the form as a whole."""
    label: str
    message: Mapping[str, str]
    """By language."""
    hint: Mapping[str, str] = field(default_factory=dict)
    is_refusal: bool = False
    """No file can be made of this."""
    is_error: bool = True
    is_notice: bool = False
    """Nothing to mend, but a host should know."""


def refusal(question: Question | None, why: str, **values: object) -> Finding:
    """A finding because of which no file is made."""
    return Finding(
        question=question.name if question else "",
        label=question.label if question else "",
        message={each: form_words(f"refused.{why}", each, **values) for each in SPOKEN},
        is_refusal=True,
    )


def stranger(form: Form) -> Finding:
    """A finding for a name to credit that nobody here has: a file is made, and nobody credited."""
    question = next(each for each in form.questions if each.name == "credit")
    said = refusal(question, "stranger")
    return replace(said, is_refusal=False, is_error=False)


def unsigned(form: Form) -> Finding:
    """A finding for a signature where the charter has no version: a host should know."""
    question = next(each for each in form.questions if each.name == "sign")
    return replace(refusal(question, "no_version"), is_refusal=False, is_error=False)


def form_of(submission: Submission, forms: Iterable[Form]) -> Form | None:
    """The form that was filled in: by its label, else by how the title begins."""
    every = tuple(forms)
    labelled = [form for form in every if form.label in submission.labels]
    marked = [form for form in every if submission.title.startswith(form.marker)]
    return next(iter((*labelled, *marked)), None)


def answers_of(body: str, form: Form) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The answers by the question's name, and why no file can be made of them.

    A heading that a person typed separates nothing: only the form's own do, each of them
    once and in order.
    """
    size = len(body.encode("utf-8", "replace"))
    if size > LONGEST:
        return {}, (refusal(None, "too_long", size=size // 1024, limit=LONGEST // 1024),)
    lines = body.split("\n")
    starts: list[int] = []
    asked: list[Question] = []
    refused = []
    for question in form.questions:
        heading = f"### {question.label}"
        found = [number for number, line in enumerate(lines) if line.rstrip() == heading]
        if not found and question.name in LATER:
            continue
        if len(found) > 1:
            refused.append(refusal(question, "twice"))
        elif not found or (starts and found[0] <= starts[-1]):
            refused.append(refusal(question, "missing"))
        else:
            starts.append(found[0])
            asked.append(question)
    if refused:
        return {}, tuple(refused)
    answers: dict[str, str] = {}
    findings: list[Finding] = []
    for question, start, end in zip(asked, starts, [*starts[1:], len(lines)], strict=True):
        answer = "\n".join(lines[start + 1 : end]).strip()
        if answer == NOTHING or (question.options and answer == "None"):
            answer = ""
        findings.extend(_refusals(question, answer))
        if answer:
            answers[question.name] = answer
    return answers, tuple(findings)


def _refusals(question: Question, answer: str) -> Iterable[Finding]:
    if character := first_unseen(answer):
        yield refusal(question, "character", character=character)
    if question.is_required and not answer:
        yield refusal(question, "empty")
    if question.options:
        chosen = re.split(r",\s*", answer) if question.takes_several else [answer]
        if answer and not all(each in question.choices for each in chosen):
            yield refusal(question, "choice")
    elif not question.is_long:
        if "\n" in answer:
            yield refusal(question, "several_lines")
        if len(answer) > LONGEST_LINE:
            yield refusal(question, "line_too_long", size=len(answer), limit=LONGEST_LINE)
