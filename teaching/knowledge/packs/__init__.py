"""Packs in the database and on disk: ``store``, ``restore``, ``dump``, and ``cached`` for reading.

Vignettes are stored by ``teaching.items``; here a pack is all the rest.
"""

from __future__ import annotations

from teaching.knowledge.packs.dumping import FolderInUseError, dump
from teaching.knowledge.packs.keeping import cached, rules_checksum, rules_of
from teaching.knowledge.packs.storing import (
    Change,
    HeldError,
    Receipt,
    checksum,
    compare,
    restore,
    store,
)

__all__ = [
    "Change",
    "FolderInUseError",
    "HeldError",
    "Receipt",
    "cached",
    "checksum",
    "compare",
    "dump",
    "restore",
    "rules_checksum",
    "rules_of",
    "store",
]
