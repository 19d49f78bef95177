"""A drawn town and its feeds."""

from support.town_feeds import evenings as evenings
from support.town_feeds import many_stories as many_stories
from support.town_feeds import one_story as one_story
from support.town_feeds import town as town
