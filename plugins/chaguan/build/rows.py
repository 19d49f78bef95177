"""What the rows of the cache say of a job, of its log and of its queries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from sys import intern
from typing import Any

from .job import LogLine, Trace


def trace_told(trace: Trace) -> tuple[bytes, bytes, bytes, bytes, str, str]:
    files = as_json([(path, digest.hex()) for path, digest in trace.files])
    log = as_json([(each.logger, each.level, each.message) for each in trace.log])
    queries, fingerprint = trace.queries, trace.fingerprint
    return trace.own, queries, fingerprint, trace.shown, files, log if trace.log else ""


def trace_heard(
    files: list[Any], own: bytes, queries: bytes, fingerprint: bytes, shown: bytes, log: str
) -> Trace:
    return Trace(
        own,
        queries,
        fingerprint,
        shown,
        tuple([(intern(path), bytes.fromhex(digest)) for path, digest in files]),
        lines_heard(log) if log else (),
    )


def lines_heard(log: str) -> tuple[LogLine, ...]:
    return tuple(LogLine(*each) for each in json.loads(log))


def decoded(texts: Iterable[str]) -> list[Any]:
    """What thousands of rows hold, at once: that takes half the time."""
    decoded: list[Any] = json.loads(f"[{','.join(texts)}]")
    return decoded


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
