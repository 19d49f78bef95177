"""Python-Markdown, reading texts as the forge does: CommonMark with GitHub's additions.

The converter stays, and with it the extensions of the site: what they know is read by them. What
is replaced is how blocks are found, and how code, links and emphasis are. It has to be the last
extension, since it takes the place of what others have registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from chaguan.locales import Vocabulary, vocabulary

from .additions import BEFORE_LINES, ForgeAnchors, Tasks, show_alert, with_title
from .atoms import BEFORE_ALL_PATTERNS, Atoms
from .block_parser import CommonMarkParser
from .han_lines import RUBY, LineEnds, Ruby, Unfolded
from .line_starts import TAG
from .links_and_emphasis import AFTER_SITE_PATTERNS, LinksAndEmphasis

_REPLACED: Final = (
    "backtick escape reference link image_link image_reference short_reference short_image_ref"
    " autolink automail linebreak html entity not_strong em_strong em_strong2 magic-link magic-mail"
).split()
"""Patterns whose work is done here."""
AFTER_LINES: Final = 19.99
"""Where a treeprocessor runs right after the patterns of lines."""
_ADDRESS: Final = re.compile(
    r"(?i)(<(?:a|area|img|video|audio|source|track)\b[^<>]*?\s(?:href|src)\s*=\s*)"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))"
)
_NAMED: Final = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)


class CommonMark(Extension):
    """Makes a converter read as the forge does."""

    def __init__(self, language: str = "en") -> None:
        super().__init__()
        self._words: Vocabulary = vocabulary(language)
        self._atoms: Atoms | None = None
        self._lines: LinksAndEmphasis | None = None
        self._parser: CommonMarkParser | None = None

    @property
    def md(self) -> Markdown:
        """The converter that it was last added to."""
        assert self._parser is not None
        return self._parser.md

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        if "footnote" not in md.parser.blockprocessors:
            md.registerExtensions(["footnotes"], {})
        md.registerExtension(self)
        self._speak(md)
        self._read_blocks(md)
        self._read_lines(md)

    def reset(self) -> None:
        if self._atoms is not None and self._lines is not None and self._parser is not None:
            self._atoms.reset()
            self._lines.reset()
            self._parser.forget()

    def _read_blocks(self, md: Markdown) -> None:
        fences = md.preprocessors["fenced_code_block"] if _has(md, "fenced_code_block") else None
        html = md.preprocessors["html_block"]
        md.preprocessors.deregister("html_block")
        self._parser = CommonMarkParser.of(md.parser)
        self._parser.set_up(fences, html, self._quoted, self._started, self._linked)
        aside = _Aside(md)
        md.preprocessors.register(aside, "chaguan-aside", 25.1)
        md.preprocessors.register(_Tags(aside), "chaguan-tags", 21.1)
        md.preprocessors.register(_Back(aside), "chaguan-back", 20.9)
        if "task-list" not in md.treeprocessors:
            md.treeprocessors.register(Tasks(md), "chaguan-tasks", BEFORE_LINES)
        md.treeprocessors.register(ForgeAnchors(md), "chaguan-anchors", 5)

    def _read_lines(self, md: Markdown) -> None:
        patterns = md.inlinePatterns
        code: Any = patterns["backtick"]
        is_core = type(code).__module__.startswith("markdown.")
        for name in _REPLACED:
            patterns.deregister(name, strict=False)
        has_strikes = True
        if "delimiter" in patterns:  # of pymdownx: others of its signs stay
            signs: Any = patterns["delimiter"]
            has_strikes = "~" not in signs.delimiters
            for sign in "*_":
                signs.remove(sign)
        assert self._parser is not None
        self._atoms = Atoms(md, None if is_core else code, self._linked)
        self._lines = LinksAndEmphasis(md, self._atoms, self._parser.targets, has_strikes)
        patterns.register(self._atoms, "chaguan-atoms", BEFORE_ALL_PATTERNS)
        patterns.register(self._lines, "chaguan-lines", AFTER_SITE_PATTERNS)
        patterns.register(Ruby(RUBY, md), "chaguan-ruby", BEFORE_ALL_PATTERNS - 0.5)
        md.treeprocessors.register(Unfolded(md), "chaguan-unfolded", AFTER_LINES)
        md.treeprocessors.register(LineEnds(md), "chaguan-line-ends", AFTER_LINES - 0.01)

    def _speak(self, md: Markdown) -> None:
        """Let extensions say in the page's language what they say of their own."""
        for extension in md.registeredExtensions:
            config: dict[str, Any] = getattr(extension, "config", {})
            if "BACKLINK_TITLE" in config:
                extension.setConfig("BACKLINK_TITLE", self._words("markdown.to_text", number="{}"))
        if "toc" in md.treeprocessors:
            toc: Any = md.treeprocessors["toc"]
            toc.permalink_title = self._words("markdown.permalink")

    def _quoted(self, quote: Element) -> None:
        show_alert(quote, self._words)

    def _started(self, line: str) -> str:
        return with_title(line, self._words)

    def _linked(self, html: str) -> str:
        """HTML whose links lead where those of Markdown would."""
        if self._parser is None or "relpath" not in self._parser.md.treeprocessors:
            return html
        if "href" not in html.lower() and "src" not in html.lower():
            return html
        paths: Any = self._parser.md.treeprocessors["relpath"]

        def moved(tag: re.Match[str]) -> str:
            address = next(each for each in tag.groups()[1:] if each is not None)
            return f'{tag.group(1)}"{paths.path_to_url(address)}"'

        return _ADDRESS.sub(moved, html)


class _Aside(Preprocessor):
    """Keeps the text from what would look for fences in it without knowing its blocks."""

    lines: Sequence[str] = ()

    def run(self, lines: list[str]) -> list[str]:
        self.lines = lines
        return []


class _Tags(Preprocessor):
    """Shows the engine's search for anchors nothing but tags: on other text it may fail."""

    def __init__(self, aside: _Aside) -> None:
        super().__init__()
        self._aside = aside

    def run(self, lines: list[str]) -> list[str]:
        return list(_tags_with_names(self._aside.lines))


class _Back(_Tags):
    """Gives the text back."""

    def run(self, lines: list[str]) -> list[str]:
        return list(self._aside.lines)


def _tags_with_names(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        if "<" in line and _NAMED.search(line):
            yield from re.findall(f"(?:{TAG})", line)


def _has(md: Markdown, preprocessor: str) -> bool:
    return preprocessor in md.preprocessors
