"""The pack of a disease and the knowledge compiled from it, kept for the life of the process."""

from __future__ import annotations

from threading import Lock

from teaching.knowledge.models import Disease
from teaching.knowledge.packs.storing import restore
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack

KEPT = 16
"""Packs kept at once; a clinic teaches a handful of diseases."""

_kept: dict[tuple[int, str], tuple[Pack, Knowledge]] = {}
_lock = Lock()


def cached(disease: Disease) -> tuple[Pack, Knowledge]:
    """The pack (without vignettes) and its knowledge: no query once it is kept.

    Kept by checksum, so a pack that was loaded anew, in whichever process, is read anew by the
    first request that sees its row. Both are immutable and may be shared.
    """
    key = (disease.pk, disease.checksum)
    found = _kept.get(key)
    if found is not None:
        return found
    with _lock:
        if key not in _kept:
            pack = restore(disease)
            while len(_kept) >= KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = pack, Knowledge.of(pack)
        return _kept[key]
