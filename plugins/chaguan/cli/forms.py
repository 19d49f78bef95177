"""`chaguan forms`: the forge's issue forms, from the definitions of the fields."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.forge.issue_form import Form, Question, forms
from chaguan.load import load
from chaguan.locales import SPOKEN, bilingual, form_words

from .content_folder import content_folder

NOTE: Final = "# Written by `chaguan forms`; change the definitions, then run it again.\n"


@click.command("forms")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".github/ISSUE_TEMPLATE"),
    show_default=True,
    metavar="DIR",
    help="Where to write them.",
)
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The content folder, for the community's languages.",
)
def write_forms(out: Path, content: Path | None) -> None:
    """Write the forms that people fill in on the forge."""
    folder = content_folder(content, ())
    languages = load(folder).community.settings.languages if folder else ("en",)
    out.mkdir(parents=True, exist_ok=True)
    for form in forms(languages):
        path = out / f"{form.name}.yml"
        path.write_text(form_text(form), encoding="utf-8", newline="\n")
        click.echo(path)


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
