"""`chaguan forms`: the forge's issue forms, from the definitions of the fields."""

from __future__ import annotations

from pathlib import Path

import click

from chaguan.forge.issue_form import form_text, forms
from chaguan.load import load

from .content_folder import content_folder


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
