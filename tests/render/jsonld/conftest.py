"""A drawn town."""

from support.town_feeds import evenings as evenings
from support.town_feeds import one_story as one_story
from support.town_feeds import town as town
