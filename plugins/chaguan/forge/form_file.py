"""A form as the file that makes the forge show it."""

from __future__ import annotations

from typing import Final

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.locales import SPOKEN, bilingual, form_words

from .issue_form import Form, Question

NOTE: Final = "# Written by `chaguan forms`; change the definitions, then run it again.\n"


def form_text(form: Form) -> str:
    """The file that makes the forge show `form`."""
    lead = "\n\n".join(form_words(f"form.{form.name}.lead", language) for language in SPOKEN)
    body: tuple[Value, ...] = ({"type": "markdown", "attributes": {"value": lead}},)
    whole: dict[str, Value] = {
        "name": bilingual(f"form.{form.name}.name"),
        "description": bilingual(f"form.{form.name}.about", " / "),
        "title": f"{form.marker} ",
        "labels": (form.label,),
        "body": body + tuple(_element(question) for question in form.questions),
    }
    return NOTE + "".join(f"{line}\n" for line, _ in yaml_lines(whole))


def _element(question: Question) -> dict[str, Value]:
    attributes: dict[str, Value] = {"label": question.label, "description": question.about}
    sort = "textarea" if question.is_long else "input"
    if question.options:
        sort = "dropdown"
        attributes["options"] = tuple(question.choices)
        if question.takes_several:
            attributes["multiple"] = True
    elif question.example and not question.is_long:
        attributes["placeholder"] = question.example
    element: dict[str, Value] = {
        "type": sort,
        "id": question.name.replace(".", "-"),
        "attributes": attributes,
    }
    if question.is_required:
        element["validations"] = {"required": True}
    return element
