"""What Liquid, the language of Jekyll's templates, leaves in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from .mentions import Mentions

_NAMED: Final = re.compile(
    r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\}\s*)*\{%-?\s*(?P<tag>post_url|link)\s+(?P<name>\S+?)\s*-?%\}"
)
"""How a text names a post by its file, or any file of the site."""
_AS_IT_IS: Final = re.compile(
    r"\{%-?\s*(?P<tag>raw|comment|highlight)\b[^%]*%\}.*?\{%-?\s*end(?P=tag)\s*-?%\}", re.S
)
"""Where Liquid reads nothing."""


def _called(found: re.Match[str]) -> str:
    name = found["name"]
    return f"link:{name}" if found["tag"] == "link" else f"post:{name.rpartition('/')[2]}"


def named_files(text: str, first: int) -> list[tuple[str, int]]:
    """Which files a text names, each with its line; the text begins on line `first`."""
    text = _AS_IT_IS.sub(lambda code: "\n" * code.group().count("\n"), text)
    found = _NAMED.finditer(text)
    return [(_called(each), first + text.count("\n", 0, each.start())) for each in found]


def liquid(
    text: str,
    lose: Callable[..., None],
    lines: Iterable[int],
    unnamed: Callable[[str, int], None],
) -> str:
    """The text without Liquid: links, code and addresses as Markdown has them.

    `unnamed` hears which file is named where no link can stand, and on which of `lines`.
    """
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
    mentions = Mentions(text, lines, unnamed)
    text = _NAMED.sub(lambda found: mentions.written(_called(found), found), text)
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
