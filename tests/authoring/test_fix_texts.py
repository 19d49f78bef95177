"""What `chaguan fix` writes into texts; all else stays as it is, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from chaguan.cli import main

SETTINGS = (
    "name: Slack Tide\ntimezone: Asia/Taipei\nlanguages: [zh-Hant]\n"
    "uid: 5108055d-ee18-4292-890d-56565444b7c5\n"
)
HEAD = "---\r\ntitle: 雨\r\ndate: 2026-04-03\r\nauthors: [lin-mei]\r\n---\r\n"


def fixed(folder: Path, path: str, before: str) -> str:
    for name, text in {
        "community.yml": SETTINGS,
        "people/lin-mei.yml": "name: 林梅\n",
        path: before,
    }.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    CliRunner().invoke(main, ["fix", "--write", "--content", str(folder / "content")])
    return (folder / "content" / path).read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("看https://a.example/b。還有", "看<https://a.example/b>。還有"),
        ("報名：https://a.example/b", "報名：<https://a.example/b>"),
        ("請記得**「帶傘」**喔", "請記得「**帶傘**」喔"),
        ("**時間：**晚上，**地點：**茶館", "**時間**：晚上，**地點**：茶館"),
        ("cp <from> <to>", "cp `<from>` `<to>`"),
        ("`**「帶傘」**喔 <from>`", "`**「帶傘」**喔 <from>`"),
    ],
)
def test_a_text_is_mended_and_its_line_ends_stay(tmp_path, before, after):
    found = fixed(tmp_path, "posts/2026/rain.md", f"{HEAD}\r\n甲  \r\n{before}\r\n\r\n\t乙")

    assert found == f"{HEAD}\r\n甲  \r\n{after}\r\n\r\n\t乙"


def test_a_long_address_is_mended_whole(tmp_path):
    address = f"https://a.example/{'x' * 120}"

    found = fixed(tmp_path, "posts/2026/rain.md", f"{HEAD}看{address}。還有\r\n")

    assert found == f"{HEAD}看<{address}>。還有\r\n"


def test_a_text_in_a_record_is_mended_on_its_line(tmp_path):
    event = (
        "title: 茶\nstart: 2026-12-08 19:30 # 晚上\nonline: https://a.example/\ndescription: |\n"
    )

    found = fixed(tmp_path, "events/2026/tea.yml", f"{event}  一\n\n  看https://a.example/b。好\n")

    assert found == f"{event}  一\n\n  看<https://a.example/b>。好\n"
