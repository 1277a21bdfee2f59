"""Packs in rows and back, on disk and back; loading twice changes nothing."""

import string
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from teaching.items import loading
from teaching.items.models import Vignette
from teaching.knowledge import packs
from teaching.knowledge.models import Concept, Disease, Fact, Finding, Rule
from teaching.knowledge.packs import dumping, keeping, storing
from teaching.knowledge.reading import read, read_texts
from teaching.knowledge.reading.files import open_text
from teaching.knowledge.schema import Pack, vocabulary
from teaching.knowledge.schema.facts import Term
from tests.knowledge.good import TEXT, damaged, line_of, read_files, read_good

ROOT = Path(__file__).parents[2]
STROKE = ROOT / "tests" / "packs" / "acute-stroke"
NHO = ROOT / "fixtures" / "nho"


def good(tmp_path: Path, **files: str) -> Pack:
    pack = read_files(tmp_path, **files).pack if files else read_good(tmp_path).pack
    assert pack is not None
    return pack


@cache
def pack_of(folder: Path) -> Pack:
    pack = read(folder).pack
    assert pack is not None
    return pack


# ---- rows -------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("folder", [STROKE, NHO], ids=["stroke", "nho"])
def test_what_is_loaded_comes_back_as_it_was(folder):
    pack = pack_of(folder)

    receipt = loading.load(pack).receipt

    assert loading.restore(receipt.disease) == pack


@pytest.mark.django_db
def test_loading_twice_writes_nothing():
    pack = pack_of(STROKE)
    loading.load(pack)

    with CaptureQueriesContext(connection) as queries:
        receipt = loading.load(pack).receipt

    assert receipt.changes == ()
    reading = ("SELECT", "SAVEPOINT", "RELEASE")
    assert [one["sql"] for one in queries if not one["sql"].startswith(reading)] == []


@pytest.mark.django_db
def test_a_receipt_names_what_was_added_changed_and_removed(tmp_path):
    packs.store(good(tmp_path))
    text = (
        damaged("text: b, sources", "text: changed, sources")
        .replace(
            "  - {concept: spotted, finding: bite, stance",
            "  - {concept: late, finding: bite, stance",
        )
        .replace("unit: days", "unit: days\n  levels: [high, low]")
        + "\nterms: [{id: T-1, term: swamp}]\n"
    )

    receipt = packs.store(good(tmp_path, pack=text))

    assert str(receipt) == "\n".join(
        [
            "Marsh fever (revision 1):",
            "  disease: 1 added (levels)",
            "  facts: 1 changed (F-2)",
            "  terms: 1 added (T-1)",
            "  tendencies: 1 added (late: bite), 1 removed (spotted: bite)",
        ]
    )


@pytest.mark.django_db
def test_a_second_load_with_changes_gives_the_new_pack(tmp_path):
    packs.store(good(tmp_path))
    new = good(
        tmp_path,
        pack=damaged("parents: [F-1, F-2]", "parents: [F-2]")
        .replace("exactly: [spotty-limb]", "exactly: [spotty-limb, stripy-limb]")
        .replace("implies: [marked]}\n  - {slug: stripes", "}\n  - {slug: stripes")
        .replace(
            "{slug: arm, name: arm, both: both arms, sort: limb}",
            "{slug: arm, name: limb, sort: limb}",
        ),
    )

    receipt = packs.store(new)

    assert packs.restore(receipt.disease) == new.model_copy(update={"vignettes": ()})


@pytest.mark.django_db
def test_a_new_order_is_kept_and_is_no_change_of_an_entry(tmp_path):
    packs.store(good(tmp_path))
    line = "  - {id: E-1, layer: evidence, aspect: signs, text: d, sources: [{source: R1}]}\n"
    new = good(
        tmp_path, pack=TEXT.replace(line, "").replace("facts:\n  - id", f"facts:\n{line}  - id", 1)
    )

    receipt = packs.store(new)

    assert receipt.changes == ()
    assert [fact.id for fact in packs.restore(receipt.disease).facts] == [
        "E-1",
        "F-1",
        "F-2",
        "I-1",
    ]


@pytest.mark.django_db
def test_rows_keep_their_keys_over_a_change(tmp_path):
    packs.store(good(tmp_path))
    before = Fact.objects.get(code="F-2").pk

    packs.store(good(tmp_path, pack=damaged("text: b, sources", "text: changed, sources")))

    assert Fact.objects.get(code="F-2").pk == before
    assert Fact.objects.get(code="F-2").text == "changed"


@pytest.mark.django_db
def test_two_diseases_with_the_same_codes_stay_apart(tmp_path):
    one = packs.store(good(tmp_path)).disease
    other = packs.store(
        good(tmp_path, pack=damaged("slug: marsh-fever", "slug: fen-fever"))
    ).disease

    packs.store(good(tmp_path, pack=damaged("text: b, sources", "text: changed, sources")))

    assert Fact.objects.of(other).get(code="F-2").text == "b"
    assert Fact.objects.of(one).get(code="F-2").text == "changed"
    assert packs.restore(other).concepts == packs.restore(one).concepts


@pytest.mark.django_db
def test_what_a_vignette_holds_cannot_be_removed_and_nothing_is_changed(tmp_path):
    pack = pack_of(STROKE)
    loading.load(pack)
    smaller = pack.model_copy(
        update={
            "findings": tuple(one for one in pack.findings if one.slug != "field-loss"),
            "terms": (),
        }
    )

    with pytest.raises(packs.HeldError) as refusal:
        packs.store(smaller)

    assert str(refusal.value) == (
        "'field-loss' cannot be removed from findings: it is held by"
        " line tag 'loss of half of both visual fields left-hemisphere',"
        " line tag 'loss of half of both visual fields right-hemisphere'."
    )
    assert loading.restore(Disease.objects.get()) == pack


@pytest.mark.django_db
def test_facts_that_hold_one_another_can_go_together(tmp_path):
    packs.store(good(tmp_path))
    new = good(tmp_path).model_copy(update={"vignettes": ()})
    new = new.model_copy(
        update={
            "facts": tuple(one for one in new.facts if one.id not in ("F-2", "I-1")),
            "disputes": (),
            "notes": (),
            "rules": (),
            "components": (),
        }
    )

    receipt = packs.store(new)

    assert packs.restore(receipt.disease) == new


@pytest.mark.django_db
@pytest.mark.parametrize("folder", [STROKE, NHO], ids=["stroke", "nho"])
def test_the_snapshot_holds_what_the_tables_hold(folder, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(keeping, "_kept", {})
    disease = packs.store(pack_of(folder)).disease

    with django_assert_num_queries(1):
        pack, _ = packs.cached(disease)

    assert pack == packs.restore(disease)


@pytest.mark.django_db
def test_a_row_of_a_moment_ago_finds_the_pack_of_now(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "_kept", {})
    disease = packs.store(good(tmp_path)).disease
    packs.store(good(tmp_path, pack=damaged("text: b, sources", "text: changed, sources")))

    pack, _ = packs.cached(disease)

    assert pack.facts[1].text == "changed"


@pytest.mark.django_db
def test_a_section_without_rows_is_kept_as_it_is():
    pack = pack_of(NHO)

    receipt = packs.store(pack)

    kept = packs.restore(receipt.disease)
    assert (kept.film, kept.generator, kept.phrases) == (pack.film, pack.generator, pack.phrases)
    assert receipt.disease.presentation["spans"] == [
        span.model_dump(mode="json", exclude_defaults=True) for span in pack.spans
    ]


@pytest.mark.django_db
def test_what_rests_on_a_fact_is_a_query():
    packs.store(pack_of(STROKE))
    fact = Fact.objects.get(code="F-OCSP-02")

    assert [str(one) for one in fact.components.all()] == ["two of three hemispheric signs"]
    assert [str(one) for one in fact.rules.all()] == ["When it is: Partial anterior"]
    assert [one.code for one in fact.children.all()] == ["I-OCSP-01"]
    assert [one.code for one in fact.rows.all()] == ["M-01", "M-03"]
    finding = Finding.objects.get(slug="higher-function")
    assert {str(one) for one in finding.components.all()} == {
        "all three hemispheric signs",
        "two of three hemispheric signs",
    }
    rule = Rule.objects.get(concept__slug="thrombolyse")
    assert {one.slug for one in rule.findings.all()} == {"clear-scan", "since-well"}


@pytest.mark.django_db
def test_storing_costs_the_same_number_of_queries_for_a_large_pack_and_a_small_one(tmp_path):
    with CaptureQueriesContext(connection) as small:
        packs.store(good(tmp_path))
    with CaptureQueriesContext(connection) as large:
        packs.store(pack_of(NHO))

    # In portions of some hundred rows: a few more for the large one, not hundreds.
    assert len(large) < len(small) + 60


# ---- memory -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_pack_and_knowledge_are_read_once(django_assert_num_queries):
    disease = packs.store(pack_of(STROKE)).disease
    pack, knowledge = packs.cached(disease)

    with django_assert_num_queries(0):
        again = packs.cached(Disease(pk=disease.pk, checksum=disease.checksum))

    assert again == (pack, knowledge)
    assert again[1] is knowledge
    assert pack.vignettes == ()


@pytest.mark.django_db
def test_a_changed_pack_is_read_anew(tmp_path):
    packs.cached(packs.store(good(tmp_path)).disease)
    packs.store(good(tmp_path, pack=damaged("text: b, sources", "text: changed, sources")))

    pack, _ = packs.cached(Disease.objects.get())

    assert pack.facts[1].text == "changed"


@pytest.mark.django_db
def test_only_so_many_packs_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "KEPT", 2)
    monkeypatch.setattr(keeping, "_kept", {})
    for word in ("one", "two", "three"):
        text = damaged("slug: marsh-fever", f"slug: {word}-fever")
        packs.cached(packs.store(good(tmp_path, pack=text)).disease)

    assert len(keeping._kept) == 2


# ---- disk -------------------------------------------------------------------------------------
@pytest.mark.parametrize("folder", [STROKE, NHO], ids=["stroke", "nho"])
def test_a_dumped_pack_is_the_same_pack_and_its_dump_the_same_bytes(folder, tmp_path):
    pack = pack_of(folder)

    packs.dump(pack, tmp_path / "first")
    again = read(tmp_path / "first")

    assert again.problems == ()
    assert again.pack == pack
    packs.dump(again.pack, tmp_path / "second")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_dump_reads_like_something_a_person_wrote(tmp_path):
    packs.dump(pack_of(STROKE), tmp_path / "out")

    facts = (tmp_path / "out" / "facts.yaml").read_text()

    assert facts.startswith(
        """\
facts:
  - id: F-OCSP-01
    layer: article
    aspect: pattern
    concerns: [total-anterior]
    text: >-
      In the total anterior syndrome a disorder of higher function, a loss of the same half
      of both visual fields, and a motor or sensory deficit of at least two of face, arm and
      leg occur together.
    sources:
      - {source: Bamford1991, locator: 'Methods, definitions'}

"""
    )
    assert sorted(path.name for path in (tmp_path / "out" / "vignettes").iterdir()) == [
        "1-the-crossword.yaml",
        "2-the-night-train.yaml",
    ]


def test_a_dump_into_a_folder_in_use_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")

    with pytest.raises(packs.FolderInUseError):
        packs.dump(pack_of(STROKE), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_large_section_is_spread_over_files(tmp_path, monkeypatch):
    monkeypatch.setattr(dumping, "FILE_SIZE", 2000)
    pack = pack_of(STROKE)

    packs.dump(pack, tmp_path / "out")

    assert len(list((tmp_path / "out").glob("facts-*.yaml"))) > 1
    assert read(tmp_path / "out").pack == pack


BARE = vocabulary.Disease(
    slug="fen-fever",
    name="Fen fever",
    short="Fever",
    revision=1,
    summary="A made-up disease.",
    safety="It does not exist.",
    layers=(),
    stages=(),
    axes=(),
    aspects=(),
)
AWKWARD = st.text(
    alphabet=string.ascii_letters + string.digits + " \n\t'\"#:-?,[]{}&*!|>%@`\\~=<.éß—“”…°🦴",
    min_size=1,
    max_size=300,
).filter(str.strip)


WORDS = ["no", "~", "null", "1e3", "0x1F", "12:30", "2020-01-01", "<<", "- a", "'", '"']


@settings(max_examples=60, deadline=None)
@given(text=AWKWARD, word=st.sampled_from(WORDS))
def test_any_text_survives_dump_and_reading(text, word):
    term = Term(id="T-1", term=word, meaning=text)
    pack = Pack(disease=BARE, terms=(term,))

    files = [open_text(name, content.encode()) for name, content in dumping.texts(pack)]
    again = read_texts(files, [])

    assert again.problems == ()
    assert again.pack == pack


# ---- commands ---------------------------------------------------------------------------------
def run(*words: object) -> str:
    out = StringIO()
    call_command(*(str(word) for word in words), stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db
def test_loadpack_prints_a_receipt_and_the_second_time_that_nothing_changed():
    first = run("loadpack", STROKE)
    second = run("loadpack", STROKE)

    assert first.startswith("Acute stroke (revision 1):\n")
    assert "vignettes: 2 added (the-crossword, the-night-train)" in first
    assert second == "Acute stroke (revision 1): nothing has changed.\n"


@pytest.mark.django_db
def test_loadpack_check_stores_nothing():
    told = run("loadpack", STROKE, "--check")

    assert told.startswith(f"{STROKE}: no errors. ")
    assert Disease.objects.count() == 0


@pytest.mark.django_db
def test_loadpack_prints_every_error_and_changes_nothing(tmp_path):
    (tmp_path / "pack.yaml").write_text(
        damaged("kind: textbook", "kind: novel").replace("exactly: [spotty-limb]", "exactly: [x]")
    )
    out = StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("loadpack", str(tmp_path), stdout=out, stderr=out)

    assert str(refusal.value) == f"2 errors in {tmp_path}; nothing was changed."
    lines = out.getvalue().splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        f"{tmp_path}/pack.yaml:{line_of(TEXT, 'kind: textbook')}",
        f"{tmp_path}/pack.yaml:{line_of(TEXT, 'exactly: [spotty-limb]')}",
    ]
    assert Disease.objects.count() == 0


@pytest.mark.django_db
def test_an_item_that_is_not_proved_is_an_error_with_its_line(tmp_path):
    text = damaged(
        "          - {text: Elsewhere the skin is clear., tags: [not marked at rest]}\n", ""
    )
    (tmp_path / "pack.yaml").write_text(text)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("loadpack", str(tmp_path), "--check", stdout=out, stderr=out)

    place = f"{tmp_path}/pack.yaml:{line_of(text, '      - slug: kind')}"
    remedy = "Add the line that decides it, mend a tag, or ask it at a later stage."
    assert out.getvalue().splitlines() == [
        f"{place}: The item 'kind' is not proved: {reason}. {remedy}"
        for reason in (
            "'Two kinds at once' is open, not ruled out",
            "the key 'One kind' is open, not established",
        )
    ]


@pytest.mark.django_db
def test_a_refusal_half_way_leaves_the_database_as_it_was(monkeypatch):
    def fail(*args):
        raise packs.HeldError("'x' is held.")

    monkeypatch.setattr(storing, "_remove", fail)

    with pytest.raises(CommandError, match="Nothing was changed"):
        run("loadpack", STROKE)

    assert (Disease.objects.count(), Concept.objects.count(), Vignette.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_dumppack_writes_what_loadpack_read(tmp_path):
    run("loadpack", STROKE)

    told = run("dumppack", "acute-stroke", tmp_path / "out")

    assert told.endswith(f"files written to {tmp_path / 'out'}.\n")
    assert read(tmp_path / "out").pack == pack_of(STROKE)


@pytest.mark.django_db
def test_dumppack_refuses_an_unknown_disease_and_a_folder_in_use(tmp_path):
    run("loadpack", STROKE)

    with pytest.raises(CommandError, match=r"no disease 'flu'\. Loaded: acute-stroke\."):
        run("dumppack", "flu", tmp_path / "out")
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(CommandError, match="is not an empty folder"):
        run("dumppack", "acute-stroke", tmp_path)
