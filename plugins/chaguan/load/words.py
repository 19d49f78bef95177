"""Fields that hold words: a line, a text by language, tags, a choice."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final

from chaguan.model import Tag as NamedTag
from chaguan.model import Text, Words, tag_form
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node, Scalar, Sequence, crowd, tangle, without_slight

from .fields import is_absent
from .loose_repeats import frequency, repetition
from .other_words import NUMERAL, han_number, language, word
from .reading import Reading, is_plain, near, report_misleading

MOST_TAGS: Final = 30
"""On one record."""


@dataclass(frozen=True, slots=True)
class Line:
    """Plain text."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        if isinstance(node, Scalar):
            if not is_plain(node, reading):
                return None
            return (without_slight(node.value) if node.written else node.value).strip() or None
        if isinstance(node, Sequence) and len(node.items) == 1:
            only = node.items[0]
            if isinstance(only, Scalar) and only.value.strip():
                seen = f"[{only.value.strip()}]"
                reading.meant(node.position, name, seen=seen, fix=only.value.strip())
                return None
        reading.error("FD104", node.position, field=name)
        return None


@dataclass(frozen=True, slots=True)
class TextByLanguage:
    """Words for readers: a string, or a map by language."""

    is_markdown: bool = False
    """Paragraphs, in which only links and code are as strict as a name."""

    def read(self, node: Node, name: str, reading: Reading) -> Text | None:
        if isinstance(node, Scalar):
            words = self._words(node, reading)
            return Text.plain(words, _over_lines(node)) if words else None
        if not isinstance(node, Mapping):
            code = "FD129" if self.is_markdown else "FD104"
            reading.error(code, node.position, field=name)
            return None
        languages = reading.around.languages
        found: dict[str, Words] = {}
        for key, item in node.entries:
            if key.value not in languages and (meant := language(key.value, languages)):
                reading.error("FD130", key.position, seen=key.value, near=meant)
            elif key.value not in languages:
                guess = near(key.value, languages)
                reading.error("FD112", key.position, seen=key.value, known=languages, near=guess)
            elif not isinstance(item, Scalar):
                reading.error("FD104", item.position, field=f"{name}.{key.value}")
            elif not is_absent(item) and item.value.strip():
                reading.positions[f"{name}.{key.value}"] = item.position
                found[key.value] = Words(self._words(item, reading), key.value, _over_lines(item))
        return Text(tuple(found[each] for each in languages if each in found)) or None

    def _words(self, node: Scalar, reading: Reading) -> str:
        """What is written there, unless it would hold up or mislead whoever shows it."""
        if tangle(node.value) is not None:
            reading.error("SR107", node.position)
        elif many := crowd(node.value):
            reading.error("SR112", node.position, what=many.what, most=many.most)
        elif not self.is_markdown:
            is_plain(node, reading)
            return without_slight(node.value).strip() if node.written else node.value.strip()
        elif node.written:
            report_misleading(node.value, node.at, reading)
        return node.value.strip()


def _over_lines(node: Scalar) -> str:
    """What is written, where it goes over several lines, each with its own mistakes."""
    return node.written if "\n" in node.written else ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word to find things by; composed and without space around (Unicode NFC)."""

    holds_commas: ClassVar[bool] = True

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        parts = [part.strip() for part in re.split("[,，、;；]", line) if part.strip()]
        if len(parts) > 1:
            reading.warning("FD118", node.position, seen=line, fix=f"[{', '.join(parts)}]")
        tag = " ".join(unicodedata.normalize("NFC", line).split())
        more = reading.around.tags.get(tag_form(tag)) if reading.around.tags else None
        return NamedTag(tag, more.slug, more.name) if more else tag


def few_enough(tags: tuple[str, ...], reading: Reading) -> None:
    """Report more tags than anybody follows; each has a page, three feeds and a calendar."""
    if len(tags) > MOST_TAGS:
        reading.error("FD119", reading.positions["tags"], number=len(tags), most=MOST_TAGS)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    of: type[StrEnum]

    def read(self, node: Node, name: str, reading: Reading) -> StrEnum | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        known = [each.value for each in self.of]
        if line not in known and (meant := word(line, tuple(known))):
            reading.meant(node.position, name, seen=line, fix=meant)
            return None
        if line not in known and set(known) >= {"week"} and (often := frequency(line)):
            fix = f"{often[0]}, interval: {often[1]}"
            reading.meant(node.position, name, seen=line, fix=fix)
            return None
        if line not in known and set(known) >= {"week"} and (fix := repetition(line)):
            reading.meant(node.position, name, seen=line, fix=fix[1:-1].removeprefix("every: "))
            return None
        if line not in known:
            guess = near(line, known)
            reading.error(
                "FD108", node.position, field=name, seen=line, known=tuple(known), near=guess
            )
            return None
        return self.of(line)


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""

    def read(self, node: Node, name: str, reading: Reading) -> bool | None:
        match node:
            case Scalar(value="true" | "True" | "yes"):
                return True
            case Scalar(value="false" | "False" | "no"):
                return False
        if isinstance(node, Scalar) and (meant := word(node.value, ("true", "false"))):
            reading.meant(node.position, name, seen=node.value.strip(), fix=meant)
            return None
        reading.error("FD111", node.position, field=name)
        return None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of at least 0, with a point before its decimals and no other mark."""

    def read(self, node: Node, name: str, reading: Reading) -> Decimal | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        plain = unicodedata.normalize("NFKC", line)
        if re.fullmatch(r"\d{1,12}(\.\d{1,4})?", plain, re.ASCII):
            return Decimal(plain)
        digits = re.sub(
            r"^[^\d]+|[^\d.]+$", "", re.sub(r"[,'\s](?=\d{3}(\D|$))", "", plain), flags=re.ASCII
        )
        guess = digits if re.fullmatch(r"\d{1,12}(\.\d{1,4})?", digits) else ""
        is_below = plain.startswith(("-", "\u2212"))
        reading.error("FD140", node.position, field=name, seen=line, near="" if is_below else guess)
        return None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int = 0

    def read(self, node: Node, name: str, reading: Reading) -> int | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        digits = unicodedata.normalize("NFKC", line)
        if digits.isascii() and digits.isdigit() and len(digits) < 10 and int(digits) >= self.least:
            return int(digits)
        digits = re.sub(f"{NUMERAL}+", lambda found: str(han_number(found.group())), digits)
        counted = re.fullmatch(
            r"(?:約|大約|最多|上限)?\s*(\d{1,9})\s*(?:人|位|名|個|次|席|people|seats|times)?",
            digits,
        )
        if counted and int(counted[1]) >= self.least:
            reading.meant(node.position, name, seen=line, fix=counted[1])
            return None
        reading.error("FD109", node.position, field=name, seen=line, least=self.least)
        return None
