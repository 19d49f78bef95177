"""The site of others in which a content folder is a guest, as its `mkdocs.yml` says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

SETTINGS: Final = ("mkdocs.yml", "mkdocs.yaml")
_DOCS: Final = re.compile(r"^docs_dir:[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


def docs_around(content: Path) -> Path | None:
    """The folder of the site's pages that holds the content folder; None where it is all of it.

    The nearest `mkdocs.yml` above decides. Only its one line is read: the file may name Python
    objects, which nobody here makes.
    """
    here = content.resolve()
    for folder in here.parents:
        for name in SETTINGS:
            try:
                text = (folder / name).read_text(encoding="utf-8", errors="replace")
            except OSError:  # there is none, or it is nobody's business
                continue
            found = _DOCS.search(text)
            docs = (folder / (found[1] if found else "docs")).resolve()
            return docs if docs in here.parents else None
    return None
