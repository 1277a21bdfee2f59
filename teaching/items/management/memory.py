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


def keep() -> None:
    """Clear the rubbish away and leave what is left unsearched."""
    reset_queries()
    gc.collect()
    gc.freeze()


@contextmanager
def kept() -> Iterator[None]:
    """For the length of some work; afterwards all is searched again."""
    keep()
    try:
        yield
    finally:
        gc.unfreeze()
