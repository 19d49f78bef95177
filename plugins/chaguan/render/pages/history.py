"""How a page came to be: when, by whom and through which pull requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from chaguan.model import Past, RecordId, Revision
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.localized import date_words

Signer = Callable[[str], RecordId | None]
"""The listed person of a name that a change carries; None where it is nobody's, or several'."""
MOST_REVISIONS: Final = 50
_PULLS: Final = (
    ("github", "#", "pull/"),
    ("gitlab", "!", "-/merge_requests/"),
    ("codeberg", "#", "pulls/"),
    ("forgejo", "#", "pulls/"),
    ("gitea", "#", "pulls/"),
)
"""A part of a forge's host name, its mark of pull requests, and where below a repository they are.

GitLab marks its issues with `#`.
"""


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One change."""

    iso: str
    """Its day, for machines."""
    day: str
    people: tuple[Link, ...]
    pull: Link | None


@dataclass(frozen=True, slots=True)
class PageHistory:
    """What is known of how a page came to be."""

    summary: str
    """One line; where nothing is known, it says so."""
    first: str
    """The day; empty where it is not known."""
    last: str
    """The day; empty where it is the first."""
    revisions: tuple[RevisionLine, ...]
    """Newest first."""
    more: str
    """How many older ones are left out, in words."""
    reviewers: tuple[Link, ...]
    is_complete: bool


def page_history(
    past: Past, view: PageContext, signer: Signer, repository: str
) -> PageHistory | None:
    """What a page says of its past; None where there is no repository or it was not committed."""
    revisions = past.revisions
    if not revisions and past.is_complete:
        return None
    count = len(revisions)
    last = date_words(_day(revisions[0], view), view.language) if revisions else ""
    first = date_words(_day(revisions[-1], view), view.language) if past.is_complete else ""
    reviewers = dict.fromkeys(name for each in revisions for name in each.reviewers)
    older = max(0, count - MOST_REVISIONS)
    return PageHistory(
        summary=view.words.count("history.changes", count, day=last)
        if revisions
        else view.words("history.unknown"),
        first=first,
        last="" if last == first else last,
        revisions=tuple(
            _line(each, view, signer, repository) for each in revisions[:MOST_REVISIONS]
        ),
        more=view.words.count("history.older", older) if older else "",
        reviewers=_people(reviewers, view, signer),
        is_complete=past.is_complete,
    )


def pull_link(pull: str, repository: str) -> Link | None:
    """A pull request (`#12`), with its page where the forge is one that we know.

    None for what is none on that forge.
    """
    split = urlsplit(repository)
    host = (split.hostname or "").lower() if split.scheme in ("http", "https") else ""
    mark, folder = next(
        ((mark, folder) for forge, mark, folder in _PULLS if forge in host), ("", "")
    )
    if not pull or not pull.startswith(mark):
        return None
    if not folder:
        return Link(pull, goes_nowhere=True)
    return Link(pull, f"{repository.rstrip('/').removesuffix('.git')}/{folder}{pull[1:]}")


def _line(revision: Revision, view: PageContext, signer: Signer, repository: str) -> RevisionLine:
    day = _day(revision, view)
    # The pull request's page would tell the name that is kept here.
    is_told = "" not in (*revision.authors, *revision.reviewers)
    return RevisionLine(
        iso=day.isoformat(),
        day=date_words(day, view.language),
        people=_people(revision.authors, view, signer),
        pull=pull_link(revision.pull, repository) if is_told else None,
    )


def _day(revision: Revision, view: PageContext) -> date:
    """By the community's clock: where an author's clock stood is nobody's business."""
    return revision.moment.astimezone(view.community.settings.zone).date()


def _people(names: Iterable[str], view: PageContext, signer: Signer) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(_who(name, view, signer) for name in names))


def _who(name: str, view: PageContext, signer: Signer) -> Link:
    if not name:
        return Link(view.words("person.member"), goes_nowhere=True)
    person = signer(name)
    return Link(name, goes_nowhere=True) if person is None else view.person(person)
