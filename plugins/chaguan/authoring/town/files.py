"""The files of a town: content to begin with, what checks and builds it, and newer ones of ours."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, metadata
from importlib.resources import files
from pathlib import Path
from typing import Final
from uuid import uuid4

from chaguan import __version__
from chaguan.authoring.schemas import schemas
from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.forge.issue_form import form_text, forms
from chaguan.load import COMMUNITY_FIELDS, named
from chaguan.load.naming import plain_id
from chaguan.locales.words import town_words
from chaguan.source import nodes_of

from .answers import NAME, Answers, next_evening

FORMS: Final = {"github": ".github/ISSUE_TEMPLATE", "forgejo": ".forgejo/issue_template"}
"""Where a forge looks for forms; GitLab has none with fields."""
WORKFLOWS: Final = {
    "github": {
        **{f".github/workflows/{each}.yml": f"github/workflows/{each}.yml"
           for each in ("check", "comment", "submit", "deploy", "audit", "ask", "gather")},
        ".github/scripts/ask.sh": "github/scripts/ask.sh",
        ".github/scripts/comment.sh": "github/scripts/comment.sh",
        ".github/scripts/draft.sh": "github/scripts/draft.sh",
        ".github/scripts/gather.sh": "github/scripts/gather.sh",
        ".github/CODEOWNERS": "github/CODEOWNERS",
        ".github/PULL_REQUEST_TEMPLATE.md": "github/PULL_REQUEST_TEMPLATE.md",
        ".github/dependabot.yml": "github/dependabot.yml",
    },
    "gitlab": {
        ".gitlab-ci.yml": "gitlab-ci.yml",
        ".gitlab/CODEOWNERS": "github/CODEOWNERS",
        ".gitlab/merge_request_templates/Default.md": "github/PULL_REQUEST_TEMPLATE.md",
    },
    "forgejo": {
        ".forgejo/workflows/check.yml": "forgejo/check.yml",
        ".forgejo/workflows/deploy.yml": "forgejo/deploy.yml",
        ".forgejo/CODEOWNERS": "github/CODEOWNERS",
        ".forgejo/PULL_REQUEST_TEMPLATE.md": "github/PULL_REQUEST_TEMPLATE.md",
    },
}  # fmt: skip
"""By forge: each file, and the template it is made of."""
RUNS: Final = tuple(f".github/scripts/{each}.sh" for each in ("ask", "comment", "draft", "gather"))
"""What the forge runs as programs."""


def frame_files(answers: Answers, year: int) -> dict[str, str]:
    """Everything but the content, by path: what `upgrade` brings up to date."""
    made = {
        "mkdocs.yml": _filled("mkdocs.yml", answers, year),
        "Makefile": _filled("Makefile", answers, year),
        ".gitignore": _filled("gitignore", answers, year),
        "requirements.txt": _filled("requirements.txt", answers, year),
        "constraints.txt": constraints(),
        "README.md": readme(answers),
        NAME: answers.text(),
    }
    made |= {path: _filled(name, answers, year) for path, name in WORKFLOWS[answers.forge].items()}
    if folder := FORMS.get(answers.forge):
        made |= {f"{folder}/{form.name}.yml": form_text(form) for form in forms(answers.languages)}
        made[f"{folder}/config.yml"] = _filled("form-config.yml", answers, year)
    made |= {f"schemas/{name}": text for name, text in schemas(answers.languages).items()}
    return dict(sorted(made.items()))


def content_files(answers: Answers, today: date) -> dict[str, str]:
    """A community to begin with: itself, a home, a charter, an evening, a story, its founder."""
    first = answers.languages[0]
    person = _id(answers.person) or "founder"
    evening = next_evening(today)
    known = {field.name for field in COMMUNITY_FIELDS}
    community: dict[str, Value] = {
        "name": answers.name,
        "tagline": _by_language(answers, "tagline"),
        "timezone": answers.timezone,
        "languages": answers.languages,
        "licence": answers.licence,
        "uid": str(uuid4()),
    }
    if "heartbeat" in known:
        community["heartbeat"] = "8 weeks"
    event: dict[str, Value] = {
        "title": _by_language(answers, "event_title"),
        "start": f"{evening} 19:30",
        "end": f"{evening} 21:30",
        "location": {"name": _by_language(answers, "event_where")},
        "hosts": (person,),
        "description": _by_language(answers, "event_about"),
    }
    made = {
        "content/community.yml": _yaml(community),
        f"content/people/{person}.yml": _yaml({"name": answers.person or person}),
        f"content/events/{evening.year}/first-evening.yml": _yaml(event),
    }
    for language in answers.languages:
        ending = "md" if language == first else f"{language}.md"
        for name in ("home", "charter"):
            stem = "index" if name == "home" else name
            head = _yaml({"title": town_words(f"{name}_title", language)})
            made[f"content/{stem}.{ending}"] = (
                f"---\n{head}---\n\n{town_words(name, language).strip()}\n"
            )
        story: dict[str, Value] = {"title": town_words("post_title", language)}
        if language == first:
            story |= {"date": today.isoformat(), "authors": (person,)}
        made[f"content/posts/{today.year}/we-begin.{ending}"] = (
            f"---\n{_yaml(story)}---\n\n{town_words('post', language).strip()}\n"
        )
    return dict(sorted(made.items()))


def _by_language(answers: Answers, key: str) -> Value:
    if len(answers.languages) == 1:
        return town_words(key, answers.languages[0])
    return {each: town_words(key, each) for each in answers.languages}


def _yaml(values: dict[str, Value]) -> str:
    return "".join(f"{line}\n" for line, _ in yaml_lines(values))


def _id(name: str) -> str:
    plain = plain_id(name)
    return plain if plain and not named(f"people/{plain}.yml", ("en",)).problems else ""


def readme(answers: Answers) -> str:
    """What the repository's first page says, in each of its languages that we speak."""
    said = (
        town_words(
            "readme", each, name=answers.name, site_url=answers.site_url, licence=answers.licence
        ).strip()
        for each in answers.languages
    )
    return "\n\n".join(dict.fromkeys(said)) + "\n"


def requirement() -> str:
    """This very version of Chaguan, with a font for link cards."""
    extras = ["cards"]
    try:
        offered = metadata("chaguan").get_all("Provides-Extra") or []
    except PackageNotFoundError:
        offered = []
    extras += [each for each in (THEME,) if each in offered]
    return f"chaguan[{','.join(sorted(extras))}]=={__version__}"


THEME: Final = "material"
"""The theme of a new town, until a decision says another."""


def constraints() -> str:
    """The versions of everything that this release was tried with."""
    shipped = files("chaguan") / "authoring/town/constraints.txt"
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return (Path(str(files("chaguan"))).parents[1] / "constraints.txt").read_text(encoding="utf-8")


def _template(name: str) -> str:
    return (files("chaguan") / "authoring/town/templates" / name).read_text(encoding="utf-8")


def _filled(name: str, answers: Answers, year: int) -> str:
    values = dict(_values(answers, year))
    return re.sub(
        r"@([A-Z_]+)@", lambda found: values.get(found[1], found.group()), _template(name)
    )


def _values(answers: Answers, year: int) -> Iterator[tuple[str, str]]:
    yield "NAME", next(iter(yaml_lines({"x": answers.name})))[0].removeprefix("x: ")
    yield "SITE_URL", answers.site_url
    yield "LANGUAGE", answers.languages[0]
    yield "THEME", THEME
    yield "ZONE", answers.timezone
    yield "CRON", answers.cron(year)
    yield "LOCAL_CRON", "7 0 * * *"
    yield "OWNER", answers.owner
    yield "REQUIREMENT", requirement()
    lines = f"repo_url: {answers.repository}\nedit_uri: {answers.edit_uri}\n"
    yield "REPOSITORY", lines if answers.repository else ""


_NAMES: Final = ("mine", "base", "theirs")
_DOUBLED: Final = "YA110"


def merged(mine: str, base: str, theirs: str, path: str) -> str | None:
    """All three as one; None where both sides changed the same lines, or where git is missing.

    Line ends are brought to `\\n` for the merge and back as `mine` has them. Lines that merge are
    not yet YAML that says each thing once, so that is looked at afterwards.
    """
    ends = "\r\n" if "\r\n" in mine else "\n"
    with tempfile.TemporaryDirectory(prefix="chaguan-") as aside:
        paths = []
        for name, text in zip(_NAMES, (mine, base, theirs), strict=True):
            paths.append(Path(aside) / name)
            paths[-1].write_bytes(text.replace("\r\n", "\n").encode())
        try:
            done = subprocess.run(
                ["git", "merge-file", "-p", *map(str, paths)],
                capture_output=True, timeout=30, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
    if done.returncode != 0:
        return None
    text = done.stdout.decode()
    if path.endswith((".yml", ".yaml")) and not _doubled(theirs) and _doubled(text):
        return None
    return text.replace("\n", ends)


def _doubled(text: str) -> bool:
    """Whether a key stands twice in one map (YA110), which readers of YAML settle in silence."""
    _, problems = nodes_of(text, "")
    return any(each.code == _DOUBLED for each in problems)
