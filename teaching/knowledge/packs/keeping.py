"""The pack of a disease and the knowledge compiled from it, kept for the life of the process."""

from __future__ import annotations

import hashlib
from threading import Lock
from typing import Any

from teaching.knowledge.models import Disease, Snapshot
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack

KEPT = 16
"""Packs kept at once; a clinic teaches a handful of diseases."""

PROVING: dict[str, Any] = {
    "disease": {"stages", "axes", "sorts", "regions", "scopes"},
    "concepts": True,
    "findings": True,
    "components": True,
    "rules": True,
    "tendencies": True,
}
"""The sections of a pack that proofs are made of."""

_kept: dict[tuple[int, str], tuple[Pack, Knowledge, str]] = {}
_lock = Lock()


def cached(disease: Disease) -> tuple[Pack, Knowledge]:
    """The pack (without vignettes) and its knowledge: no query once it is kept.

    Kept by checksum, so a pack that was loaded anew, in whichever process, is read anew, by one
    query, for the first request that sees its row. Both are immutable and may be shared.
    """
    pack, knowledge, _ = _read(disease)
    return pack, knowledge


def rules_checksum(disease: Disease) -> str:
    """Of all that a proof can depend on: the words to place findings by, the rules, and which facts
    there are in which layer. Another wording of a fact leaves it as it is.

    SHA-256, in hexadecimal; no query once the pack is kept.
    """
    return _read(disease)[2]


def _read(disease: Disease) -> tuple[Pack, Knowledge, str]:
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
            _kept[key] = pack, Knowledge.of(pack), rules_of(pack)
        return _kept[key]


def rules_of(pack: Pack) -> str:
    """The checksum of a pack's rules; see :func:`rules_checksum`."""
    content = pack.model_dump_json(include=PROVING, exclude_defaults=True)
    layers = [f"{fact.id} {fact.layer}" for fact in pack.facts]
    return hashlib.sha256("\n".join([content, *layers]).encode()).hexdigest()
