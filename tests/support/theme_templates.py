"""The templates of a theme as they are, to see what a newer version of it changed.

`PYTHONPATH=tests python -m support.theme_templates` writes down those of the installed theme, once
somebody has looked at what changed.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from importlib.metadata import entry_points, version
from pathlib import Path

from chaguan.render.html.themes import TEMPLATES, THEMES

KNOWN = Path(__file__).parents[1] / "project" / "theme-templates.json"
_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)")


def theme() -> str:
    """The installed theme that we know."""
    return next(each.name for each in entry_points(group="mkdocs.themes") if each.name in THEMES)


def folder() -> Path:
    """Where its templates are."""
    found = next(each for each in entry_points(group="mkdocs.themes") if each.name == theme())
    return Path(str(found.load().__file__)).parent


def blocks(template: str) -> set[str]:
    return set(_BLOCK.findall((folder() / template).read_text(encoding="utf-8")))


def as_they_are() -> dict[str, object]:
    """The theme's version, and a digest of each template that we rely on."""
    content = {name: (folder() / name).read_bytes() for name in TEMPLATES}
    # Their head tells the version, and the names of files with a digest of their own.
    plain = {
        name: re.sub(rb"(?<=\.)[0-9a-f]{8}(?=\.)|materialx?-\d+(\.\d+)+", b"", text)
        for name, text in content.items()
    }
    return {
        "version": version(f"mkdocs-{theme()}"),
        "templates": {name: sha256(text).hexdigest()[:16] for name, text in plain.items()},
    }


def known() -> dict[str, dict[str, object]]:
    """Those that somebody has looked at, by theme."""
    read: dict[str, dict[str, object]] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return read


if __name__ == "__main__":
    before = known() if KNOWN.is_file() else {}
    text = json.dumps(before | {theme(): as_they_are()}, indent=1, sort_keys=True)
    KNOWN.write_text(f"{text}\n", encoding="utf-8")
