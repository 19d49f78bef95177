"""A small town, and forms filled in by its people and by others."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from chaguan.cli.from_issue import answered
from chaguan.forge.issue_form import forms
from chaguan.forge.submission import submission_of
from support.commands import chaguan as chaguan
from support.commands import write as write

LANGUAGES = ("zh-Hant", "en")
FORMS = {form.name: form for form in forms(LANGUAGES)}
TOWN = {
    "community.yml": """
        name: 小鎮
        timezone: Asia/Taipei
        languages: [zh-Hant, en]
        uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
        """,
    "people/lin-mei.yml": """
        name: {zh-Hant: 林梅, en: Lin Mei}
        """,
    "places/slack-tide.yml": """
        name: 等潮茶館
        """,
    "events/2026/tea-walk.yml": """
        title: 春茶走山
        start: 2026-04-03 14:00
        """,
}


def draw(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a drawing."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def body_of(form: str, answers: dict[str, str]) -> str:
    """An issue's text as the forge writes it; `repeat_every` answers `repeat.every`."""
    parts = []
    for question in FORMS[form].questions:
        answer = answers.get(question.name.replace(".", "_"), "_No response_")
        parts.append(f"### {question.label}\n\n{answer}")
    return "\n\n".join(parts)


def event_of(form: str, **answers: str) -> dict[str, Any]:
    """The forge's event file for a form that octo-cat filled in."""
    filled = FORMS[form]
    return {
        "action": "opened",
        "issue": {
            "number": 12,
            "title": f"{filled.marker} {answers.get('title', '')}",
            "body": body_of(form, answers),
            "labels": [{"name": filled.label}],
            "created_at": "2026-11-22T18:30:00Z",
            "user": {"login": "octo-cat", "id": 583231},
            "author_association": "NONE",
        },
        "repository": {
            "full_name": "example/town",
            "html_url": "https://github.com/example/town",
            "default_branch": "main",
        },
    }


@dataclass(frozen=True)
class Answered:
    """What came of a form."""

    result: dict[str, Any]
    text: str
    """Of the file; empty where none was made."""

    @property
    def labels(self) -> list[str]:
        """The questions complained about."""
        return [problem["label"] for problem in self.result["problems"]]

    @property
    def words(self) -> str:
        """Every complaint in English."""
        return " ".join(problem["message"]["en"] for problem in self.result["problems"])


@pytest.fixture
def town(tmp_path: Path) -> Path:
    draw(tmp_path / "town" / "content", TOWN)
    return tmp_path / "town" / "content"


@pytest.fixture
def answer(town: Path, tmp_path: Path) -> Callable[[dict[str, Any]], Answered]:
    """What `chaguan from-issue` makes of an event file."""

    def answer(event: dict[str, Any]) -> Answered:
        path = tmp_path / "event.json"
        path.write_text(json.dumps(event), encoding="utf-8")
        result, draft = answered(submission_of(path), town)
        return Answered(result, draft.text if draft else "")

    return answer


@pytest.fixture
def fill(answer: Callable[[dict[str, Any]], Answered]) -> Callable[..., Answered]:
    """What comes of a form with these answers."""
    return lambda form, **answers: answer(event_of(form, **answers))


@pytest.fixture
def event() -> Callable[..., dict[str, Any]]:
    """The event file of a form with these answers."""
    return event_of
