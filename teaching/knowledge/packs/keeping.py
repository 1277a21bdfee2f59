"""The pack of a disease and the knowledge compiled from it, kept for the life of the process."""

from __future__ import annotations

from threading import Lock

from teaching.knowledge.models import Disease, Snapshot
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack

KEPT = 16
"""Packs kept at once; a clinic teaches a handful of diseases."""

_kept: dict[tuple[int, str], tuple[Pack, Knowledge]] = {}
_lock = Lock()


def cached(disease: Disease) -> tuple[Pack, Knowledge]:
    """The pack (without vignettes) and its knowledge: no query once it is kept.

    Kept by checksum, so a pack that was loaded anew, in whichever process, is read anew, by one
    query, for the first request that sees its row. Both are immutable and may be shared.
    """
    found = _kept.get((disease.pk, disease.checksum))
    if found is not None:
        return found
    snapshot = Snapshot.objects.get(disease=disease)
    key = (disease.pk, snapshot.checksum)  # the row in hand may be of a moment ago
    with _lock:
        if key not in _kept:
            pack = Pack.model_validate_json(snapshot.content)
            while len(_kept) >= KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = pack, Knowledge.of(pack)
        return _kept[key]
