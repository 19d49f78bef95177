"""Hugo's shortcodes in a text, as Markdown has what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from .mentions import Mentions

_CODE: Final = re.compile(
    r"\{\{[<%]\s*highlight\s+(\"?[\w+#.-]+\"?)[^>%]*[>%]\}\}(.*?)\{\{[<%]\s*/highlight\s*[>%]\}\}",
    re.S,
)
_SHORTCODE: Final = re.compile(r"\{\{(?P<b>[<%])(?P<said>[^{}]*?)(?P<e>[>%])\}\}", re.S)
_ALONE: Final = frozenset(
    {"figure", "youtube", "vimeo", "bilibili", "gist", "tweet", "x", "twitter"}
)
"""What is a paragraph by itself where it has a line by itself."""
_GIVEN: Final = re.compile(r"""([\w-]+)=(?:"([^"]*)"|`([^`]*)`|(\S+))|"([^"]*)"|`([^`]*)`|(\S+)""")


def shortcodes(
    text: str,
    lose: Callable[..., None],
    head: dict[str, str],
    lines: Iterable[int] = (),
    unnamed: Callable[[str, int], None] = lambda name, line: None,
) -> str:
    """The text without shortcodes: pictures, links and code as Markdown has them.

    `unnamed` hears which page is named where no link can stand, and on which of `lines`.
    """
    kept: list[str] = []

    def code(found: re.Match[str]) -> str:
        kept.append(found[2].strip("\n"))
        language = found[1].strip('"')
        return f"```{language}\n\x1a{len(kept) - 1}\x1a\n```"

    text = _CODE.sub(code, text)

    mentions = Mentions(text, lines, unnamed)

    def one(found: re.Match[str]) -> str:
        said = found["said"].strip()
        if said.startswith("/*"):
            kept.append(f"{{{{{found['b']} {said[2:].removesuffix('*/').strip()} {found['e']}}}}}")
            return f"\x1a{len(kept) - 1}\x1a"
        name, given = _parts(said)
        if called := _called(name, given):
            return mentions.written(called, found)
        shown = _shortcode(name, given, head, lose)
        return f"\n{shown}\n" if name.lower() in _ALONE and _is_alone(found) else shown

    text = _SHORTCODE.sub(one, text)
    return re.sub(r"\x1a(\d+)\x1a", lambda found: kept[int(found[1])], text)


def _parts(said: str) -> tuple[str, dict[str, str]]:
    """The name of a shortcode, and what it is given by name or by number."""
    name, _, rest = said.rstrip("/").strip().partition(" ")
    given: dict[str, str] = {}
    for number, each in enumerate(_GIVEN.finditer(rest)):
        if each[1]:
            given[each[1].lower()] = each[2] or each[3] or each[4] or ""
        else:
            given[str(number)] = each[5] or each[6] or each[7] or ""
    return name, given


def _called(name: str, given: dict[str, str]) -> str:
    """How the page that `ref` names is called here; empty for another shortcode."""
    if name.lower() not in ("ref", "relref"):
        return ""
    target, hash_, part = (given.get("path") or given.get("0", "")).partition("#")
    if not target:
        return f"#{part}"
    language = given.get("lang", "").lower()
    called = f"ref:{target.strip('/').lower()}" + (f":{language}" if language else "")
    return f"{called}{hash_}{part}"


def named_pages(text: str, first: int) -> list[tuple[str, int]]:
    """Which pages a text names by `ref`, each with its line; the text begins on line `first`."""
    text = _CODE.sub(lambda code: "\n" * code.group().count("\n"), text)
    return [
        (called.partition("#")[0], first + text.count("\n", 0, each.start()))
        for each in _SHORTCODE.finditer(text)
        if (called := _called(*_parts(each["said"].strip())))
    ]


def plain_words(text: str, lose: Callable[[str], None]) -> str:
    """Words of front matter, in which Hugo reads no shortcode, without any."""

    def one(found: re.Match[str]) -> str:
        lose(found.group())
        return _called(*_parts(found["said"].strip())).partition(":")[2]

    return " ".join(_SHORTCODE.sub(one, text).split()) if "{{" in text else text


def _is_alone(found: re.Match[str]) -> bool:
    """Whether nothing else stands on its line, and the line begins a paragraph."""
    text = found.string
    return text[: found.start()].endswith("\n") and text[found.end() : found.end() + 1] in (
        "",
        "\n",
    )


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
            if not given.get("caption"):
                return picture
            return f"{picture}\n\n{words if '*' in words else f'*{words}*'}"
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
