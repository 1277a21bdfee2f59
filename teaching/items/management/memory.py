"""Long work that remembers much and makes much rubbish: what stays is not searched again and again.

A pack compiled, and words once read, stay to the end; searching them for rubbish at every turn took
a fifth of the time of filling and verifying the bank. In a clone (DEBUG) Django also keeps every
statement it sends, with all that it stores.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import reset_queries

SELDOM = 20_000
"""So many new objects are waited for before rubbish is searched for: some ten megabytes."""


def keep() -> None:
    """Clear the rubbish away and leave what is left unsearched."""
    reset_queries()
    gc.collect()
    gc.freeze()


@contextmanager
def kept() -> Iterator[None]:
    """For the length of some work; afterwards all is searched again.

    Meanwhile rubbish is searched for less often: what is made meanwhile mostly stays, and what goes
    hardly ever holds on to itself.
    """
    often = gc.get_threshold()
    keep()
    gc.set_threshold(SELDOM, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()
