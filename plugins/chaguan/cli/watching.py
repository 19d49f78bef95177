"""A command again and again, whenever a file of the content folder is saved."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from chaguan.locales.words import town_words

PAUSE: Final = 0.5
"""Seconds between two looks; a check of ten thousand files' times takes a tenth of that."""
Seen = dict[str, tuple[int, int]]
"""When each file was saved (nanoseconds), and its size."""


def again(
    folder: Path,
    once: Callable[[], int],
    language: str,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Run `once` now and after each save, until somebody interrupts it."""
    seen = saved(folder)
    once()
    click.echo(town_words("watch.waiting", language))
    try:
        while True:
            pause(PAUSE)
            now = saved(folder)
            changed = sorted(set(seen.items()) ^ set(now.items()))
            if changed:
                seen = now
                clock = f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - that of the person's wall
                click.echo(town_words("watch.again", language, time=clock, path=changed[0][0]))
                once()
    except KeyboardInterrupt:
        click.echo()


def saved(folder: Path) -> Seen:
    """The files below a folder, hidden ones left out."""
    found: Seen = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            path = os.path.join(root, name)
            try:
                stat = os.stat(path)
            except OSError:
                continue
            found[os.path.relpath(path, folder)] = (stat.st_mtime_ns, stat.st_size)
    return found
