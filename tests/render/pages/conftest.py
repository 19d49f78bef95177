"""Pages of a drawn town."""

from support.page_contexts import seen as seen
from support.page_contexts import told as told
