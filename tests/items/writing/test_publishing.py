"""From a manuscript to a vignette, and what a change of the pack does to it."""

from pathlib import Path

import pytest
from django.utils import timezone

from teaching.items import loading
from teaching.items.models import Manuscript, Origin, Standing, State, Vignette
from teaching.items.writing import keeping, publishing, reviewing
from teaching.items.writing.document import of_vignette
from teaching.items.writing.publishing import NotReadyError
from teaching.items.writing.reviewing import NotNowError
from teaching.knowledge.reading import read
from tests.factories import make_instructor

PACK = Path(__file__).resolve().parents[2] / "packs" / "acute-stroke"
NOW = timezone.now()


@pytest.fixture
def pack(db):
    found = read(PACK).pack
    assert found is not None
    loading.load(found)
    return found


@pytest.fixture
def row(pack) -> Manuscript:
    """A manuscript that says what a case of the pack says."""
    disease = Vignette.objects.all()[0].disease
    return keeping.begin(disease, make_instructor(), of_vignette(pack.vignettes[0]), NOW)


def test_what_is_published_is_a_vignette_of_its_own_that_says_the_same(row, pack):
    vignette = publishing.publish(row, NOW)

    assert (vignette.origin, vignette.slug, vignette.revision) == (Origin.STUDIO, row.slug, 1)
    assert vignette.lines.order_by("position")[0].text == (
        pack.vignettes[0].stages[0].lines[0].text
    )
    row.refresh_from_db()
    assert (row.standing, row.vignette) == (Standing.PUBLISHED, vignette)


def test_publishing_the_same_again_gives_the_revision_there_is(row):
    assert publishing.publish(row, NOW) == publishing.publish(row, NOW)
    assert Vignette.objects.filter(slug=row.slug).count() == 1


def test_what_does_not_hold_is_not_published(row):
    document = keeping.document(row)
    asked = document.decisions[0].model_copy(update={"key": ""})
    rest = document.decisions[1:]
    broken = document.model_copy(update={"decisions": (asked, *rest)})
    keeping.keep(row, broken, base=1, window="", by=row.author, at=NOW)

    with pytest.raises(NotReadyError):
        publishing.publish(row, NOW)
    assert not Vignette.objects.filter(slug=row.slug).exists()


def test_loading_the_pack_again_leaves_it_alone(row, pack):
    vignette = publishing.publish(row, NOW)

    loading.load(pack)

    vignette.refresh_from_db()
    assert vignette.state == State.PUBLISHED


def changed(pack, **update):
    """The pack with its first rule backed by other facts, so that proofs read otherwise."""
    return pack.model_copy(update={"disease": pack.disease.model_copy(update=update)})


def test_a_change_of_the_pack_proves_it_anew_and_says_so(row, pack):
    publishing.publish(row, NOW)

    done = loading.load(changed(pack, summary="Another summary."))

    assert done.written == publishing.Renewed(kept=1)
    assert "written here: 1 hold, 0 revised" in str(done)


def test_what_no_longer_holds_is_retired_and_its_manuscript_open(row, pack, monkeypatch):
    vignette = publishing.publish(row, NOW)
    real = publishing.admit

    def doubtful(ground, found):
        admission = real(ground, found)
        return type(admission)(admission.proofs, admission.flaws, ("it does not hold",))

    monkeypatch.setattr(publishing, "admit", doubtful)
    done = publishing.renew(row.disease)

    vignette.refresh_from_db()
    row.refresh_from_db()
    assert done.retired == {row.slug: "it does not hold"}
    assert (vignette.state, row.standing) == (State.RETIRED, Standing.DRAFT)
    assert "1 retired (it does not hold)" in str(done)


def test_only_a_draft_is_sent_and_only_what_is_in_review_approved(row):
    other = make_instructor()
    with pytest.raises(NotNowError):
        reviewing.approve(row, other, NOW)
    reviewing.send(row, row.author, NOW)
    reviewing.send(row, row.author, NOW)
    with pytest.raises(NotNowError):
        reviewing.approve(row, row.author, NOW)
    reviewing.approve(row, other, NOW)

    row.refresh_from_db()
    assert (row.standing, row.approved_by) == (Standing.PUBLISHED, other)
    with pytest.raises(NotNowError):
        reviewing.send(row, row.author, NOW)


def test_what_stopped_holding_in_review_is_not_approved(row, monkeypatch):
    reviewing.send(row, row.author, NOW)
    monkeypatch.setattr(publishing, "doubts", lambda *asked: ("a fact is gone",))

    with pytest.raises(NotReadyError, match="a fact is gone"):
        reviewing.approve(row, make_instructor(), NOW)
    row.refresh_from_db()
    assert (row.standing, row.vignette) == (Standing.IN_REVIEW, None)
