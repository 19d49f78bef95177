"""The text of a WordPress post: blocks or bare lines, with shortcodes, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .from_html import markdown
from .plain import report_lost

MORE: Final = "<!-- more -->"
_MORE_TOKEN: Final = "CHAGUANMOREHERE"
_BLOCKS: Final = "|".join(
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area "
    "blockquote address style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup "
    "header footer nav figure figcaption details menu summary iframe".split()
)
_OPENS: Final = re.compile(rf"(<(?:{_BLOCKS})\b[^>]*>)", re.IGNORECASE)
_CLOSES: Final = re.compile(rf"(</(?:{_BLOCKS})>)", re.IGNORECASE)
_BLOCK: Final = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_PRE: Final = re.compile(r"<pre\b[^>]*>.*?</pre>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))""")
_SHORTCODE: Final = re.compile(
    r"(?<!\[)\[(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:\s[^\[\]]*)?)\](?!\]|\()"
    r"(?:(?P<inner>[^\[]*(?:\[(?!/(?P=name)\])[^\[]*)*)\[/(?P=name)\])?"
)
_FILM: Final = re.compile(
    r"\[(?:youtube|vimeo|dailymotion|wpvideo)=(https?://[^\s\]]+?)(?:&(?:amp;)?[a-z]+=\d+)*(?:\s[^\]]*)?\]"
)
"""How WordPress.com writes a film: the address behind a sign, its size behind that."""
_TRANSPARENT: Final = frozenset("section row column vc_row vc_column vc_column_text".split()) | {
    *("su_note", "su_quote", "box", "center", "quote", "spoiler", "tab", "tabs", "dropcap")
}
"""Shortcodes that only arrange what is within."""


def autop(text: str) -> str:
    """Bare lines as paragraphs: an empty line parts them, a line end breaks the line.

    What WordPress itself does when it shows a body without blocks (`wpautop`).
    """
    kept: list[str] = []

    def aside(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"\n\n<pre>\x1a{len(kept) - 1}\x1a</pre>\n\n"

    text = _PRE.sub(aside, text)
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text)
    text = _CLOSES.sub(r"\1\n\n", _OPENS.sub(r"\n\n\1", text))
    parts = []
    for part in re.split(r"\n\s*\n", text):
        part = part.strip()
        if not part:
            continue
        if _BLOCK.match(part):
            parts.append(part)
        else:
            lines = re.sub(r"(?<!<br>)(?<!<br />)\s*\n", "<br>\n", part)
            parts.append(f"<p>{lines}</p>")
    whole = "\n".join(parts)
    return re.sub(r"<pre>\x1a(\d+)\x1a</pre>", lambda found: kept[int(found[1])], whole)


def body(html: str, lose: Callable[..., None]) -> str:
    """The Markdown of a post's body; `lose(subject, **values)` hears what does not come along.

    A picture of a gallery is called `attachment:9` until its address is known.
    """
    if html.count("<!--nextpage-->"):
        lose("pages_joined", number=html.count("<!--nextpage-->") + 1)
    html = re.sub(r"<!--\s*nextpage\s*-->", "\n\n", html)
    html = re.sub(r"(?:<p>\s*)?<!--\s*more\b[^>]*-->(?:\s*</p>)?", f"\n\n{_MORE_TOKEN}\n\n", html)
    has_blocks = "<!-- wp:" in html
    html = _embeds(html)
    for name in re.findall(r"<!-- wp:([\w/-]+)[^>]*/-->", html):
        lose("block", name=name)
    html = re.sub(r"<!--\s*/?wp:.*?-->", "", html, flags=re.DOTALL)
    html = _FILM.sub(r"\n\n<p>\1</p>\n\n", html)
    html = _with_shortcodes(html, lose)
    report_lost(html, lose)
    if not has_blocks:
        html = autop(html)
    text = markdown(html)
    first, _, rest = text.partition(_MORE_TOKEN)
    return f"{first.rstrip()}\n\n{MORE}\n\n{rest.lstrip()}" if rest or _MORE_TOKEN in text else text


def _embeds(html: str) -> str:
    """A block that embeds an address is that address, on a line of its own."""
    return re.sub(
        r'<!-- wp:(?:core-)?embed[^>]*"url":"([^"]+)"[^>]*-->.*?<!-- /wp:(?:core-)?embed[^>]*-->',
        lambda found: f"<p>{found[1].replace(chr(92) + '/', '/').replace('u0026', '&')}</p>",
        html,
        flags=re.DOTALL,
    )


def _with_shortcodes(html: str, lose: Callable[..., None]) -> str:
    """What stands in square brackets, as HTML; in code it stays."""
    parts = re.split(r"(<pre\b.*?</pre>|<code\b.*?</code>)", html, flags=re.I | re.S)
    for at in range(0, len(parts), 2):
        for _ in range(3):  # within one another
            before = parts[at]
            parts[at] = _SHORTCODE.sub(lambda found: _shortcode(found, lose), before)
            if parts[at] == before:
                break
    return "".join(parts)


def _shortcode(found: re.Match[str], lose: Callable[..., None]) -> str:
    name, inner = found["name"].lower(), found["inner"] or ""
    given = {each[0].lower(): each[1] or each[2] or each[3] for each in _attributes(found["rest"])}
    match name:
        case "gallery":
            ids = given.get("ids") or given.get("include") or ""
            pictures = (f'<p><img src="attachment:{each}"></p>' for each in re.findall(r"\d+", ids))
            if not ids:
                lose("gallery")
            return "\n\n" + "\n\n".join(pictures) + "\n\n"
        case "caption" | "wp_caption":
            picture = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner)
            words = given.get("caption") or inner.replace(picture.group() if picture else "", "")
            shown = picture.group() if picture else ""
            return f"\n\n<figure>{shown}<figcaption>{words.strip()}</figcaption></figure>\n\n"
        case "embed" | "youtube" | "vimeo":
            address = inner.strip() or given.get("url") or found["rest"].strip(" =\"'")
            return f"\n\n<p>{address}</p>\n\n" if address.startswith("http") else ""
        case "audio" | "video" | "playlist":
            kinds = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv")
            address = next((given[each] for each in kinds if each in given), "")
            if not address:
                lose("shortcode", name=name)
                return inner
            return f'\n\n<p><a href="{address}">{address.rpartition("/")[2]}</a></p>\n\n'
        case "code" | "sourcecode" | "php" | "css" | "html" | "python" | "bash" if inner:
            language = (
                given.get("language") or given.get("lang") or ("" if "code" in name else name)
            )
            return f'<pre class="lang-{language}">{inner.strip()}</pre>'
    if name in _TRANSPARENT and inner:
        return inner
    if "=" in found["rest"] or "-" in name or "_" in name:
        lose("shortcode", name=name)
        return inner
    return found.group()


def _attributes(rest: str) -> list[tuple[str, str, str, str]]:
    return _ATTRIBUTE.findall(rest)
