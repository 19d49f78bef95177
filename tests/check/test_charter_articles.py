"""Which article of a charter a rule cites."""

from __future__ import annotations

import pytest

from chaguan.check.charter import citing
from chaguan.load import load
from chaguan.locales import explained
from chaguan.model import Position, warning
from support import ROOT

CONTENT = ROOT / "content"


def cited(community, code: str) -> str:
    (problem,) = citing([warning(code, Position("posts/a.md"))], community)
    return problem.values.get("article", "")


@pytest.mark.parametrize(("code", "article"), [("OR101", "2"), ("AV103", "7"), ("KD101", "")])
def test_demonstration_cites_its_own_articles(code, article):
    assert cited(load(CONTENT).community, code) == article


@pytest.mark.parametrize(
    "heading",
    [
        "## Article 12. Copies",
        "### § 12 Copies",
        "## 12. Copies",
        "## 第十二條　轉貼",
        "## 第12条 转载",
    ],
)
def test_articles_are_numbered_in_many_ways(community, heading):
    made = community({"charter.md": f"# Charter\n\n{heading}\n\nNothing copied, 轉貼要問過.\n"})

    assert cited(made, "OR101") == "12"


def test_none_is_cited_where_two_might_be_meant(community):
    made = community(
        {"charter.md": "## 1. Advertisers\n\nKeep out.\n\n## 2. Advertising\n\nNever.\n"}
    )

    assert cited(made, "AV101") == ""


@pytest.mark.parametrize("charter", ["", "# Charter\n\nNo advertising.\n", "## 第條　廣告\n"])
def test_none_is_cited_where_nothing_is_numbered(community, charter):
    assert cited(community({"charter.md": charter}), "AV101") == ""


def test_article_is_said_in_the_readers_language():
    problem = warning("AV103", Position("posts/a.md"), seen="https://bit.ly/1", article="7")

    assert explained(problem, "en").hint.endswith(" (Article 7 of the charter.)")
    assert explained(problem, "zh-TW").hint.endswith("（公約第 7 條。）")
