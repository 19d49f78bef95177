"""`chaguan pulse` as somebody at a terminal meets it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from chaguan.cli.main import main

FILES = {
    "community.yml": "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n",
    "people/ann.yml": "name: {en: Ann, zh-Hant: 安}\n",
    "people/bo.yml": "name: Bo\nunlisted: true\n",
    **{
        f"events/e{n}.yml": f"title: Tea\nstart: 2026-10-0{n} 19:00\nhosts: [ann, bo]\n"
        for n in range(1, 5)
    },
}


@pytest.fixture
def said(tmp_path):
    """What the command answers about a drawn town on November 25, 2026."""

    def run(*arguments: str) -> str:
        for path, text in FILES.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        answer = CliRunner().invoke(
            main, ["pulse", "--content", str(tmp_path), "--now", "2026-11-25", *arguments]
        )
        assert answer.exit_code == 0, answer.output
        return answer.output

    return run


def test_pulse_tells_months_and_names(said):
    text = said("--lang", "en")

    assert "  October 2026: 4\n" in text
    assert "  November 2026: fewer than 3\n" in text
    assert "Who hosted\n  Ann\n" in text
    assert "Bo" not in text


def test_pulse_speaks_chinese(said):
    text = said("--lang", "zh-Hant")

    assert "  2026年10月: 4\n" in text
    assert "主持過的人\n  安\n" in text


def test_pulse_as_data_hides_what_is_too_small(said):
    told = json.loads(said("--format", "json"))

    assert told["months"][-2:] == [
        {"month": "2026-10", "evenings": 4, "people": None},
        {"month": "2026-11", "evenings": None, "people": None},
    ]
    assert told["hosts"] == told["first_timers"] == ["ann"]
    assert told["regulars"] == told["groups"] == []
