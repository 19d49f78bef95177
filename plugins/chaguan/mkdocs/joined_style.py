"""The theme's style sheets and ours, in one file: a page waits for one request, not for three."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from chaguan.render.html.finish import Finish

from .theirs import STYLES

OURS: Final = "assets/chaguan/"
_LEADS_OUT: Final = re.compile(r"url\((?!\s*[\"']?(?:data:|#))|@import", re.IGNORECASE)
_MAP: Final = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def join_style(files: Files, config: MkDocsConfig) -> Finish:
    """Add the one style sheet; without a policy yet, what is to be done to each page.

    Another theme, or one whose style sheets refer to other files, keeps its own.
    """
    found = [path for name in STYLES if (path := _of_the_theme(name, config))]
    ours = [str(path) for path in config.extra_css if str(path).startswith(OURS)]
    sheets = {
        **{f"assets/stylesheets/{path.name}": path for path in found},
        **dict.fromkeys(ours),
    }
    texts = [_text(uri, path, files) for uri, path in sheets.items()]
    if len(found) < len(STYLES) or any(map(_LEADS_OUT.search, texts)):
        return Finish("")
    content = "\n".join(texts) + "\n"
    style = f"{OURS}look.{sha256(content.encode()).hexdigest()[:8]}.css"
    files.append(File.generated(config, style, content=content))
    return Finish("", tuple(sheets), style)


def _text(uri: str, path: Path | None, files: Files) -> str:
    """A style sheet, of the theme's folder or of the site's files, without its map."""
    file = files.get_file_from_path(uri) if path is None else None
    text = file.content_string if file else path.read_text(encoding="utf-8") if path else ""
    return _MAP.sub("", text).strip()


def _of_the_theme(name: str, config: MkDocsConfig) -> Path | None:
    for folder in config.theme.dirs:
        found = sorted(Path(folder, "assets", "stylesheets").glob(f"{name}.*.min.css"))
        if found:
            return found[0]
    return None
