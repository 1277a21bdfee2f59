"""From a manuscript to the vignette learners take, and back.

A published vignette never changes. What is written on in its manuscript becomes the next revision
when it is published again; until then learners go on with the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from teaching.items import bank, vignettes
from teaching.items.admitting import admit
from teaching.items.models import Manuscript, Origin, Standing, State, Vignette
from teaching.items.rereading import restore
from teaching.items.vocabulary import Vocabulary
from teaching.items.writing.document import Document
from teaching.items.writing.reading import read
from teaching.knowledge import packs
from teaching.knowledge.models import Disease


class NotReadyError(ValueError):
    """Something stands against publishing; ``doubts`` says what. Nothing was stored."""

    def __init__(self, doubts: tuple[str, ...]) -> None:
        super().__init__("; ".join(doubts))
        self.doubts = doubts


@dataclass(frozen=True)
class Renewed:
    """What became of the vignettes written here after a change of the pack: how many hold, which
    were revised, and why others were retired, by slug."""

    kept: int = 0
    revised: tuple[str, ...] = ()
    retired: dict[str, str] = field(default_factory=dict)

    @property
    def is_any(self) -> bool:
        return bool(self.kept or self.revised or self.retired)

    def __str__(self) -> str:
        told = f"written here: {self.kept} hold, {len(self.revised)} revised"
        why = "; ".join(dict.fromkeys(self.retired.values()))
        return f"{told}, {len(self.retired)} retired ({why})" if why else told


def doubts(disease: Disease, document: Document, slug: str) -> tuple[str, ...]:
    """What stands against publishing a document: what is missing, not proved, or a flaw."""
    ground = bank.ground_of(disease)
    found = read(ground, document, slug)
    missing = tuple(one.says for one in found.troubles)
    return missing + admit(ground, found.vignette).doubts


@transaction.atomic
def publish(manuscript: Manuscript, at: datetime) -> Vignette:
    """Make the next revision of its vignette from a manuscript; the former one is retired. A second
    call with the same words gives the revision there is. Raises NotReadyError."""
    row = Manuscript.objects.select_for_update().select_related("disease").get(pk=manuscript.pk)
    document = Document.model_validate(row.content)
    against = doubts(row.disease, document, row.slug)
    if against:
        raise NotReadyError(against)
    ground = bank.ground_of(row.disease)
    vignette = read(ground, document, row.slug).vignette
    standing = Vignette.objects.filter(
        disease=row.disease, slug=row.slug, state=State.PUBLISHED
    ).first()
    same = vignettes.checksum_of(ground, packs.rules_checksum(row.disease), vignette)
    if standing is None or standing.checksum != same:
        if standing is not None:
            vignettes.retire(standing)
        standing = vignettes.store(Vocabulary.of(row.disease), vignette, origin=Origin.STUDIO)
    _stand(manuscript, Standing.PUBLISHED, vignette=standing, kept_at=at)
    return standing


@transaction.atomic
def reopen(manuscript: Manuscript) -> None:
    """Write on: towards the next revision of what is published, or to bring back what was retired.
    A second call changes nothing."""
    _stand(manuscript, Standing.DRAFT)


@transaction.atomic
def retire(manuscript: Manuscript) -> None:
    """Offer its vignette no longer. Open attempts go on with it. A second call changes nothing."""
    if manuscript.vignette is not None:
        vignettes.retire(manuscript.vignette)
    _stand(manuscript, Standing.RETIRED)


def _stand(manuscript: Manuscript, standing: Standing, **more: object) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(standing=standing, **more)
    manuscript.standing = standing
    for name, value in more.items():
        setattr(manuscript, name, value)


@transaction.atomic
def renew(disease: Disease) -> Renewed:
    """Prove what was written here anew after its pack has changed: what still holds stays, as a new
    revision where its proof is another; what does not is retired, and its manuscript opened."""
    ground, rules = bank.ground_of(disease), packs.rules_checksum(disease)
    kept, revised, retired = 0, [], {}
    rows = Vignette.objects.filter(disease=disease, origin=Origin.STUDIO, state=State.PUBLISHED)
    for row in rows:
        vignette = restore(row)
        against = admit(ground, vignette).doubts
        if against:
            vignettes.retire(row)
            retired[row.slug] = against[0]
            Manuscript.objects.filter(disease=disease, slug=row.slug).update(
                standing=Standing.DRAFT
            )
        elif row.checksum == vignettes.checksum_of(ground, rules, vignette):
            kept += 1
        else:
            vignettes.retire(row)
            anew = vignettes.store(Vocabulary.of(disease), vignette, origin=Origin.STUDIO)
            Manuscript.objects.filter(disease=disease, slug=row.slug).update(vignette=anew)
            revised.append(row.slug)
    return Renewed(kept, tuple(revised), retired)
