"""RSS, Atom and JSON Feed of stories and of events; the only importers of feedgen."""
