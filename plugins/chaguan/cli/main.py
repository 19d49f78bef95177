"""`chaguan`: the commands, each in a module of its own."""

from __future__ import annotations

import click

from chaguan import __version__

from .check import check
from .comment import comment
from .fix import fix
from .forms import write_forms
from .from_issue import from_issue
from .garden import garden
from .new import new
from .preview import preview
from .schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chaguan")
def main() -> None:
    """Look after a community's content folder."""


main.add_command(check)
main.add_command(fix)
main.add_command(comment)
main.add_command(from_issue)
main.add_command(garden)
main.add_command(preview)
main.add_command(write_forms)
main.add_command(new)
main.add_command(schema)
