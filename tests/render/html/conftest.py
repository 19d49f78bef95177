"""What attackers write."""

from support.attacks import vectors as vectors
