"""What Liquid, the language of Jekyll's templates, leaves in a text."""

from __future__ import annotations

import re
from collections.abc import Callable


def liquid(text: str, lose: Callable[..., None]) -> str:
    """The text without Liquid: links, code and addresses as Markdown has them."""
    raw: list[str] = []

    def keep(found: re.Match[str]) -> str:
        raw.append(found[1])
        return f"\x1a{len(raw) - 1}\x1a"

    text = re.sub(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", keep, text, flags=re.S)
    text = re.sub(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", "", text, flags=re.S)

    def code(found: re.Match[str]) -> str:
        raw.append(found[2].strip("\n"))
        return f"```{found[1].lower()}\n\x1a{len(raw) - 1}\x1a\n```"

    text = re.sub(
        r"\{%-?\s*highlight\s+([\w+#.-]+)[^%]*%\}(.*?)\{%-?\s*endhighlight\s*-?%\}",
        code, text, flags=re.S,
    )  # fmt: skip
    text = re.sub(
        r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\}\s*)*\{%-?\s*post_url\s+(\S+?)\s*-?%\}",
        lambda found: f"post:{found[1].rpartition('/')[2]}",
        text,
    )
    text = re.sub(
        r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\}\s*)*\{%-?\s*link\s+(\S+?)\s*-?%\}",
        lambda found: f"link:{found[1]}",
        text,
    )
    text = re.sub(
        r"\{\{-?\s*[\"']([^\"']*)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}",
        lambda found: f"/{found[1].lstrip('/')}",
        text,
    )
    text = re.sub(
        r"(?:\{\{-?\s*site\.(?:baseurl|url)\s*(?:\|[^}]*)?\}\}/?)+", "/", text
    )  # fmt: skip
    text = re.sub(
        r"\{%-?\s*(?:include\s+)?(?:youtube|youtubePlayer)(?:\.html)?\s+(?:id=)?[\"']?([\w-]{6,})[\"']?\s*-?%\}",
        r"https://www.youtube.com/watch?v=\1",
        text,
    )

    def rest(found: re.Match[str]) -> str:
        lose("template", seen=" ".join(found.group().split())[:60])
        return ""

    text = re.sub(r"\{%-?.*?-?%\}|\{\{-?.*?-?\}\}", rest, text, flags=re.S)
    return re.sub(r"\x1a(\d+)\x1a", lambda found: raw[int(found[1])], text)
