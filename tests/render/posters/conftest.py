"""A built town to share, and a tab to look at it."""

from support.sharing import page as page
from support.sharing import served as served
from support.sharing import town as town
