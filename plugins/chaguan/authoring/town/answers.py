"""What is known of a town before its first file: answered, stated, or guessed from the machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from chaguan.load.times import zone_names
from chaguan.model.frozen import dataclass

FORGES: Final = ("github", "gitlab", "forgejo")
NAME: Final = ".chaguan/town.json"
"""Where the answers are kept, for `upgrade`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the files of a town are made of."""

    name: str
    languages: tuple[str, ...]
    """The first is the default."""
    timezone: str
    licence: str = "CC-BY-4.0"
    forge: str = "github"
    repository: str = ""
    """Its address on the forge; empty where there is none yet."""
    person: str = ""
    """Who begins; empty in a folder with content."""

    @property
    def site_url(self) -> str:
        """Where the forge publishes it, by its own rule; a placeholder where nobody knows."""
        if not self.repository:
            return "https://our-town.example.org/"
        parts = urlsplit(self.repository)
        owner, _, name = parts.path.strip("/").removesuffix(".git").partition("/")
        own = {
            "github.com": "github.io",
            "gitlab.com": "gitlab.io",
            "codeberg.org": "codeberg.page",
        }
        host = own.get(parts.netloc.lower())
        if host is None:
            return f"https://{parts.netloc}/{owner}/{name}/"
        if name.lower() in (f"{owner}.{host}".lower(), "pages"):
            return f"https://{owner}.{host}/"
        return f"https://{owner}.{host}/{name}/"

    @property
    def edit_uri(self) -> str:
        """The path of the forge's editor, behind the repository's address."""
        mark = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit"}[self.forge]
        return f"{mark}/main/content/"

    @property
    def owner(self) -> str:
        """Who is asked to review; the owner of the repository."""
        path = urlsplit(self.repository).path.strip("/")
        return f"@{path.partition('/')[0]}" if path else "@YOUR-NAME"

    def cron(self, year: int) -> str:
        """Seven minutes past midnight on the town's clock, as the UTC that forges count in.

        By the clock of winter, so that it is never before midnight.
        """
        zone = ZoneInfo(self.timezone)
        offsets = (datetime(year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
        least = min(each.total_seconds() for each in offsets if each is not None)
        minutes = int(7 - least // 60) % (24 * 60)
        return f"{minutes % 60} {minutes // 60} * * *"

    def text(self) -> str:
        """The file that keeps them; the name and the founder stand in the content alone."""
        kept = {key: value for key, value in asdict(self).items() if key in ("forge", "repository")}
        return json.dumps(kept, indent=1) + "\n"

    @classmethod
    def kept(cls, root: Path, around: Mapping[str, object]) -> Self | None:
        """Those that an earlier `init` kept; None where there was none."""
        try:
            said = json.loads((root / NAME).read_text(encoding="utf-8"))
            forge, repository = str(said["forge"]), str(said["repository"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if forge not in FORGES:
            return None
        return cls(
            name=str(around["name"]),
            languages=tuple(str(each) for each in _list(around["languages"])),
            timezone=str(around["timezone"]),
            licence=str(around["licence"]),
            forge=forge,
            repository=repository,
        )


def _list(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def is_repository(address: str) -> bool:
    """Whether it can be the address of a repository."""
    return re.fullmatch(r"https://[\w.-]+(?::\d+)?(?:/[\w.~-]+){2,}", address) is not None


def guessed_zone(environment: Mapping[str, str] = os.environ) -> str:
    """The zone of this machine's clock; UTC where it has no name of its own."""
    said = environment.get("TZ", "").lstrip(":")
    found = [said]
    for path in (Path("/etc/timezone"), Path("/var/db/timezone/zoneinfo")):
        try:
            found.append(path.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            continue
    with suppress(OSError):
        found.append(os.readlink("/etc/localtime").partition("zoneinfo/")[2])
    return next((each for each in found if each in zone_names()), "UTC")


def guessed_person() -> str:
    """The name that git signs with."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"],
            capture_output=True, text=True, timeout=5, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def next_evening(today: date) -> date:
    """The same weekday of next week."""
    return date.fromordinal(today.toordinal() + 7)
