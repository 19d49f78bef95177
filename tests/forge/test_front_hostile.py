"""Nothing that strangers type does anything but stand there, or it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chaguan.cli import main
from chaguan.forge.submission import UnreadablePayloadError, submission_of
from chaguan.source import Mapping, Scalar, nodes_of

EXPRESSION = "${{ secrets.TOKEN }}"


def values_of(text: str) -> dict[str, str]:
    node, problems = nodes_of(text, "draft.yml")
    assert isinstance(node, Mapping)
    assert problems == ()
    return {key.value: each.value for key, each in node.entries if isinstance(each, Scalar)}


def test_a_heading_in_an_answer_separates_nothing(fill: Callable) -> None:
    description = "Bring a cup.\n\n### Admin\n\n# yes\n\n### 狀態\n\ncancelled"
    found = fill("event", title="Tea", start="2026-12-01", description=description)

    assert "status" not in values_of(found.text)
    assert values_of(found.text)["description"] == f"{description}\n"


def test_a_copy_of_the_form_s_own_heading_is_refused(fill: Callable) -> None:
    description = "Tea.\n\n### 要記在誰名下 Who to credit\n\nsomebody-else"
    found = fill("event", title="Tea", start="2026-12-01", description=description)

    assert found.labels == ["要記在誰名下 Who to credit"]
    assert found.text == ""


def test_questions_in_another_order_are_refused(event: Callable, answer: Callable) -> None:
    payload = event("event", title="Tea", start="2026-12-01")
    first, _, second = payload["issue"]["body"].partition("### 開始 Start")
    payload["issue"]["body"] = f"### 開始 Start{second}\n\n{first}"

    assert answer(payload).text == ""


def test_expressions_are_only_text(fill: Callable) -> None:
    found = fill("event", title=f"Tea {EXPRESSION}", start="2026-12-01", place=EXPRESSION)

    assert values_of(found.text)["title"] == f"Tea {EXPRESSION}"
    assert "${{" not in found.result["title"]
    assert "${{" not in found.result["comment"]
    assert found.result["message"] == "Add event tea-secrets-token"


@pytest.mark.parametrize(
    "title",
    [
        "Tea: !!python/object/apply:os.system [id]",
        "*anchor",
        "&anchor Tea",
        "'; rm -rf / #",
        'Tea "\\" }]',
        "- [ ] Tea",
        "<<: *x",
        "null",
        "---",
        "%TAG ! tag:example.org,2000:",
    ],
)
def test_titles_are_never_yaml(fill: Callable, title: str) -> None:
    found = fill("event", title=title, start="2026-12-01", place="slack-tide")

    assert values_of(found.text)["title"] == title


@pytest.mark.parametrize(
    "title",
    ["../../.github/workflows/evil", "/etc/passwd", "..\\..\\evil", "a/b/c", "%2e%2e%2f", "~root"],
)
def test_titles_are_never_paths(fill: Callable, title: str) -> None:
    found = fill("event", title=title, start="2026-12-01")
    folder, year, name = found.result["path"].removeprefix("content/").split("/")

    assert (folder, year) == ("events", "2026")
    assert name.removesuffix(".yml").replace("-", "").isalnum()


@pytest.mark.parametrize("start", ["../../2026-01-01", "9999-12-31", "2026/../..", "-1", "0000-01"])
def test_days_are_never_paths(fill: Callable, start: str) -> None:
    found = fill("event", title="Tea", start=start)

    assert found.result["path"] == "content/events/2026/tea.yml"
    assert "開始 Start" in found.labels


def test_a_front_matter_fence_ends_nothing(fill: Callable) -> None:
    found = fill("post", title="Rain", authors="lin-mei", body="---\ndraft: false\n---\nRain.")
    head, _, body = found.text.removeprefix("---\n").partition("---\n")

    assert "draft" not in values_of(head)
    assert body == "---\ndraft: false\n---\nRain.\n"


def test_a_summary_of_several_lines_stays_one_value(fill: Callable) -> None:
    summary = "Rain.\n---\ndraft: true"
    found = fill("post", title="Rain", authors="lin-mei", body="Rain.", summary=summary)
    head, _, _ = found.text.removeprefix("---\n").partition("\n---\n")

    assert values_of(head)["summary"] == "Rain. --- draft: true"


def test_comments_and_mentions_stay_out_of_our_answer(fill: Callable) -> None:
    trick = "<!-- x --> @everyone #1 [a](https://evil.example.org) `b` **c**"
    found = fill("event", title=trick, start="2026-12-01", hosts=trick, online=trick)
    said = found.result["comment"].removeprefix("<!-- chaguan -->")

    assert found.labels
    assert not set("@#<>") & set(said.replace("https://example.org", ""))
    assert "evil.example.org" in said
    assert "://evil" not in said
    assert "@" not in found.result["title"]


def test_commands_to_the_forge_stay_out_of_titles_and_messages(fill: Callable) -> None:
    found = fill("event", title="Tea [skip ci] fixes #1", start="2026-12-01")

    assert "[skip ci]" not in found.result["title"] + found.result["message"]
    assert "#" not in found.result["title"] + found.result["message"]


def test_sixty_kilobytes_are_too_many(fill: Callable) -> None:
    found = fill("post", title="Rain", authors="lin-mei", body="雨" * 21_000)

    assert found.text == ""
    assert "the most is 60 kB" in found.words


def test_a_long_line_is_refused_where_it_stands(fill: Callable) -> None:
    found = fill("event", title="Tea" * 200, start="2026-12-01")

    assert found.labels == ["名稱 Title"]
    assert found.text == ""


@pytest.mark.parametrize(
    ("hidden", "named"),
    [
        ("Tea\u202egnp.exe", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("Tea\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("T\u200bea", "U+200B ZERO WIDTH SPACE"),
        ("Tea\x1b[2J", "U+001B"),
        ("Tea\x85x", "U+0085"),
        ("Tea\u2028title: x", "U+2028 LINE SEPARATOR"),
        ("Tea\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("Tea\ud800x", "U+D800"),
        ("Tea\x00x", "U+0000"),
    ],
)
def test_characters_that_nobody_sees_are_refused(fill: Callable, hidden: str, named: str) -> None:
    found = fill("event", title=hidden, start="2026-12-01")

    assert found.labels == ["名稱 Title"]
    assert named in found.words
    assert found.text == ""


def test_emoji_are_welcome(fill: Callable) -> None:
    found = fill("event", title="Tea 👩‍🍳🍵", start="2026-12-01", place="slack-tide")

    assert found.result["problems"] == []


def test_options_that_are_none_are_refused(fill: Callable) -> None:
    found = fill("event", title="Tea", start="2026-12-01", status="confirmed\nuid: x")

    assert found.labels == ["狀態 Status"]
    assert found.text == ""


def test_an_issue_that_is_no_form_is_answered(event: Callable, answer: Callable) -> None:
    payload = event("event", title="Tea", start="2026-12-01")
    payload["issue"] |= {"labels": [], "title": "Hello"}

    assert "none of our forms" in answer(payload).words


def test_the_title_s_marker_names_the_form_where_labels_are_missing(
    event: Callable, answer: Callable
) -> None:
    payload = event("event", title="Tea", start="2026-12-01")
    payload["issue"]["labels"] = []

    assert answer(payload).text


@pytest.mark.parametrize(
    "change",
    [
        lambda payload: payload.pop("issue"),
        lambda payload: payload["issue"].update(number="12; id"),
        lambda payload: payload["issue"].update(number=True),
        lambda payload: payload["issue"].update(body=["x"]),
        lambda payload: payload["issue"].update(created_at="yesterday"),
        lambda payload: payload["issue"].update(user=None),
        lambda payload: payload["issue"].update(labels=[1]),
    ],
)
def test_payloads_that_are_none_are_refused(
    event: Callable, tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    payload = event("event", title="Tea", start="2026-12-01")
    change(payload)
    path = tmp_path / "event.json"
    path.write_text(json.dumps(payload))

    with pytest.raises(UnreadablePayloadError):
        submission_of(path)


@pytest.mark.parametrize("login", ["octo cat", "x\nCo-authored-by: y <y@z>", "a" * 50, "", "<b>"])
def test_only_accounts_are_credited(event: Callable, answer: Callable, login: str) -> None:
    payload = event("event", title="Tea", start="2026-12-01", credit="lin-mei")
    payload["issue"]["user"]["login"] = login

    assert answer(payload).result["co_author"] == ""


@pytest.mark.parametrize(
    "change",
    [
        {"full_name": "x/../../y"},
        {"html_url": "javascript:alert(1)"},
        {"html_url": "https://user@evil.example.org/x"},
    ],
)
def test_links_lead_to_the_repository_or_nowhere(
    event: Callable, answer: Callable, change: dict[str, str]
) -> None:
    payload = event("correction", page="/events/2026/tea-walk/", wrong="x")
    payload["repository"] |= change

    assert "](" not in answer(payload).result["comment"]


def test_a_file_that_is_no_event_ends_with_two(tmp_path: Path, town: Path) -> None:
    path = tmp_path / "event.json"
    path.write_text("[" * 100_000)

    done = CliRunner().invoke(main, ["from-issue", str(path), "--content", str(town)])

    assert done.exit_code == 2


def test_a_folder_that_leads_elsewhere_is_not_written_to(
    event: Callable, town: Path, tmp_path: Path
) -> None:
    payload = tmp_path / "event.json"
    payload.write_text(json.dumps(event("event", title="Tea", start="2026-12-01")))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    (out / "content").mkdir(parents=True)
    (out / "content" / "events").symlink_to(elsewhere)

    arguments = ["from-issue", str(payload), "--content", str(town), "--out", str(out)]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)

    assert json.loads(done.stdout)["path"] == ""
    assert not list(elsewhere.rglob("*.yml"))
