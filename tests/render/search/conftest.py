"""An index in front of the search of a real browser."""

from support.search_index import shelf as shelf
