"""A community of any size, the same for the same size: 30% 漢字, code, tables, links."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HAN = (
    "茶船雨夜風海港燈火書紙貓狗魚麵鍋碗門窗橋路山石草木花月日星雲水土人手心口目耳足老小大中多少"
    "高低遠近來去走坐看聽說讀寫修煮喝吃睡醒等找借還送收開關新舊好美長短黑白青紅"
)
WORDS = (
    "harbour kettle evening neighbour repair lantern ledger ferry tide quiet window bread "
    "because after before between carry mend borrow return remember nobody everyone table "
    "the a of and to in on with from over under again still almost never often"
).split()


@dataclass(frozen=True, slots=True)
class MadePost:
    """A post as any generator can be told of it."""

    index: int
    day: date
    title: str
    author: str
    group: str
    place: str
    tags: tuple[str, str]
    body: str
    """Markdown: headings, a fenced code block, a table, and a link to the post before."""

    @property
    def path(self) -> str:
        """Where it lies below the folder of posts."""
        return f"{self.day.year}/post-{self.index}.md"


def write_community(
    folder: Path, posts: int, events: int, people: int, groups: int, places: int
) -> tuple[MadePost, ...]:
    """Fill `folder` with records; returned are the posts."""
    dice = random.Random(20260403)
    (folder / "community.yml").write_text(
        "name: {zh-Hant: 量量看, en: Measure}\ntimezone: Asia/Taipei\n"
        "languages: [zh-Hant, en]\nuid: 3c1b2a52-6f0f-4d38-8f5e-2f2a3c1d9b10\n"
    )
    for kind, number in (("people", people), ("groups", groups), ("places", places)):
        (folder / kind).mkdir()
        for index in range(number):
            name = f"name: {{zh-Hant: {_han(dice, 3)}, en: {dice.choice(WORDS).title()} {index}}}\n"
            about = "bio" if kind == "people" else "about"
            text = f"{name}{about}: {_words(dice, 30)}\n"
            (folder / kind / f"{kind[:2]}-{index}.yml").write_text(text)
    tags = [_han(dice, 2) for _ in range(40)]
    written = tuple(_posts(dice, posts, people, groups, places, tags))
    for post in written:
        path = folder / "posts" / post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post_text(post))
    for index in range(events):
        day = date(2027, 3, 1) - timedelta(days=index % 1500)
        path = folder / "events" / str(day.year) / f"event-{index}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_event(dice, index, day, people, groups, places, tags))
    return written


def post_text(post: MadePost) -> str:
    """The file of a post."""
    return (
        f"---\ntitle: {post.title}\ndate: {post.day}\nauthors: [{post.author}]\n"
        f"groups: [{post.group}]\nplaces: [{post.place}]\ntags: [{', '.join(post.tags)}]\n---\n"
        f"{post.body}"
    )


def _posts(
    dice: random.Random, posts: int, people: int, groups: int, places: int, tags: list[str]
) -> Iterator[MadePost]:
    for index in range(posts):
        title = f"{_words(dice, 6).title()} {_han(dice, 4)}"
        chosen = dice.choice(tags), dice.choice(tags)
        yield MadePost(
            index=index,
            day=date(2026, 11, 1) - timedelta(days=index % 2000),
            title=title,
            author=f"pe-{index % people}",
            group=f"gr-{index % groups}",
            place=f"pl-{index % places}",
            tags=chosen,
            body=_body(dice, index),
        )


def _body(dice: random.Random, index: int) -> str:
    paragraphs = []
    for number in range(9):
        line = f"{_words(dice, 55)}，{_han(dice, 30)}。"
        if index and number == 3:
            line += f" [{_han(dice, 3)}](../{_year(index - 1)}/post-{index - 1}.md)"
        paragraphs.append(line)
    code = "```python\nfor tide in tides:\n    print(tide.height, tide.moment)\n```"
    table = "| 時間 | 高度 |\n|---|---|\n| 03:12 | 1.4 |\n| 09:40 | 0.2 |"
    before, heading, after = paragraphs[:3], f"## {_han(dice, 5)}", paragraphs[6:]
    return "\n\n".join((*before, heading, *paragraphs[3:6], code, table, *after)) + "\n"


def _year(index: int) -> int:
    return (date(2026, 11, 1) - timedelta(days=index % 2000)).year


def _event(
    dice: random.Random,
    index: int,
    day: date,
    people: int,
    groups: int,
    places: int,
    tags: list[str],
) -> str:
    repeat = "repeat: {every: week, count: 10}\n" if index % 10 == 0 else ""
    return (
        f"title: {{zh-Hant: {_han(dice, 6)}, en: {_words(dice, 4).title()}}}\n"
        f"start: {day} 19:30\nend: {day} 21:30\nplace: pl-{index % places}\n"
        f"hosts: [pe-{index % people}]\ngroups: [gr-{index % groups}]\n"
        f"tags: [{dice.choice(tags)}]\n"
        f"{repeat}summary: {{zh-Hant: {_han(dice, 20)}, en: {_words(dice, 12)}}}\n"
        f"description:\n  zh-Hant: |\n    {_han(dice, 80)}\n  en: |\n    {_words(dice, 60)}\n"
    )


def _han(dice: random.Random, number: int) -> str:
    return "".join(dice.choice(HAN) for _ in range(number))


def _words(dice: random.Random, number: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(number))
