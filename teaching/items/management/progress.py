"""How far a long command has come: one line, written over where somebody watches."""

from __future__ import annotations

from time import monotonic

from django.core.management.base import OutputWrapper

EVERY = 2.0
"""Seconds between two lines where nobody watches (a log)."""


class Progress:
    """``say`` as often as there is news; the last word is said by ``done``."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = stream
        self.is_watched = stream.isatty()
        self.begun = self.last = monotonic()

    @property
    def seconds(self) -> float:
        return monotonic() - self.begun

    def say(self, text: str) -> None:
        if self.is_watched:
            self._write(f"\r\x1b[K{text}")
        elif monotonic() - self.last >= EVERY:
            self.last = monotonic()
            self._write(f"{text}\n")

    def done(self) -> None:
        if self.is_watched:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        # Progress is no error, whatever the stream's style.
        self.stream.write(text, style_func=str, ending="")
        self.stream.flush()
