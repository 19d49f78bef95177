"""Repositories with a history, and pictures with metadata."""

from support.pictures import photo as photo
from support.pictures import with_metadata as with_metadata
from support.repository import community as community
from support.repository import new_repository as new_repository
from support.repository import quiet_machine as quiet_machine
from support.repository import repository as repository
from support.repository import signatures as signatures
