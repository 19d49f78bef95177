"""The language in which the person at the terminal is spoken to."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from chaguan.locales import Vocabulary, vocabulary


def speech(stated: str) -> Vocabulary:
    """Our words in the language `stated`, else in that of the environment (POSIX locale names)."""
    for value in (stated, *(os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if value:
            return vocabulary(value.partition(".")[0].replace("_", "-"))
    return vocabulary("en")


def stop(message: str) -> NoReturn:
    """End with `message` and exit status 2: it could not run."""
    click.echo(message, err=True)
    sys.exit(2)
