"""What people read on the forge about what they sent in, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from chaguan.locales import SPOKEN, form_words

from .issue_answers import Finding

MARK: Final = "<!-- chaguan -->"
"""The first line of our comments, by which the next one finds and replaces the last."""
MOST: Final = 30
"""Findings in a comment; a forge cuts it off at 65,536 characters."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def reading_order(said: str) -> tuple[str, ...]:
    """Our languages, first the one that `said` was probably written in."""
    return SPOKEN if _HAN.search(said) or not said.strip() else SPOKEN[::-1]


def issue_reply(findings: Sequence[Finding], languages: Iterable[str], *, is_first: bool) -> str:
    """The answer to a form that makes a file."""
    parts = []
    for language in languages:
        lines = [_greeting(language, is_first)]
        if any(each.is_refusal for each in findings):
            lines[0] += form_words("reply.refused", language)
        elif findings:
            lines[0] += form_words("reply.mend", language)
        else:
            lines[0] += form_words("reply.fine", language)
        lines.extend(listed(findings, language))
        parts.append("\n".join(lines))
    return _joined(parts)


def correction_reply(
    findings: Sequence[Finding], languages: Iterable[str], *, is_first: bool, edit: str
) -> str:
    """The answer to a correction; `edit` is where a host mends the page, empty if unknown."""
    if findings:
        return issue_reply(findings, languages, is_first=is_first)
    parts = []
    for language in languages:
        said = f"{_greeting(language, is_first)}{form_words('reply.correction', language)}"
        link = f"\n\n[{form_words('reply.edit', language)}]({edit})" if edit else ""
        parts.append(f"{said}{link}")
    return _joined(parts)


def pull_request_reply(
    findings: Sequence[Finding], more: int, report: str, said: str, *, is_first: bool
) -> str:
    """The answer to a pull request titled `said`; `report` is where the whole report stands."""
    parts = []
    for language in reading_order(said):
        is_fine = all(each.is_notice for each in findings)
        key = "fine_pull_request" if is_fine else "mend_pull_request"
        lines = [f"{_greeting(language, is_first)}{form_words(f'reply.{key}', language)}"]
        lines.extend(listed(findings, language))
        if more > 0:
            lines.append(f"- {form_words('reply.more', language, number=more)}")
        lines.append(f"\n[{form_words('reply.report', language)}]({report})")
        parts.append("\n".join(lines))
    return _joined(parts)


def listed(findings: Sequence[Finding], language: str) -> Iterable[str]:
    """A line for each, with what to do below it; the forge keeps the line break."""
    yield ""
    for finding in findings[:MOST]:
        kind = "error" if finding.is_error else "notice" if finding.is_notice else "warning"
        label = f"**{finding.label}** · " if finding.label else ""
        colon = "：" if language.startswith("zh") else ": "
        yield f"- {label}{form_words(f'reply.{kind}', language)}{colon}{finding.message[language]}"
        if hint := finding.hint.get(language):
            yield f"  {hint}"
    if len(findings) > MOST:
        yield f"- {form_words('reply.more', language, number=len(findings) - MOST)}"


def _greeting(language: str, is_first: bool) -> str:
    space = "" if language.startswith("zh") else " "
    keys = ("thanks", "welcome") if is_first else ("thanks",)
    return "".join(f"{form_words(f'reply.{key}', language)}{space}" for key in keys)


def _joined(parts: Sequence[str]) -> str:
    separator = "\n\n---\n\n"
    return f"{MARK}\n{separator.join(parts)}\n"
