"""A built town whose lists stand on other pages, and a tab to look at those."""

from support.sharing import page as page
from support.sharing import served as served
from support.sharing import town as town
