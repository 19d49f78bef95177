"""A built town to share."""

from support.sharing import town as town
