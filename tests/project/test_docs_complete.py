"""Nothing that a person may type or set is left out of `docs/`."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from itertools import chain

import click
import pytest

from chaguan.cli import main
from support import ROOT

DOCS = ROOT / "docs"
COMMANDS = (DOCS / "commands.md").read_text("utf-8")
CONTEXT = click.Context(main)
PLUGINS = [each for each in entry_points(group="mkdocs.plugins") if each.name.startswith("chaguan")]


def section(command: str) -> str:
    """What `commands.md` says of a command."""
    found = re.search(
        rf"^## `chaguan {re.escape(command)}`\n(.*?)(?=^## |\Z)", COMMANDS, re.DOTALL | re.MULTILINE
    )
    return found[1] if found else ""


@pytest.mark.parametrize("name", main.list_commands(CONTEXT))
def test_every_command_is_explained_with_each_of_its_options(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command

    explained = section(name)

    assert explained, f"docs/commands.md has no section about `chaguan {name}`"
    options = chain.from_iterable(
        each.opts for each in command.params if isinstance(each, click.Option) and not each.hidden
    )
    assert [each for each in options if f"`{each}" not in explained] == []
    said = set(re.findall(r"`(--[a-z-]+)", explained))
    known = chain.from_iterable((*each.opts, *each.secondary_opts) for each in command.params)
    assert said - {*known, "--help"} == set()


def test_no_command_is_explained_that_is_not_there() -> None:
    explained = re.findall(r"^## `chaguan ([a-z-]+)`$", COMMANDS, re.MULTILINE)

    assert explained == main.list_commands(CONTEXT)


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda each: each.name)
def test_every_setting_of_a_plugin_is_documented(plugin) -> None:
    settings = [name for name, _ in plugin.load().config_class._schema]
    section = re.search(
        rf"^## `{re.escape(plugin.name)}`\n(.*?)(?=^## |\Z)",
        (DOCS / "settings.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )

    assert section, f"docs/settings.md has no section about `{plugin.name}`"
    assert [name for name in settings if f"`{name}`" not in section[1]] == []


def test_the_notes_of_the_next_version_are_of_a_known_kind() -> None:
    notes = [path.name for path in (ROOT / "changelog.d").glob("*") if path.name != "README.md"]

    kind = re.compile(r"(\+[a-z0-9-]+|\d+)\.(added|changed|fixed)\.md")
    assert [name for name in notes if not kind.fullmatch(name)] == []
