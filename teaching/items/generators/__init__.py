"""Item models: each draws whole cases that prove themselves."""
