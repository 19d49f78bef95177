"""“Count me in”: a line in somebody's own file, or a new file for who has none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.check import every_problem_of
from chaguan.load import Loaded, read
from chaguan.load.naming import free, plain_id
from chaguan.model import ANY, Campaign, Joined, Person, RecordId, Severity
from chaguan.source import decoded, files_of

from .draft import Draft, id_of
from .issue_answers import Finding, refusal
from .issue_form import Form
from .submission import Submission

_JOINS = re.compile(
    r"^joins[ \t]*:(?P<rest>[^\n]*?)(?P<note>[ \t]+#[^\n]*)?(?:\n|\Z)", re.MULTILINE
)

_ITEM = re.compile(r"(?:[ \t]*#[^\n]*\n)*([ ]*)- ")
"""The first of a list below, and how far it is indented."""


_WHOLE = re.compile(
    r"^joins[ \t]*:[^\n]*(?:\n|\Z)(?:(?:[ \t]+\S[^\n]*|-[ \t][^\n]*)(?:\n|\Z))*", re.MULTILINE
)
"""With what stands below it."""


def joined_of(
    form: Form,
    answers: Mapping[str, str],
    submission: Submission,
    loaded: Loaded,
    folder: Path,
) -> tuple[Draft | None, Campaign | None, tuple[Finding, ...]]:
    """The one file that changes or is new, or why there is none."""
    asked = {question.name: question for question in form.questions}
    community = loaded.community
    campaign = _campaign(answers.get("campaign", ""), loaded)
    if campaign is None:
        return None, None, (refusal(asked["campaign"], "no_campaign"),)
    who = " ".join(answers.get("who", "").split())
    found = id_of("person", who, community)
    wish: Value = str(campaign.id)
    if role := " ".join(answers.get("as", "").split()):
        wish = {"campaign": str(campaign.id), "as": role}
    if not found and any(_is_called(each, who) for each in community.people.values()):
        return None, campaign, (refusal(asked["who"], "who_of_them"),)
    if not found and answers.get("leave"):
        return None, campaign, (refusal(asked["who"], "not_in"),)
    if not found:
        return _new(who, wish, submission, loaded), campaign, ()
    person = community.people[RecordId(found)]
    kept = tuple(each for each in person.joins if each.campaign != campaign.id)
    is_in, is_leaving = kept != person.joins, bool(answers.get("leave"))
    if is_in is not is_leaving:
        why = "not_in" if is_leaving else "joined_already"
        return None, campaign, (refusal(asked["campaign"], why),)
    before = (folder / person.path).read_bytes().decode("utf-8")
    after = without_joined(before, kept) if is_leaving else with_joined(before, wish)
    wanted = [each.campaign for each in kept] + ([] if is_leaving else [campaign.id])
    if not _is_as_wished(after, person, wanted, folder):
        return None, campaign, (refusal(asked["who"], "not_then", reason=person.path),)
    findings = () if _is_theirs(person, submission) else (_asked_back(form, submission),)
    return Draft(person.path, after, ()), campaign, findings


def with_joined(text: str, wish: Value) -> str:
    """A person's file with one campaign more; all other lines as they were."""
    inner = _flow(wish)
    found = _JOINS.search(text)
    if found is None:
        whole = text if text.endswith("\n") or not text else f"{text}\n"
        return f"{whole}joins: [{inner}]\n"
    rest, note = found["rest"].strip(), found["note"] or ""
    if rest.startswith("[") and rest.endswith("]"):
        known = rest[1:-1].strip().rstrip(",")
        line = f"joins: [{known}, {inner}]{note}\n" if known else f"joins: [{inner}]{note}\n"
    elif rest:
        line = f"joins: [{rest}, {inner}]{note}\n"
    else:
        indent = _ITEM.match(text, found.end())
        line = f"{found[0].rstrip(chr(10))}\n{indent[1] if indent else '  '}- {inner}\n"
    return f"{text[: found.start()]}{line}{text[found.end() :]}"


def without_joined(text: str, kept: Iterable[Joined]) -> str:
    """A person's file with only the campaigns that are kept; all other lines as they were."""
    inner = ", ".join(_flow(_as_written(each)) for each in kept)
    return _WHOLE.sub(lambda found: f"joins: [{inner}]\n" if inner else "", text, count=1)


def _as_written(joined: Joined) -> Value:
    versions = joined.role.versions
    if not versions:
        return str(joined.campaign)
    role: Value = {each.language: each.text for each in versions}
    if versions[0].language == ANY:
        role = versions[0].text
    return {"campaign": str(joined.campaign), "as": role}


def _flow(value: Value) -> str:
    """A text, or a map of texts, in one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items())}}}"
    ((line, _),) = yaml_lines({"a": value})
    written = line.removeprefix("a: ")
    is_plain = re.fullmatch(r"[\w -]+", written) is not None
    return written if is_plain or written.startswith('"') else json.dumps(value, ensure_ascii=False)


def _campaign(said: str, loaded: Loaded) -> Campaign | None:
    """The campaign that a title, an id or the address of a page names."""
    campaigns = loaded.community.campaigns
    if found := id_of("campaign", said.strip(), loaded.community):
        return campaigns[RecordId(found)]
    try:
        last = unquote(urlsplit(said.strip()).path).strip("/").rpartition("/")[2]
    except ValueError:
        return None
    return campaigns.get(RecordId(last))


def _is_called(person: Person, name: str) -> bool:
    return any(words.text.casefold() == name.casefold() for words in person.name.versions)


def _new(who: str, wish: Value, submission: Submission, loaded: Loaded) -> Draft:
    taken = {path.rpartition("/")[2].partition(".")[0].lower() for path in loaded.files}
    plain = plain_id(who)
    stem = free(plain if len(plain) > 2 else f"person-{submission.number}", taken)
    origin = f"{submission.repository}/issues/{submission.number}"
    values: dict[str, Value] = {
        "name": who,
        **(
            {"links": {"GitHub": f"https://github.com/{submission.login}"}}
            if submission.login
            else {}
        ),
        "uid": str(uuid5(NAMESPACE_URL, origin)),
    }
    lines = [*yaml_lines(values), (f"joins: [{_flow(wish)}]", "joins")]  # one line to take out
    text = "".join(f"{line}\n" for line, _ in lines)
    return Draft(f"people/{stem}.yml", text, tuple(owner for _, owner in lines))


def _is_as_wished(after: str, person: Person, wanted: list[RecordId], folder: Path) -> bool:
    """Whether the changed file reads well and says what was wished, and nothing else."""
    new = decoded(person.path, after.encode())
    files = (*(each for each in files_of(folder) if each.path != person.path), new)
    problems = every_problem_of(files, folder)
    if any(p.position.path == person.path and p.severity is Severity.ERROR for p in problems):
        return False
    held = read(files, name=folder.resolve().name).community.people.get(person.id)
    return held is not None and sorted(each.campaign for each in held.joins) == sorted(wanted)


def _is_theirs(person: Person, submission: Submission) -> bool:
    """Whether the file names the account that sent this as its person's own."""
    wanted = f"/{submission.login.casefold()}"
    return bool(submission.login) and any(
        url.casefold().rstrip("/").endswith(wanted) for _, url in person.links
    )


def _asked_back(form: Form, submission: Submission) -> Finding:
    """A finding for the host: the file does not say that this account is its person's."""
    question = next(each for each in form.questions if each.name == "who")
    said = refusal(question, "whose", login=submission.login or "?")
    return Finding(
        question=said.question,
        label=said.label,
        message=said.message,
        is_refusal=False,
        is_error=False,
    )
