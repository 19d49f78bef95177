"""An output to bytes: a room for each kind of output."""
