"""`chaguan schema`: what an editor needs to complete and underline while somebody types."""

from __future__ import annotations

from pathlib import Path

import click

from chaguan.authoring.schemas import schemas
from chaguan.load import read
from chaguan.source import SourceFile, decoded

from .content_folder import content_folder


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("schemas"),
    metavar="DIR",
    show_default=True,
    help="Where to write them.",
)
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The content folder, where it is not found by itself; its languages are completed.",
)
def schema(out: Path, content: Path | None) -> None:
    """Write a JSON Schema for each kind of record, for editors.

    Exit status: 0 written, 2 it could not be.
    """
    folder = content_folder(content, ())
    if folder is None and content is not None:
        raise click.UsageError(f"There is no folder {content} here.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in schemas(_languages(folder)).items():
            (out / name).write_text(text, encoding="utf-8")
            click.echo(out / name)
    except OSError as failure:
        raise click.UsageError(f"{failure.filename}: {failure.strerror}") from failure


def _languages(folder: Path | None) -> tuple[str, ...]:
    """Those that `community.yml` names; none where there is no such file."""
    path = folder / "community.yml" if folder else None
    if path is None or not path.is_file():
        return ()
    file: SourceFile = decoded(path.name, path.read_bytes())
    return read((file,), name="").community.settings.languages
