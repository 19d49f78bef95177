"""What the forge tells of an issue: its event file, of which nothing is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from chaguan.model.frozen import dataclass

LARGEST: Final = 2_000_000
"""Bytes of an event file; the forge's own are far smaller."""
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")
_BRANCH = re.compile(r"(?!.*(?:\.\.|//))[A-Za-z0-9][A-Za-z0-9_./-]{0,100}")
_SERVER = re.compile(r"https://[a-z0-9.-]{1,100}(?::\d{1,5})?(?=/)")


class UnreadablePayloadError(Exception):
    """The file is no event of an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An issue that somebody opened."""

    number: int
    title: str
    body: str
    labels: tuple[str, ...]
    created: datetime
    login: str
    """The account; empty where it is not one that can be credited."""
    account: int
    repository: str
    """The address of the repository on the forge; empty where it gives none."""
    branch: str
    is_first: bool
    """The forge knows of nothing earlier by this person."""


def submission_of(path: Path) -> Submission:
    """The issue in an event file; raises UnreadablePayloadError."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise UnreadablePayloadError("the event file is too large")
        payload = json.loads(raw)
        return _submission(payload)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as failure:
        raise UnreadablePayloadError(f"no event of an issue: {failure}") from failure


def _submission(payload: Mapping[str, Any]) -> Submission:
    issue = payload["issue"]
    number = issue["number"]
    if type(number) is not int or not 0 < number < 10**9:
        raise ValueError("the issue has no number")
    user, repository = issue["user"], payload["repository"]
    account = user["id"] if type(user["id"]) is int else 0
    created = datetime.fromisoformat(_text(issue["created_at"]))
    if created.tzinfo is None or not 2000 < created.year < 2200:
        raise ValueError("the issue has no date")
    return Submission(
        number=number,
        title=_text(issue["title"]),
        body=_text(issue["body"] or ""),
        labels=tuple(_text(each["name"]) for each in issue["labels"]),
        created=created,
        login=_whole(_LOGIN, user["login"]) if account > 0 else "",
        account=account,
        repository=_address(repository),
        branch=_whole(_BRANCH, repository["default_branch"]) or "main",
        is_first=issue.get("author_association") in ("FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR"),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text was expected")
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _whole(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _address(repository: Mapping[str, Any]) -> str:
    name = _whole(_REPOSITORY, repository["full_name"])
    server = _SERVER.match(_text(repository["html_url"]))
    return f"{server.group()}/{name}" if server and name else ""
