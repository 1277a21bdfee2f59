"""The studio: a manuscript on its page, and beside it what the proof and the linter make of it."""
