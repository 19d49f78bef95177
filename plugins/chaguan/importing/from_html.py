"""HTML of an old site as Markdown that both the forge and this site read alike."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any, Final

from bs4 import BeautifulSoup, Comment
from bs4.element import Tag
from markdownify import MarkdownConverter

INDENT: Final = "    "
"""Below an item of a list: fewer are no part of it for Python-Markdown."""
_ALWAYS: Final = re.compile(r"([\\`*_\[\]])")
_TAG_LIKE: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_BARE: Final = re.compile(r"(?:https?://|\bwww\.)[^\s<]+")
"""An address that stands as it is, of which the forge makes a link."""
_BEGINS: Final = re.compile(
    r"^(?P<mark>[ \t]*(?:#{1,6}(?=[ \t]|$)|[+-](?=[ \t]|$)|>|={3,}[ \t]*$|-{3,}[ \t]*$"
    r"|~{3,}|:::|!!!|\?\?\?|:(?=[ \t])))|^(?P<number>[ \t]*\d{1,9})(?P<dot>[.)])(?=[ \t]|$)",
    re.MULTILINE,
)
_KEPT: Final = frozenset({"ruby", "rb", "rt", "rp", "details", "summary", "mark", "kbd", "sub"}) | {
    *("sup", "abbr", "ins", "del", "audio", "video", "u")
}
"""Tags that Markdown has no sign for and that the site shows."""
_Base: Any = MarkdownConverter  # its stubs lack half of what it is
_DEEPEST: Final = 60
"""Elements within elements; what is deeper is flattened to its text."""


class _Converter(_Base):  # type: ignore[misc]
    """markdownify, where its Markdown would be read as something else here."""

    def __init__(self) -> None:
        super().__init__(
            heading_style="atx", bullets="-", autolinks=False, bs4_options="lxml", escape_misc=False
        )

    def escape(self, text: str, parent_tags: Set[str]) -> str:
        if not text:
            return ""
        text = _TAG_LIKE.sub("&lt;", _signs_escaped(text.replace("&lt;", "&amp;lt;")))
        if "td" in parent_tags or "th" in parent_tags:
            text = text.replace("|", "\\|")
        return text

    def process_text(self, el: Any, parent_tags: Any = None) -> str:
        text: str = super().process_text(el, parent_tags=parent_tags)
        if "_noformat" in (parent_tags or ()) or not _begins_a_line(el):
            return text
        return _BEGINS.sub(_escaped_beginning, text, count=1)

    def convert_li(self, el: Any, text: str, parent_tags: Any) -> str:
        text = (text or "").strip()
        if not text:
            return ""
        bullet = "-"
        if el.parent is not None and el.parent.name == "ol":
            start = str(el.parent.get("start") or "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
            bullet = f"{first + len(el.find_previous_siblings('li'))}."
        head, *rest = text.split("\n")
        lines = [f"{bullet} {head}", *(f"{INDENT}{each}" if each else "" for each in rest)]
        return "\n".join(lines) + "\n"

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        if "td" in parent_tags or "th" in parent_tags:
            return "<br>"
        return " " if "_inline" in parent_tags else "  \n"

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        source = str(el.get("data-src") or el.get("data-lazy-src") or el.get("src") or "")
        if source.startswith("data:") or not source:
            return ""
        alt = re.sub(r"[\[\]\n]", " ", str(el.get("alt") or "")).strip()
        return f"![{alt}]({_target(source)})"

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        target = str(el.get("href") or "")
        before, words, after = _trimmed(text)
        if "_noformat" in parent_tags or not target or target.startswith("javascript:"):
            return text
        if not words:
            return ""
        if heading := re.fullmatch(r"(#{1,6}) (.*)", words):
            return f"\n\n{heading[1]} [{heading[2]}]({_target(target)})\n\n"
        words = re.sub(r"\n\s*\n", " ", words)
        return f"{before}[{words}]({_target(target)}){after}"

    def convert_pre(self, el: Any, text: str, parent_tags: Any) -> str:
        words = el.get_text().strip("\n")
        if not words.strip():
            return ""
        longest = max((len(run) for run in re.findall(r"`{3,}", words)), default=2)
        fence = "`" * (longest + 1)
        return f"\n\n{fence}{_language_of(el)}\n{words}\n{fence}\n\n"

    def convert_figure(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_figcaption(self, el: Any, text: str, parent_tags: Any) -> str:
        words = " ".join(text.split())
        return f"\n\n*{words}*\n\n" if words and "*" not in words else f"\n\n{words}\n\n"

    def convert_iframe(self, el: Any, text: str, parent_tags: Any) -> str:
        source = str(el.get("src") or "")
        return f"\n\n{_player(source)}\n\n" if source.startswith(("http", "//")) else ""

    def convert_dl(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_dt(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{' '.join(text.split())}\n"

    def convert_dd(self, el: Any, text: str, parent_tags: Any) -> str:
        head, *rest = text.strip().split("\n")
        return "\n".join([f":   {head}", *(f"{INDENT}{each}" if each else "" for each in rest), ""])

    def convert_table(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{_table(el, self)}\n\n"

    def convert_center(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_noscript(self, el: Any, text: str, parent_tags: Any) -> str:
        return ""

    convert_template = convert_noscript
    convert_s = _Base.convert_del
    convert_strike = _Base.convert_del

    def get_conv_fn(self, tag_name: str) -> Any:
        if tag_name in _KEPT:
            return _as_it_is
        return super().get_conv_fn(tag_name)


def _as_it_is(el: Any, text: str, parent_tags: Any) -> str:
    """The tag itself, without what it carried; `del` and `s` are `~~` on the forge."""
    if el.name in ("audio", "video"):
        source = el.get("src") or next((each.get("src") for each in el.find_all("source")), "")
        return f"\n\n[{source.rpartition('/')[2]}]({_target(str(source))})\n\n" if source else ""
    if not text.strip():
        return text
    if el.name == "del":
        return f"~~{text.strip()}~~"
    if el.name == "details":
        return f"\n\n<details>\n{text.strip()}\n\n</details>\n\n"
    if el.name == "summary":
        return f"<summary>{' '.join(text.split())}</summary>\n\n"
    title = f' title="{el["title"]}"' if el.name == "abbr" and el.get("title") else ""
    return f"<{el.name}{title}>{text}</{el.name}>"


def markdown(html: str) -> str:
    """`html` as Markdown; comments and scripts are gone."""
    if "<" not in html and "&" not in html:
        return _Converter().convert(html).strip() if re.search(r"[\\`*_\[\]#>+-]", html) else html
    soup = BeautifulSoup(html, "lxml")
    if html.count("<") > 2 * _DEEPEST:
        _flatten(soup)
    text: str = _Converter().convert_soup(soup)
    soup.decompose()  # else its circles wait for the collector
    text = re.sub(r"[ \t]+$", lambda found: "  " if found.group() == "  " else "", text, flags=re.M)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def text_of(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    return " ".join(BeautifulSoup(html, "lxml").get_text(" ").split()) if "<" in html else html


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it is, its lines kept."""
    lines = []
    for each in text.split("\n"):
        plain = _TAG_LIKE.sub("&lt;", _signs_escaped(each.strip()))
        lines.append(_BEGINS.sub(_escaped_beginning, plain, count=1))
    return hard_lines("\n".join(lines))


def _signs_escaped(text: str) -> str:
    """The signs of Markdown in a text, made plain; an address is its own letters."""
    plain = _ALWAYS.sub(r"\\\1", text)
    return _BARE.sub(lambda found: re.sub(r"\\(?=[\\`*_\[\]])", "", found.group()), plain)


def hard_lines(text: str) -> str:
    """Markdown in which each line of a paragraph stays a line: two blanks at its end."""
    paragraphs = re.split(r"\n{2,}", text.strip())
    is_list = re.compile(r"[ \t]*([*+-]|\d+[.)]|>|#|\|)[ \t]?")
    kept = []
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        joined = [
            f"{line}  " if at + 1 < len(lines) and not is_list.match(lines[at + 1]) else line
            for at, line in enumerate(line.rstrip() for line in lines)
        ]
        kept.append("\n".join(joined))
    return "\n\n".join(kept)


def _flatten(soup: BeautifulSoup) -> None:
    """Replace what is nested beyond all reason by its words."""
    deep: list[tuple[Tag, int]] = [(soup, 0)]
    while deep:
        element, depth = deep.pop()
        if depth > _DEEPEST:
            element.replace_with(element.get_text(" "))
        else:
            deep += [(each, depth + 1) for each in element.children if isinstance(each, Tag)]


def _begins_a_line(el: Any) -> bool:
    before = el.previous_sibling
    while before is not None and isinstance(before, Comment):
        before = before.previous_sibling
    return before is None or getattr(before, "name", None) in ("br", "p", "div", "ul", "ol", "hr")


def _escaped_beginning(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['dot']}"
    mark = found["mark"]
    return f"{mark[: len(mark) - len(mark.lstrip())]}\\{mark.lstrip()}"


def _trimmed(text: str) -> tuple[str, str, str]:
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " else ""
    return before, text.strip(), after


def _target(address: str) -> str:
    address = " ".join(address.split())
    if re.search(r"[ ()<>]", address):
        for each, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E")):
            address = address.replace(each, code)
    return address


def _language_of(el: Any) -> str:
    for each in (el, *el.find_all("code", limit=1)):
        said = f"lang-{each['lang']}" if each.get("lang") else " ".join(each.get("class") or ())
        if found := re.search(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#.-]+)", said):
            return found[1].lower()
    return ""


def _player(source: str) -> str:
    """The page of a video whose player was shown."""
    source = f"https:{source}" if source.startswith("//") else source
    if found := re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", source):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := re.match(r"https?://player\.vimeo\.com/video/(\d+)", source):
        return f"https://vimeo.com/{found[1]}"
    return source


def _table(el: Any, converter: _Converter) -> str:
    """A table with a first row of headings, each cell on one line, spans filled with blanks."""
    rows: list[list[str]] = []
    below: dict[int, int] = {}
    for row in el.find_all("tr"):
        cells: list[str] = []
        for cell in row.find_all(["td", "th"], recursive=False):
            while below.get(len(cells), 0) > 0:
                below[len(cells)] -= 1
                cells.append("")
            words = converter.process_tag(cell, parent_tags={"table", "tr"}).strip()
            words = re.sub(r"\s*\n\s*", "<br>", words.removesuffix("|").strip())
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for number in range(wide):
                below[len(cells)] = high - 1
                cells.append(words if number == 0 else "")
        rows.append(cells)
    rows = [row for row in rows if row]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    has_head = bool(el.find("th")) and not el.find("tr").find("td")
    head = rows.pop(0) if has_head else [""] * width
    lines = [head, ["---"] * width, *rows]
    return "\n".join(f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in lines)


def _span(cell: Any, name: str) -> int:
    said = str(cell.get(name) or "1")
    return min(int(said), 50) if said.isascii() and said.isdigit() and 0 < len(said) < 4 else 1
