"""`chaguan serve`: the site while it is being written, at the first port that is free."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

ENGINES: Final = ("mkdocs", "properdocs")
"""What builds the site, the preferred first."""
_HIGHEST: Final = 65535
_OWN_ADDRESS: Final = re.compile(r"""^dev_addr:\s*["']?([^\s"':]+):(\d+)""", re.MULTILINE)


@click.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--port",
    type=click.IntRange(1, _HIGHEST),
    help="Where to begin looking for a free port; 8000, or what `dev_addr` in mkdocs.yml says.",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(port: int | None, options: tuple[str, ...]) -> None:
    """Show the site while it is being written; what is saved is on its page at once.

    Drafts and scheduled posts are there, marked; a built site has neither.

    Further options go to `mkdocs serve`.

    Exit status: that of `mkdocs serve`; 2 if there is nothing to serve with.
    """
    engine = next(filter(find_spec, ENGINES), None)
    if engine is None:
        raise click.UsageError(
            "Building needs MkDocs and a theme, which are not here: pip install 'chaguan[material]'"
        )
    host, usual = own_address(Path("mkdocs.yml"))
    wanted = port or usual
    free = free_port(host, wanted)
    if free != wanted:
        click.echo(f"Port {wanted} is taken; this site is at http://{host}:{free}/", err=True)
    command = [sys.executable, "-m", engine, "serve", "--dev-addr", f"{host}:{free}", *options]
    if os.name == "posix":
        os.execv(sys.executable, command)
    sys.exit(subprocess.run(command, check=False).returncode)


def own_address(settings: Path) -> tuple[str, int]:
    """The host and port that a site's settings name, or those of the engine."""
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    found = _OWN_ADDRESS.search(text)
    return (found[1], int(found[2])) if found else ("127.0.0.1", 8000)


def free_port(host: str, first: int) -> int:
    """The first port from `first` on at which nothing listens.

    Raises click.UsageError where there is none, or the host is not this machine's.
    """
    for port in range(first, _HIGHEST + 1):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
            if os.name == "posix":  # a port that was closed a moment ago counts as free
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except socket.gaierror as failure:
                raise click.UsageError(f"{host} is no address of this machine.") from failure
            except OSError:
                continue
            return port
    raise click.UsageError(f"No port from {first} on is free at {host}.")
