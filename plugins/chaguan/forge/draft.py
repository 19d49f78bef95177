"""The file that somebody's answers make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.load import FOLDERS, Loaded
from chaguan.load.links import Point
from chaguan.load.naming import free, plain_id
from chaguan.load.offer import MakerType
from chaguan.load.words import TextByLanguage
from chaguan.model import Community
from chaguan.model.frozen import dataclass
from chaguan.site.urls import CHARTER

from .issue_form import Form, Question
from .submission import Submission

SEPARATORS: Final = re.compile(r"[,，、;；\n]")
_LINK = re.compile(r"(?P<label>[^:：]{1,100}?)\s*[:：]\s*(?P<url>\S.*)")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index")
_YEAR = re.compile(r"(19|20|21)\d\d(?=-)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is not there yet."""

    path: str
    """Below the content folder."""
    text: str
    owners: tuple[str, ...]
    """Of each line, the dotted name of the value in it; `body` after the front matter."""


def draft_of(
    form: Form, answers: Mapping[str, str], submission: Submission, loaded: Loaded
) -> Draft:
    """The one new file that `answers` make; nothing that exists is ever its path."""
    community = loaded.community
    values = _values(form, answers, community)
    if form.kind == "post":
        written = submission.created.astimezone(community.settings.zone)
        values = {"title": values.pop("title"), "date": f"{written:%Y-%m-%d %H:%M}", **values}
    origin = f"{submission.repository}/issues/{submission.number}"
    values["uid"] = str(uuid5(NAMESPACE_URL, origin))
    lines = list(yaml_lines(values))
    if form.kind == "post":
        body = answers.get("body", "").split("\n")
        fence = ("---", "")
        lines = [fence, *lines, fence, *((line, "body") for line in body)]
    text = "".join(f"{line}\n" for line, _ in lines)
    path = _path(form, answers, submission, loaded)
    return Draft(path, text, tuple(owner for _, owner in lines))


def _path(form: Form, answers: Mapping[str, str], submission: Submission, loaded: Loaded) -> str:
    folder = next(name for name, kind in FOLDERS.items() if kind == form.kind)
    names = (PurePosixPath(path) for path in loaded.files if path.startswith(f"{folder}/"))
    taken = {path.name.partition(".")[0].lower() for path in names}
    title = answers.get("title") or answers.get("name", "")
    plain = plain_id(title)
    if len(plain) < 3 or _RESERVED.fullmatch(plain):
        plain = f"{form.kind}-{submission.number}"
    stem = free(plain, taken)
    year = f"{submission.created:%Y}"
    if form.kind == "event" and (found := _YEAR.match(answers.get("start", ""))):
        year = found.group()
    if form.kind == "offer" and (found := _YEAR.match(answers.get("from", ""))):
        year = found.group()
    if form.kind not in ("post", "event", "offer"):
        return f"{folder}/{stem}.yml"
    if form.kind in ("event", "offer"):
        return f"{folder}/{year}/{stem}.yml"
    language = _language(form, answers, loaded.community)
    return f"{folder}/{year}/{stem}.{language}.md" if language else f"{folder}/{year}/{stem}.md"


def _language(form: Form, answers: Mapping[str, str], community: Community) -> str:
    """The language chosen; empty for the community's own."""
    question = next((each for each in form.questions if each.name == "language"), None)
    chosen = question.choices.get(answers.get("language", ""), "") if question else ""
    return "" if chosen == community.default_language else chosen


def _values(form: Form, answers: Mapping[str, str], community: Community) -> dict[str, Value]:
    language = _language(form, answers, community)
    flat: dict[str, Value] = {}
    for question in form.questions:
        answer = answers.get(question.name, "")
        if question.name == "repeat.weekdays":
            flat.update(_pattern(form, answers))
        elif form.kind == "event" and question.name == "place" and answer:
            known = id_of("place", answer, community)
            flat.update({"place": known} if known else {"location.name": answer})
        elif question.name == "sign" and answer and (version := charter_in_force(community)):
            flat["signed"] = version
        elif question.field is not None and answer:
            flat[question.name] = _value(question, answer, community, language)
    nested: dict[str, Value] = {}
    for name, value in flat.items():
        head, dot, rest = name.partition(".")
        if dot:
            inner = nested.get(head)
            nested[head] = {**(inner if isinstance(inner, Mapping) else {}), rest: value}
        else:
            nested[name] = value
    return nested


def _value(question: Question, answer: str, community: Community, language: str) -> Value:
    if question.options:
        return question.choices[answer]
    if question.is_map:
        return dict(_links(answer))
    if isinstance(question.type, Point):
        return tuple(each.strip() for each in SEPARATORS.split(answer))
    if question.is_list:
        items = (each.strip() for each in SEPARATORS.split(answer))
        made = (_one(question, each, community) for each in dict.fromkeys(items) if each)
        return tuple(made)
    if isinstance(question.type, TextByLanguage):
        return {language: answer} if language else answer
    return _one(question, " ".join(answer.split("\n")), community)


def _one(question: Question, typed: str, community: Community) -> Value:
    if isinstance(question.type, MakerType):
        return _maker(typed, community)
    kind = question.refers_to
    return (id_of(kind, typed, community) if kind else "") or typed


def _maker(typed: str, community: Community) -> Value:
    """Whose an offer is; a name that a person and a place have is the person's."""
    kinds = {kind: id_of(kind, typed, community) for kind in ("person", "place")}
    known = {kind: id for kind, id in kinds.items() if id}
    return dict(list(known.items())[:1]) or typed


def charter_in_force(community: Community) -> str:
    """The version of the charter that holds; empty where it names none."""
    pages = (each for each in community.pages if each.id == CHARTER)
    return next((each.version for each in pages), "")


def _pattern(form: Form, answers: Mapping[str, str]) -> dict[str, Value]:
    by_name = {question.name: question for question in form.questions}
    days = re.split(r",\s*", answers.get("repeat.weekdays", ""))
    weekdays = [by_name["repeat.weekdays"].choices[day] for day in days if day]
    nth = by_name["repeat.nth"].choices.get(answers.get("repeat.nth", ""), "")
    pattern = tuple(f"{nth} {day}".strip() for day in weekdays)
    return {"repeat.on": pattern} if pattern else {}


def _links(answer: str) -> Iterator[tuple[str, str]]:
    for line in filter(None, (each.strip(" -*\t") for each in answer.split("\n"))):
        found = _LINK.fullmatch(line)
        if found and not found["url"].startswith("//"):
            yield found["label"], found["url"]
        else:
            yield _host(line) or "link", line


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "")[:100]
    except ValueError:
        return ""


def id_of(kind: str, typed: str, community: Community) -> str:
    """The id of the record that `typed` is the id or the name of; empty where there is none."""
    records = community.of_kind(kind)
    if typed in records:
        return typed
    wanted = typed.casefold()
    named = [
        id
        for id, record in records.items()
        if any(words.text.casefold() == wanted for words in record.name.versions)
    ]
    return named[0] if len(named) == 1 else ""
