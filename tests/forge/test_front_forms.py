"""The forms on the forge are made of the definitions that read the files."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from chaguan.cli import main
from chaguan.forge.issue_form import Form, forms
from chaguan.load import FIELDS_BY_KIND
from support import ROOT

FORMS = forms(("zh-Hant", "en"))


def test_committed_forms_are_fresh(tmp_path: Path) -> None:
    arguments = ["forms", "--content", str(ROOT / "content"), "--out", str(tmp_path)]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)

    assert done.exit_code == 0
    for made in sorted(tmp_path.iterdir()):
        committed = ROOT / ".github" / "ISSUE_TEMPLATE" / made.name
        assert committed.read_text("utf-8") == made.read_text("utf-8"), "run `chaguan forms`"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_no_two_questions_of_a_form_share_a_heading(form: Form) -> None:
    labels = [question.label for question in form.questions]

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_question_is_asked_in_both_languages(form: Form) -> None:
    for question in form.questions:
        chinese, _, english = question.label.partition(" ")

        assert not chinese.isascii(), question.name
        assert english.isascii(), question.name
        assert question.about, question.name


@pytest.mark.parametrize("form", [form for form in FORMS if form.kind], ids=lambda form: form.name)
def test_what_a_record_needs_is_asked(form: Form) -> None:
    needed = {field.name for field in FIELDS_BY_KIND[form.kind] if field.is_required}
    asked = {question.name for question in form.questions if question.is_required}

    assert needed - asked <= {"date"}  # a post's is the day on which it was sent in


def test_a_community_of_one_language_is_not_asked_for_it() -> None:
    names = {question.name for form in forms(("en",)) for question in form.questions}

    assert "language" not in names


def test_options_are_those_of_the_field() -> None:
    event = next(form for form in FORMS if form.name == "event")
    status = next(question for question in event.questions if question.name == "status")

    assert status.choices == {
        "確定 confirmed": "confirmed",
        "還不確定 tentative": "tentative",
        "延期 postponed": "postponed",
        "取消 cancelled": "cancelled",
    }


def test_forms_say_the_same_in_both_languages() -> None:
    shelf = files("chaguan.locales") / "forms"
    chinese, english = (
        _keys(tomllib.loads((shelf / f"{language}.toml").read_text("utf-8")))
        for language in ("zh-Hant", "en")
    )

    assert {key for key in chinese ^ english if not key.endswith(".about")} == set()


def _keys(table: dict[str, object], prefix: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        name = f"{prefix}{key}"
        found |= _keys(value, f"{name}.") if isinstance(value, dict) else {name}
    return found
