"""Towns that are built whole, as a person would build them."""

from support.whole_sites import built_elsewhere as built_elsewhere
from support.whole_sites import built_otherwise as built_otherwise
from support.whole_sites import built_town as built_town
from support.whole_sites import demonstration_read as demonstration_read
from support.whole_sites import lively_built as lively_built
from support.whole_sites import lively_town as lively_town
from support.whole_sites import noon as noon
from support.whole_sites import pinned_clock as pinned_clock
from support.whole_sites import town as town
