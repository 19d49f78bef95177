"""A built town to take texts from, and a tab to do it in."""

from support.sharing import page as page
from support.sharing import served as served
from support.sharing import town as town
