"""`chaguan`: the commands, each in a module of its own."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Final

import click

from chaguan import __version__

COMMANDS: Final = {
    "cancel": "cancel",
    "check": "check",
    "comment": "comment",
    "digest": "digest_command",
    "fix": "fix",
    "forms": "write_forms",
    "from-issue": "from_issue",
    "garden": "garden",
    "gather": "gather",
    "import": "import_",
    "init": "init",
    "labels": "labels",
    "new": "new",
    "preview": "preview",
    "pulse": "pulse_command",
    "rename": "rename",
    "schema": "schema",
    "translate": "translate",
    "upgrade": "upgrade",
    "serve": "serve",
}
"""Each command, and its function in the module of that name, or of the function's."""


class _Commands(click.Group):
    """Imports what a command needs once that command is called, for the sake of the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name.replace("-", "_")
        gc.disable()  # what is imported stays: looking it over takes a tenth of the time
        try:
            module = import_module(f".{name}", __package__)
        finally:
            gc.enable()
        command: click.Command = getattr(module, COMMANDS[cmd_name])
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from difflib import get_close_matches  # only where somebody mistyped

            if near := get_close_matches(args[0], COMMANDS, n=1):
                ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chaguan")
def main() -> None:
    """Look after a community's content folder."""
