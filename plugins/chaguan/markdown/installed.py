"""What the Markdown extensions that a site has chosen are, for who must know of any change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from markdown.util import get_installed_extensions


def told(chosen: Iterable[object]) -> Iterator[str | bytes]:
    """The version of each extension, and the file in which it is; those without a name are not."""
    known = {entry.name: entry for entry in get_installed_extensions()}
    for name in chosen:
        if not isinstance(name, str):
            continue
        entry = known.get(name)
        if entry is not None and entry.dist is not None:
            yield f"{entry.name} {entry.dist.name} {entry.dist.version}"
        found = find_spec(entry.module if entry is not None else name.partition(":")[0])
        if found is not None and found.origin is not None and found.has_location:
            yield Path(found.origin).read_bytes()
