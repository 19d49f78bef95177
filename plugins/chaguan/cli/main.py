"""`chaguan`: the commands, each in a module of its own."""

from __future__ import annotations

import click

from chaguan import __version__

from .check import check


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chaguan")
def main() -> None:
    """Look after a community's content folder."""


main.add_command(check)
