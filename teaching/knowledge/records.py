"""What a pack puts on record: whether what an option asserts is so, and by which facts.

Pure. For questions that rest on facts alone. What is possible only, not stated, read in two ways,
marked with caution, disputed, unsafe as written or not verified decides nothing: it stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.atlas import Cell, Row
from teaching.knowledge.schema.facets import Facet, FacetAnswer
from teaching.knowledge.schema.facts import Dispute, Fact, Layer, Term
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.statements import Assertion
from teaching.knowledge.verdicts import State

OF_THE_SOURCE: frozenset[Layer] = frozenset({"article", "inferred"})
"""An inference belongs to the source it is drawn from."""
ARTICLE, EVIDENCE, BOTH = MAKERS = ("article", "evidence", "both")
"""Who makes a statement: the source alone, current evidence alone, or both."""
LAYERS: dict[str, frozenset[Layer]] = {
    "article": OF_THE_SOURCE,
    "evidence": frozenset({"evidence"}),
}


@dataclass(frozen=True)
class Record:
    """How one assertion stands. ``facts`` back the state; ``why`` says why it is open.

    ``asked`` are the words by which a question speaks of the matter, ``texts`` those by which an
    option may give it. ``side`` is the layer whose word decides, None where both are compared.
    """

    state: State
    facts: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    side: Layer | None = None
    why: str = ""


class Records:
    """The entries of a pack, looked up by what is asserted of them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._known: dict[Assertion, Record] = {}

    # ---- the entries --------------------------------------------------------------------------
    @cached_property
    def facts(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self._pack.facts}

    @cached_property
    def rows(self) -> dict[str, Row]:
        return {row.id: row for row in self._pack.rows}

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return {facet.id: facet for facet in self._pack.facets}

    @cached_property
    def terms(self) -> dict[str, Term]:
        return {term.id: term for term in self._pack.terms}

    @cached_property
    def disputes(self) -> dict[str, Dispute]:
        return {dispute.id: dispute for dispute in self._pack.disputes}

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        return {concept.slug: concept for concept in self._pack.concepts}

    @cached_property
    def openings(self) -> dict[str, str]:
        """The words that open a question on a layer."""
        return {layer.slug: layer.asked or "" for layer in self._pack.disease.layers}

    # ---- what may not decide ------------------------------------------------------------------
    @cached_property
    def unsafe(self) -> frozenset[str]:
        """Facts that are unsafe as written, or not verified."""
        return frozenset(
            fact
            for note in self._pack.notes
            if note.severity == "unsafe" or note.kind == "unverified"
            for fact in note.facts
        )

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Facts on either side of a dispute, and facts one of which differs from the other."""
        told = {code for d in self._pack.disputes for code in (*d.article, *d.evidence)}
        for fact in self._pack.facts:
            for relation in fact.relations:
                if relation.kind == "differs":
                    told |= {fact.id, relation.to}
        return frozenset(told)

    @cached_property
    def _related(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For a fact the evidence that stands to it, by the kind of relation."""
        found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for fact in self._pack.facts:
            for relation in fact.relations if fact.layer == "evidence" else ():
                kinds = found[relation.to]
                kinds[relation.kind] = (*kinds.get(relation.kind, ()), fact.id)
        return found

    def _doubt(self, facts: Iterable[str], *, may_differ: bool = False) -> str:
        """Why these facts decide nothing; empty where they may."""
        held = tuple(facts)
        if not held:
            return "no fact of the layer stands behind it"
        for code in held:
            if code not in self.facts:
                return f"the pack does not hold {code}"
            if code in self.unsafe:
                return f"{code} is marked unsafe or not verified"
            if code in self.disputed and not may_differ:
                return f"{code} is disputed"
        return ""

    # ---- reading ------------------------------------------------------------------------------
    def read(self, assertion: Assertion) -> Record:
        """How an assertion stands. What the pack knows nothing of is open."""
        record = self._known.get(assertion)
        if record is None:
            record = self._read(assertion)
            if not assertion.holds:
                record = replace(record, state=record.state.denied)
            self._known[assertion] = record
        return record

    def _read(self, assertion: Assertion) -> Record:
        entry = assertion.entry
        if entry in self.rows:
            return self._row(self.rows[entry], assertion.of)
        if entry in self.facets:
            return self._facet(self.facets[entry], assertion)
        if entry in self.terms:
            return self._term(self.terms[entry], assertion.of)
        if entry in self.disputes:
            return self._dispute(self.disputes[entry], assertion)
        if entry in self.facts:
            return self._fact(self.facts[entry], assertion.of)
        return Record(State.OPEN, why=f"the pack has no entry {entry}")

    def _row(self, row: Row, of: str) -> Record:
        cell = next((cell for cell in row.cells if cell.concept == of), None)
        concept = self.concepts.get(of)
        if cell is None or concept is None or concept.called is None:
            return Record(State.OPEN, why=f"{row.id} has no cell that speaks of '{of}'")
        asked, texts = (concept.called,), tuple(filter(None, (row.says, row.expects)))
        facts = self.behind(row, cell)
        why = _unsettled(cell) or self._doubt(facts)
        if why:
            return Record(State.OPEN, facts, asked, texts, why=why)
        state = State.ESTABLISHED if cell.standing == "characteristic" else State.RULED_OUT
        side: Layer = "evidence" if cell.provenance == "modern" else "article"
        return Record(state, facts, asked, texts, side)

    def behind(self, row: Row, cell: Cell) -> tuple[str, ...]:
        """The facts of the cell's layer that speak of its concept, else those on the disease as a
        whole, else those of the row; of these the first, and all of its aspect."""
        layers = LAYERS["evidence" if cell.provenance == "modern" else "article"]
        held = [self.facts[code] for code in row.facts if code in self.facts]
        held = [fact for fact in held if fact.layer in layers]
        own = [fact for fact in held if cell.concept in fact.concerns]
        general = [fact for fact in held if not fact.concerns]
        found = own or general or held
        return tuple(fact.id for fact in found if fact.aspect == found[0].aspect)

    def _facet(self, facet: Facet, assertion: Assertion) -> Record:
        given = _answer(facet, assertion.answer)
        asked = _answer(facet, assertion.of)
        if given is None or asked is None:
            return Record(State.OPEN, why=f"{facet.id} has no answer for '{assertion}'")
        facts = tuple(dict.fromkeys((*given.facts, *asked.facts)))
        words = (asked.called, given.said or lower(given.says))
        texts = (given.says, upper(asked.called))
        why = self._doubt(facts)
        strange = [code for code in facts if self.facts[code].layer not in LAYERS[facet.layer]]
        if not why and strange:
            why = f"{strange[0]} is not of the layer '{facet.layer}'"
        if not why and given.of != asked.of and given.says == asked.says:
            why = f"{facet.id} has the same answer for '{given.of}' and '{asked.of}'"
        if why:
            return Record(State.OPEN, facts, words, texts, why=why)
        state = State.ESTABLISHED if given.of == asked.of else State.RULED_OUT
        return Record(state, facts, words, texts, facet.layer)

    def _term(self, given: Term, of: str) -> Record:
        asked = self.terms.get(of)
        if asked is None or given.gist is None or asked.gist is None:
            return Record(State.OPEN, why=f"{given.id} and '{of}' have no meaning in short")
        facts = tuple(dict.fromkeys((*given.facts, *asked.facts)))
        words = (plain(asked), lower(given.gist))
        texts = (given.gist, upper(plain(asked)))
        why = self._doubt(facts, may_differ=True)
        if not why and given.id != asked.id:
            if given.family is None or given.family != asked.family:
                why = f"{given.id} and {asked.id} are of different families"
            elif given.gist == asked.gist:
                why = f"{given.id} and {asked.id} mean the same"
        if why:
            return Record(State.OPEN, facts, words, texts, why=why)
        state = State.ESTABLISHED if given.id == asked.id else State.RULED_OUT
        return Record(state, facts, words, texts)

    def _dispute(self, dispute: Dispute, assertion: Assertion) -> Record:
        """One side's statement as made by that side alone."""
        options = {ARTICLE: dispute.article_option, EVIDENCE: dispute.evidence_option}
        text = options.get(assertion.answer)
        if text is None:
            return Record(State.OPEN, why=f"'{assertion}' names no statement in short")
        facts = tuple(dict.fromkeys((*dispute.article, *dispute.evidence)))
        why = self._doubt(dispute.article, may_differ=True)
        why = why or self._doubt(dispute.evidence, may_differ=True)
        if not why and not self._differs(dispute):
            why = f"what the evidence of {dispute.id} says does not simply differ from its article"
        return self._made(assertion.of, assertion.answer, facts, text, why)

    def _differs(self, dispute: Dispute) -> bool:
        """Whether its evidence differs from its article and nowhere agrees with it."""
        evidence = set(dispute.evidence)
        kinds = {
            kind
            for code in dispute.article
            for kind, facts in self._related[code].items()
            if not evidence.isdisjoint(facts)
        }
        return "differs" in kinds and "agrees" not in kinds

    def _fact(self, fact: Fact, of: str) -> Record:
        """A statement of the source with which current evidence agrees, as made by both."""
        if fact.says is None or fact.layer not in OF_THE_SOURCE:
            return Record(State.OPEN, why=f"{fact.id} is no statement of the source in short")
        agreeing = self._related[fact.id].get("agrees", ())
        why = self._doubt((fact.id,)) or self._doubt(agreeing)
        return self._made(of, BOTH, (fact.id, *agreeing), fact.says, why)

    def _made(self, of: str, maker: str, facts: tuple[str, ...], text: str, why: str) -> Record:
        if not why and of not in MAKERS:
            why = f"'{of}' is nobody who makes statements"
        if why:
            return Record(State.OPEN, facts, (), (text,), why=why)
        state = State.ESTABLISHED if of == maker else State.RULED_OUT
        return Record(state, facts, (), (text,))


def _unsettled(cell: Cell) -> str:
    """Why a cell settles nothing; empty where it does."""
    if cell.caution:
        return f"the cell of '{cell.concept}' is marked with caution"
    if cell.against is not None:
        return f"the cell of '{cell.concept}' can be read in two ways"
    if cell.standing not in ("characteristic", "absent") or cell.provenance is None:
        return f"the cell of '{cell.concept}' is '{cell.standing}'"
    return ""


def _answer(facet: Facet, of: str) -> FacetAnswer | None:
    return next((answer for answer in facet.answers if answer.of == of), None)


def plain(term: Term) -> str:
    """A term without what stands in brackets behind it."""
    return term.term.split(" (")[0]


def upper(text: str) -> str:
    """With a capital first: a phrase as an option."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Without the capital that an option begins with; an abbreviation keeps it."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
