"""`chaguan from-issue`: what somebody typed into a form becomes one new file, or an answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.forge.draft import Draft, charter_in_force, draft_of, id_of
from chaguan.forge.escape import neutral_title
from chaguan.forge.evening import evening_of
from chaguan.forge.issue_answers import Finding, answers_of, form_of, refusal, stranger, unsigned
from chaguan.forge.issue_form import Form, forms
from chaguan.forge.join_form import joined_of
from chaguan.forge.reply import correction_reply, issue_reply, reading_order
from chaguan.forge.review import findings_of
from chaguan.forge.submission import Submission, UnreadablePayloadError, submission_of
from chaguan.load import Loaded, load
from chaguan.locales import bilingual
from chaguan.site.claims import claims
from chaguan.site.urls import Addresses

from .content_folder import content_folder

EVENING: Final = "evening"
JOIN: Final = "join"
"""The forms that change a file; all others make a new one, or none."""


@click.command("from-issue")
@click.argument("event", type=click.Path(path_type=Path), metavar="EVENT_JSON")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The content folder.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write the new file into, as content/…; without it nothing is written.",
)
def from_issue(event: Path, content: Path | None, out: Path | None) -> None:
    """Turn the issue in the forge's event file into a new file below content/.

    Prints what came of it as JSON. Exit status: 0 there is an answer, 2 it could not run.
    """
    t = speech("")
    folder = content_folder(content, ())
    if folder is None:
        stop(t("cli.no_folder", path=content) if content else t("cli.no_content"))
    try:
        submission = submission_of(event)
    except UnreadablePayloadError as failure:
        stop(str(failure))
    result, draft = answered(submission, folder)
    is_change = result["kind"] in (EVENING, JOIN)
    if draft and out is not None and not _written(draft, out / "content", is_change=is_change):
        result = refused(submission, "nowhere")
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))


def answered(submission: Submission, folder: Path) -> tuple[dict[str, Any], Draft | None]:
    """The answer to `submission`, and the file that it makes; the folder stays as it is."""
    loaded = load(folder)
    form = form_of(submission, forms(loaded.community.settings.languages))
    if form is None:
        return refused(submission, "unknown"), None
    answers, findings = answers_of(submission.body, form)
    languages = reading_order(" ".join(answers.values()))
    first = submission.is_first
    if form.name == JOIN and not findings:
        return _joined(form, answers, submission, loaded, folder)
    if form.name == EVENING and not findings:
        return _evening(form, answers, submission, loaded, folder)
    if not form.kind and form.name not in (EVENING, JOIN):
        page = answers.get("page", "")
        edit = _edit_address(page, submission, loaded, folder.resolve().name)
        comment = correction_reply(findings, languages, is_first=first, edit=edit)
        return _result(form, findings, comment), None
    if findings:
        return _result(form, findings, issue_reply(findings, languages, is_first=first)), None
    draft = draft_of(form, answers, submission, loaded)
    findings = findings_of(draft, form, folder)
    credit = answers.get("credit", "")
    is_known = credit == answers.get("name") or id_of("person", credit, loaded.community) != ""
    if credit and not is_known:
        findings = (*findings, stranger(form))
    if answers.get("sign") and not charter_in_force(loaded.community):
        findings = (*findings, unsigned(form))
    comment = issue_reply(findings, languages, is_first=first)
    stem = Path(draft.path).name.partition(".")[0]
    title = answers.get("title") or answers.get("name", "")
    made = {
        "path": f"content/{draft.path}",
        "branch": f"form/{submission.number}",
        "title": neutral_title(f"{bilingual(f'form.{form.name}.name')}: {title}"),
        "message": f"Add {form.kind} {stem}",
        "co_author": _credited(submission) if credit and is_known else "",
    }
    return {**_result(form, findings, comment), **made}, draft


def _evening(
    form: Form, answers: dict[str, str], submission: Submission, loaded: Loaded, folder: Path
) -> tuple[dict[str, Any], Draft | None]:
    """The answer to who calls off or moves an evening, and the file that changes."""
    draft, event, findings = evening_of(form, answers, submission, loaded, folder)
    languages = reading_order(" ".join(answers.values()))
    comment = issue_reply(findings, languages, is_first=submission.is_first)
    if draft is None or event is None:
        return _result(form, findings, comment), None
    title = event.title.best(loaded.community.default_language).text
    made = {
        "path": f"content/{draft.path}",
        "branch": f"form/{submission.number}",
        "title": neutral_title(f"{bilingual(f'form.{EVENING}.name')}: {title}"),
        "message": f"Say what changes for the event {event.id}",
        "co_author": "",
    }
    return {**_result(form, findings, comment), **made, "kind": EVENING}, draft


def _joined(
    form: Form, answers: dict[str, str], submission: Submission, loaded: Loaded, folder: Path
) -> tuple[dict[str, Any], Draft | None]:
    """The answer to who joins a campaign, and their own file; it names the account that sent it."""
    draft, campaign, findings = joined_of(form, answers, submission, loaded, folder)
    languages = reading_order(" ".join(answers.values()))
    comment = issue_reply(findings, languages, is_first=submission.is_first)
    if draft is None or campaign is None:
        return _result(form, findings, comment), None
    title = campaign.title.best(loaded.community.default_language).text
    who = f"{Path(draft.path).stem} · {submission.login or '?'}"
    counted = "out of" if answers.get("leave") else "in for"
    made = {
        "path": f"content/{draft.path}",
        "branch": f"form/{submission.number}",
        "title": neutral_title(f"{bilingual(f'form.{JOIN}.name')}: {title} ({who})"),
        "message": f"Count {Path(draft.path).stem} {counted} {campaign.id}",
        "co_author": _credited(submission),
    }
    kind = JOIN if draft.path in loaded.files else "person"
    return {**_result(form, findings, comment), **made, "kind": kind}, draft


def refused(submission: Submission, why: str) -> dict[str, Any]:
    """The answer to what belongs to no form, or nowhere."""
    findings = (refusal(None, why),)
    languages = reading_order(submission.title)
    comment = issue_reply(findings, languages, is_first=submission.is_first)
    return _result(None, findings, comment)


def _result(form: Form | None, findings: Sequence[Finding], comment: str) -> dict[str, Any]:
    problems = [
        {
            "question": each.question,
            "label": each.label,
            "severity": "error" if each.is_error else "warning",
            "message": dict(each.message),
            "hint": dict(each.hint),
        }
        for each in findings
    ]
    nothing = dict.fromkeys(("path", "branch", "title", "message", "co_author"), "")
    kind = form.kind if form else ""
    return {**nothing, "kind": kind, "problems": problems, "comment": comment}


def _credited(submission: Submission) -> str:
    """A trailer's value, with the address that the forge keeps for accounts."""
    host = urlsplit(submission.repository).hostname
    if not submission.login or not host:
        return ""
    name = submission.login
    return f"{name} <{submission.account}+{name}@users.noreply.{host}>"


def _edit_address(page: str, submission: Submission, loaded: Loaded, name: str) -> str:
    """Where the file behind a page's address is edited; empty where nobody can tell."""
    try:
        wanted = unquote(urlsplit(page.strip()).path).strip("/")
    except ValueError:
        return ""
    addresses = Addresses(loaded.community.settings.languages)
    best = ("", "")
    for built, position in claims(loaded.community, addresses, loaded.files):
        address = built.removesuffix("index.html").strip("/")
        if position and address and f"/{wanted}".endswith(f"/{address}"):
            best = max(best, (address, position.path), key=lambda each: len(each[0]))
        elif position and wanted and f"/{wanted}".endswith(f"/{position.path}"):
            best = (wanted, position.path)
    if not best[1] or not submission.repository:
        return ""
    return f"{submission.repository}/edit/{submission.branch}/{quote(f'{name}/{best[1]}')}"


def _written(draft: Draft, content: Path, *, is_change: bool) -> bool:
    """Whether the file could be written below `content`, where only a change finds one before."""
    path = content / draft.path
    content.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.parent.resolve().is_relative_to(content.resolve()):
        return False
    try:
        if is_change and path.is_symlink():
            return False
        with path.open("w" if is_change else "x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
    except FileExistsError:
        return False
    return True
