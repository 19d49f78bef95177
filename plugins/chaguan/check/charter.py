"""Which article of the community's charter a rule serves.

The convention: the charter is the page `charter.md`. An article is a heading with its number
("Article 2. Say whose it is", "第二條　說自己的", "§ 2", "2. …") and the text below it. A rule
serves the article that has the most of the words in `data/articles.txt` for its subject; where
two have as many, or none has any, it cites none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from chaguan.locales.han import folded
from chaguan.model import Community, Page, Problem

from .rules import named_list

PAGE: Final = "charter"
SUBJECTS: Final = {"OR": "original", "AV": "advertising", "KD": "kindness"}
"""By the letters of a rule's code, its subject in `data/articles.txt`."""
_ARTICLE: Final = re.compile(
    r"^#{1,6}[ \t]*(?:[^\W\d]+[ \t.]+|§[ \t]*|第[ \t]*)?"
    r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?=[條条節节.:、：)\s])",
    re.MULTILINE,
)
_DIGITS: Final = "一二三四五六七八九"


def citing(problems: Iterable[Problem], community: Community) -> Iterator[Problem]:
    """The problems, those with an article to cite naming its number as `article`."""
    articles: Mapping[str, str] | None = None
    for problem in problems:
        subject = SUBJECTS.get(problem.code[:2])
        if subject is not None:
            articles = dict(_articles(community)) if articles is None else articles
            if number := articles.get(subject):
                values = {**problem.values, "article": number}
                problem = replace(problem, values=values)
        yield problem


def _articles(community: Community) -> Iterator[tuple[str, str]]:
    """Subjects and the number of their article, from the charter in its original language."""
    for page in community.pages:
        if page.id == PAGE:
            yield from _articles_of(page)
            return


def _articles_of(page: Page) -> Iterator[tuple[str, str]]:
    counted: dict[str, Counter[str]] = {}
    found = tuple(_ARTICLE.finditer(page.body))
    for article, following in zip_longest(found, found[1:]):
        text = folded(page.body[article.start() : following.start() if following else None])
        for line in named_list("articles"):
            subject, _, word = line.partition(" ")
            if times := text.count(folded(word)):
                counted.setdefault(subject, Counter())[_number(article["number"])] += times
    for subject, counts in counted.items():
        (first, most), *others = counts.most_common(2)
        if not any(times == most for _, times in others):
            yield subject, first


def _number(written: str) -> str:
    """A number in digits: 十二 is 12."""
    if written.isdigit():
        return written
    tens, ten, ones = written.rpartition("十")
    value = 10 * (_digit(tens) or 1) if ten else 0
    return str(value + _digit(ones))


def _digit(written: str) -> int:
    return _DIGITS.find(written) + 1 if written else 0
