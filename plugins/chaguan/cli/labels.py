"""`chaguan labels`: the labels that forms and checks set, made on the forge."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.authoring.town.answers import FORGES, Answers
from chaguan.forge.issue_form import PROGRAMS, label_command
from chaguan.forge.issue_form import labels as every_label
from chaguan.locales.words import town_words


@click.command()
@click.option("--forge", type=click.Choice(FORGES), help="Else the one that `init` wrote for.")
@click.option("--dry-run", is_flag=True, help="Show the commands, and run none.")
def labels(forge: str | None, dry_run: bool) -> None:
    """Make the labels on the forge, with its own command line, signed in as you.

    Exit status: 0 made, 1 some could not be made, 2 the forge's program is not here.
    """
    language = speech("").language
    blank = {"name": "", "languages": (), "timezone": "UTC", "licence": ""}
    kept = Answers.kept(Path(), blank)
    chosen = forge or (kept.forge if kept else "github")
    if not dry_run and not shutil.which(PROGRAMS[chosen]):
        stop(town_words("labels.no_program", language, program=PROGRAMS[chosen], forge=chosen))
    failed = 0
    for label in every_label():
        words = label_command(label, chosen)
        click.echo(shlex.join(words))
        if not dry_run:
            failed += subprocess.run(words, check=False).returncode != 0
    sys.exit(1 if failed else 0)
