"""Repositories with a history, and pages that tell of it."""

from support.repository import community as community
from support.repository import demonstration as demonstration
from support.repository import new_repository as new_repository
from support.repository import quiet_machine as quiet_machine
from support.repository import repository as repository
from support.repository import seen as seen
from support.repository import signatures as signatures
