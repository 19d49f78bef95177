"""Work on what strangers wrote in a process of its own, which can be ended."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Final, ParamSpec, TypeVar, cast

from .fetch import NotFetchedError

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE: Final = 30.0
"""Seconds for one answer. Parsers of feeds and of calendars take minutes for some megabytes."""
SMALL: Final = 128_000
"""Bytes of a feed for which no process is worth its while: the worst take a second."""


def apart(function: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What a function of a module gives; raises what it raises.

    Raises NotFetchedError where it takes longer than `PATIENCE`, or more memory than there is.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(theirs, function, args, named), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(PATIENCE):
            raise NotFetchedError("slow")
        result, failure = ours.recv()
    except EOFError as lost:
        raise NotFetchedError("slow") from lost
    finally:
        child.kill()
        child.join()
        ours.close()
    if failure is not None:
        raise failure
    return cast("T", result)


def _answer(
    theirs: Connection, function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    try:
        theirs.send((function(*args, **named), None))
    except Exception as failure:
        theirs.send((None, failure))
        raise
