"""Hugo's shortcodes in a text, as Markdown has what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_CODE: Final = re.compile(
    r"\{\{[<%]\s*highlight\s+(\"?[\w+#.-]+\"?)[^>%]*[>%]\}\}(.*?)\{\{[<%]\s*/highlight\s*[>%]\}\}",
    re.S,
)
_SHORTCODE: Final = re.compile(r"\{\{(?P<b>[<%])(?P<said>[^{}]*?)(?P<e>[>%])\}\}", re.S)
_GIVEN: Final = re.compile(r"""([\w-]+)=(?:"([^"]*)"|`([^`]*)`|(\S+))|"([^"]*)"|`([^`]*)`|(\S+)""")


def shortcodes(text: str, lose: Callable[..., None], head: dict[str, str]) -> str:
    """The text without shortcodes: pictures, links and code as Markdown has them."""
    kept: list[str] = []

    def code(found: re.Match[str]) -> str:
        kept.append(found[2].strip("\n"))
        language = found[1].strip('"')
        return f"```{language}\n\x1a{len(kept) - 1}\x1a\n```"

    text = _CODE.sub(code, text)

    def one(found: re.Match[str]) -> str:
        said = found["said"].strip()
        if said.startswith("/*"):
            kept.append(f"{{{{{found['b']} {said[2:].removesuffix('*/').strip()} {found['e']}}}}}")
            return f"\x1a{len(kept) - 1}\x1a"
        name, _, rest = said.rstrip("/").strip().partition(" ")
        given: dict[str, str] = {}
        for number, each in enumerate(_GIVEN.finditer(rest)):
            if each[1]:
                given[each[1].lower()] = each[2] or each[3] or each[4] or ""
            else:
                given[str(number)] = each[5] or each[6] or each[7] or ""
        return _shortcode(name, given, head, lose)

    text = _SHORTCODE.sub(one, text)
    return re.sub(r"\x1a(\d+)\x1a", lambda found: kept[int(found[1])], text)


def _shortcode(
    name: str, given: dict[str, str], head: dict[str, str], lose: Callable[..., None]
) -> str:
    match name.lower():
        case "figure" | "img" | "image":
            source = given.get("src") or given.get("0", "")
            words = given.get("caption") or given.get("title") or ""
            picture = f"![{given.get('alt') or words}]({source.replace(' ', '%20')})"
            if link := given.get("link"):
                picture = f"[{picture}]({link})"
            return f"{picture}\n\n*{words}*" if words and given.get("caption") else picture
        case "ref" | "relref":
            target = given.get("path") or given.get("0", "")
            language = given.get("lang", "")
            target, hash_, part = target.partition("#")
            called = f"ref:{target.strip('/').lower()}" + (
                f":{language.lower()}" if language else ""
            )
            return f"{called}{hash_}{part}" if target else f"#{part}"
        case "youtube":
            return f"https://www.youtube.com/watch?v={given.get('id') or given.get('0', '')}"
        case "vimeo":
            return f"https://vimeo.com/{given.get('id') or given.get('0', '')}"
        case "bilibili":
            return f"https://www.bilibili.com/video/{given.get('id') or given.get('0', '')}"
        case "gist":
            return f"https://gist.github.com/{given.get('0', '')}/{given.get('1', '')}"
        case "tweet" | "x" | "twitter":
            user, number = given.get("user", "i"), given.get("id") or given.get("0", "")
            return f"https://x.com/{user}/status/{number}"
        case "instagram":
            return f"https://www.instagram.com/p/{given.get('0', '')}/"
        case "param":
            return head.get(given.get("0", "").lower(), "")
        case "details":
            return f"<details><summary>{given.get('summary', '')}</summary>\n"
        case "/details":
            return "\n</details>"
        case "br":
            return "<br>"
        case _:
            if not name.startswith("/"):
                lose("shortcode", name=name)
            return ""
