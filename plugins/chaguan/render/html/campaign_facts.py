"""How far a campaign is, wherever it is shown: on its page, in lists, on its poster and card."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from chaguan.model import Campaign, Person, Step
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import date_words, number_words

from .page_context import PageContext


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    said: str
    """In words: "62,000 of 80,000 NT$", "14 people"."""
    percent: str
    """In words, also above a hundred; empty where no goal was set."""
    filled: int
    """How much of the bar is full, from 0 to 100."""
    until: str
    """Until when, in words; empty where nobody said."""
    ends: datetime | None
    """When it is over, aware."""
    is_over: bool


def progress(campaign: Campaign, view: PageContext) -> Progress:
    """How far a campaign is by the build's clock; scripts end it by the reader's."""
    taking = view.index.participants("campaign", campaign.id)
    joined = len(taking.people) + taking.nameless + campaign.besides
    goal, unit, words = campaign.goal, "", view.words
    reached: Decimal | int = joined
    if goal is not None and not campaign.counts_people:
        reached, unit = campaign.reached or Decimal(0), view.best(goal.unit).text
    share = int(reached * 100 / goal.amount) if goal is not None and goal.amount else None
    number = number_words(reached, view.language)
    if goal is None:
        said = words.count("campaign.people", joined)
    else:
        wanted = number_words(goal.amount, view.language)
        unit = unit or words("campaign.people_unit")
        said = words("campaign.reached", number=number, goal=wanted, unit=unit)
    zone = view.community.settings.zone
    ends = None
    if campaign.until is not None:
        ends = datetime.combine(campaign.until + timedelta(days=1), time(), zone)
    return Progress(
        said=said,
        percent="" if share is None else f"{number_words(share, view.language)}%",
        filled=min(100, share or 0),
        until=words("campaign.until", day=date_words(campaign.until, view.language))
        if campaign.until
        else "",
        ends=ends,
        is_over=ends is not None and view.clock.has_come(ends),
    )


def step_words(step: Step, campaign: Campaign, view: PageContext) -> str:
    """What was reached, and what was said of it."""
    reached = ""
    if step.amount is not None:
        unit = view.best(campaign.goal.unit).text if campaign.goal else ""
        reached = " ".join(filter(None, (number_words(step.amount, view.language), unit)))
    said = (date_words(step.day, view.language), reached, view.best(step.note).text)
    return " · ".join(filter(None, said))


def role_in(person: Person, campaign: Campaign, view: PageContext) -> str:
    """As what somebody joined, in words; empty where they have not said."""
    for joined in person.joins:
        if joined.campaign == campaign.id:
            return view.best(joined.role).text
    return ""
