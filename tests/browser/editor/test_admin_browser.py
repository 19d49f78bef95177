"""What people write in the form becomes files like those by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chaguan.cli import main
from chaguan.load import load
from chaguan.model import Community
from support import ROOT

COMMUNITY = """\
name: {zh-Hant: 小鎮, en: The Town}
timezone: Asia/Taipei
languages: [zh-Hant, en]
uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""

pytestmark = pytest.mark.browser


def with_files(folder: Path, town: Path, files: dict[str, str]) -> Path:
    """The town's content folder with what was written."""
    for path in sorted((town / "content").rglob("*.*")):
        files = {f"content/{path.relative_to(town / 'content')}": path.read_text(), **files}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / "content"


def answer(content: Path) -> str:
    """What `chaguan check` says."""
    return CliRunner().invoke(main, ["check", "--lang", "en", str(content)]).output


def test_bilingual_event_written_in_the_form_passes_the_check(
    writer: Callable[..., Any], town: Path, tmp_path: Path
) -> None:
    someone = writer()
    someone.open("collections/events/new")
    someone.fill("zh-Hant", "夜裡讀書：第二回 #2")
    someone.fill("en", "Reading at night: no. 2")
    someone.fill("start", "2026-12-11T19:30")
    someone.fill("end", "2026-12-11T21:00")
    someone.choose("place", "茶館")
    someone.choose("hosts", "林梅")
    someone.choose("hosts", "Marcus")
    someone.choose("status", "還不確定")
    someone.page.locator("textarea[id^=zh-Hant-field]").fill("第一行。\n\n- 茶：一壺\n- yes 👋")
    someone.page.locator("textarea[id^=en-field]").fill(f"No. {'Words and words: # ' * 20}\n\nno")
    someone.fill("tags", "茶, no, 2026")
    files = someone.save()

    assert list(files) == ["content/events/2026/reading-at-night-no-2.yml"]
    content = with_files(tmp_path, town, files)
    assert answer(content).strip().startswith("0 errors, 0 warnings")
    event = load(content, name="", language="en").community.events["reading-at-night-no-2"]
    assert event.title.best("zh-Hant").text == "夜裡讀書：第二回 #2"
    assert event.title.best("en").text == "Reading at night: no. 2"
    assert event.span.start.isoformat() == "2026-12-11T19:30:00+08:00"
    assert event.span.end.isoformat() == "2026-12-11T21:00:00+08:00"
    assert (event.place, event.hosts) == ("house", ("lin-mei", "marcus"))
    assert event.tags == ("茶", "no", "2026")
    assert event.description.best("zh-Hant").text == "第一行。\n\n- 茶：一壺\n- yes 👋"
    assert event.location is None
    assert len(event.uid) == 36
    assert "\nstart: 2026-12-11 19:30\n" in next(iter(files.values()))
    assert someone.asked_elsewhere == []
    assert someone.complaints == []


def test_event_in_one_language_gets_a_plain_file_name(
    writer: Callable[..., Any], town: Path, tmp_path: Path
) -> None:
    someone = writer("Asia/Taipei")
    someone.open("collections/events/new")
    someone.fill("zh-Hant", "夜裡讀書")
    someone.fill("start", "2026-12-11T19:30")
    (path,) = someone.save()

    assert path.startswith("content/events/2026/events-")
    assert path.isascii()


def test_post_and_its_translation_stand_side_by_side(
    writer: Callable[..., Any], town: Path, tmp_path: Path
) -> None:
    someone = writer()
    someone.open("collections/posts-en/new")
    someone.fill("id", "rain")
    someone.fill("title", "Rain: a *lot*")
    someone.fill("date", "2026-10-01T00:00")
    someone.page.locator("[data-slate-editor]").click()
    someone.page.keyboard.insert_text("It rains[^1].")
    files = someone.save()

    assert list(files) == ["content/posts/2026/rain.en.md"]
    content = with_files(tmp_path, town, files)
    assert "0 errors" in answer(content)
    posts = load(content, name="", language="en").community.posts
    assert {(post.language, post.body.strip()) for post in posts} >= {("en", "It rains[^1].")}
    assert someone.asked_elsewhere == []
    assert someone.complaints == []


def test_file_by_hand_keeps_its_meaning_when_it_is_edited(
    writer: Callable[..., Any], town: Path
) -> None:
    someone = writer()
    someone.open("collections/people/entries/marcus")
    someone.page.locator("textarea[id^=en-field]").fill("Mends fans.")
    files = someone.save()

    assert files == {
        "content/people/marcus.yml": (
            "name: Marcus Bell\nbio:\n  en: Mends fans.\nlinks:\n"
            "  Blog: https://example.org/marcus\njoined: 2025-01-02\nsigned: 1.0\n"
        )
    }


def test_nothing_of_the_demonstration_is_lost_in_the_form(
    writer: Callable[..., Any], tmp_path: Path
) -> None:
    someone = writer()
    someone.open("collections/people/entries/marcus")
    files = {
        path.relative_to(ROOT / "content").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "content").rglob("*.*"))
        if path.suffix in (".md", ".yml") and path.parent != ROOT / "content"
    }
    again = someone.page.evaluate(
        """async (files) => {
            const { collections, chaguan } = await (await fetch("config.json")).json();
            const find = (path) => collections.find((each) =>
                path.startsWith(each.folder.slice("content/".length)) &&
                path.endsWith(`.${each.extension}`));
            const order = (of) => of.fields.map((each) => each.name);
            return Object.fromEntries(Object.entries(files).map(([path, text]) => {
                const written = format(find(path), chaguan.languages);
                return [path, written.toFile(written.fromFile(text), order(find(path)))];
            }));
        }""",
        files,
    )
    pictures = {
        path.relative_to(ROOT / "content").as_posix(): ""
        for path in (ROOT / "content" / "images").rglob("*.*")
    }
    for folder, texts in (("before", files), ("after", again)):
        for path, text in {**texts, **pictures, "community.yml": COMMUNITY}.items():
            (tmp_path / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / path).write_text(text, encoding="utf-8")

    before, after = (meaning(tmp_path / folder) for folder in ("before", "after"))
    assert len(before) > 60
    assert after == before


def meaning(content: Path) -> dict[str, str]:
    """What each record says, without where in its file it stands."""
    community: Community = load(content, name="", language="en").community
    return {
        record.path: json.dumps(
            {
                name: getattr(record, name)
                for name in record.__dataclass_fields__
                if name not in ("positions", "body", "body_line")
            }
            | {"body": getattr(record, "body", "").strip()},
            default=repr,
            ensure_ascii=False,
        )
        for record in community.records()
    }
