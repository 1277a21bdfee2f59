"""Rules: conditions in the right form, at regions that exist, that some patient can meet."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.checking.circles import circle, composed
from teaching.knowledge.problems import Path, choices
from teaching.knowledge.schema.findings import Concept
from teaching.knowledge.schema.rules import (
    Clause,
    Component,
    Composition,
    ConceptClause,
    Interval,
    Rule,
)
from teaching.knowledge.statements import Literal

FORMS = ("all", "any", "none", "not_all")


def remarks(book: Book) -> Iterator[Remark]:
    for component, path in book.section("components"):
        yield from _component(book, component, path)
    for rule, path in book.section("rules"):
        yield from _rule(book, rule, path)
    for tendency, path in book.section("tendencies"):
        yield from _asked(book, tendency.finding, None, (*path, "finding"))
    yield from _circles(book)
    for concept, path in book.section("concepts"):
        yield from _alike(book, concept, path)
    for discriminator, path in book.section("discriminators"):
        if discriminator.first == discriminator.second:
            what = "A discriminator is between two concepts."
            yield Remark((*path, "second"), what, "Name another concept.")


def _component(book: Book, component: Component, path: Path) -> Iterator[Remark]:
    if not component.clauses:
        what = f"The component '{component.slug}' has no condition."
        yield Remark(path, what, "Write 'clauses:' with at least one.")
    for index, clause in enumerate(component.clauses):
        yield from _clause(book, clause, (component.at,), (*path, "clauses", index))
    places = [place for place, sort in book.regions.items() if sort == component.at]
    if component.spread is not None and component.spread > len(places):
        what = (
            f"'{component.slug}' has to hold at {component.spread} regions,"
            f" but there {_are(len(places))} of the sort '{component.at}'."
        )
        yield Remark((*path, "spread"), what, f"Write {len(places)} or less.")
    elif not places and component.at in book.entries["sort"]:
        what = f"No region is of the sort '{component.at}', so '{component.slug}' holds nowhere."
        yield Remark((*path, "at"), what, "Add a region of that sort.")


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}"


def _rule(book: Book, rule: Rule, path: Path) -> Iterator[Remark]:
    conditions = (*rule.clauses, *rule.concepts, *rule.no_concepts)
    wholes = (rule.composition, rule.interval, rule.never)
    if not conditions and not any(wholes):
        what = f"The rule for '{rule.concept}' has no condition."
        right = "Write 'clauses', 'composition', 'interval', 'concepts', 'no_concepts' or 'never'."
        yield Remark(path, what, right)
    for field in ("gate", "clauses"):
        for index, clause in enumerate(getattr(rule, field)):
            yield from _clause(book, clause, rule.at, (*path, field, index))
    if rule.composition:
        yield from _composition(book, rule.composition, (*path, "composition"))
    if rule.interval:
        yield from _interval(book, rule, rule.interval, (*path, "interval"))
    for field in ("concepts", "no_concepts"):
        for index, clause in enumerate(getattr(rule, field)):
            here = (*path, field, index, "concepts")
            if not clause.concepts:
                yield Remark(here, "This names no concept.", "Write at least one.")
            for number, slug in enumerate(clause.concepts):
                yield from _nested(book, rule, slug, (*here, number))
    for slug in _wanted(rule.concepts) & _wanted(rule.no_concepts):
        what = f"The rule for '{rule.concept}' can never hold: it needs '{slug}' and refuses it."
        yield Remark((*path, "no_concepts"), what, "Leave one of them out.")


def _wanted(clauses: tuple[ConceptClause, ...]) -> set[str]:
    return {slug for clause in clauses for slug in clause.concepts}


def _clause(book: Book, clause: Clause, at: tuple[str, ...], path: Path) -> Iterator[Remark]:
    given = [form for form in FORMS if getattr(clause, form)]
    if len(given) != 1:
        what = (
            f"A clause has one condition; this one has {choices(given, 'and')}."
            if given
            else "This clause has no condition."
        )
        yield Remark(path, what, f"Write one of {choices(FORMS)}.")
    if clause.any and clause.at_least is None:
        what = "It is not said how many of these are needed."
        yield Remark((*path, "any"), what, "Write 'at_least: 1' or more beside 'any'.")
    if clause.at_least is not None and not clause.any:
        yield Remark((*path, "at_least"), "'at_least' counts 'any'.", "Write 'any: […]' with it.")
    elif clause.at_least is not None and clause.at_least > len(clause.any):
        what = f"{clause.at_least} are needed, but only {len(clause.any)} are listed."
        yield Remark((*path, "at_least"), what, f"Write {len(clause.any)} or less.")
    for form in given:
        for index, literal in enumerate(getattr(clause, form)):
            yield from _asked(book, literal, at, (*path, form, index))


def _asked(
    book: Book, literal: Literal, at: tuple[str, ...] | None, path: Path
) -> Iterator[Remark]:
    """Whether a finding can be asked for at regions of these sorts (None: at any it has)."""
    finding = book.get("finding", literal.finding)
    if finding is None:
        return
    if finding.quantity:
        what = f"'{finding.slug}' is a quantity, neither present nor absent."
        yield Remark(path, what, "Ask for it with 'interval'.")
    elif not finding.sorts:
        if literal.where:
            what = f"'{finding.slug}' is stated of the whole patient, at no region."
            yield Remark(path, what, f"Write '{_bare(literal)}'.")
    elif literal.where == "anywhere" or at is None:
        return
    elif not at:
        what = f"'{finding.slug}' is stated at a region, and this rule is judged at none."
        yield Remark(path, what, f"Write '{literal} anywhere', or give the rule 'at: […]'.")
    elif not set(at) & set(finding.sorts):
        what = (
            f"'{finding.slug}' is stated at regions of the sort {choices(finding.sorts)},"
            f" never at {choices(at)}."
        )
        yield Remark(path, what, f"Write '{_bare(literal)} anywhere', or another finding.")


def _bare(literal: Literal) -> str:
    return str(Literal(literal.finding, literal.present))


def _composition(book: Book, composition: Composition, path: Path) -> Iterator[Remark]:
    if bool(composition.exactly) == (composition.at_least is not None):
        what = "A composition asks either for exact components or for a number of them."
        yield Remark(path, what, "Write 'exactly: […]' or 'at_least: 2'.")
    count = len(book.pack.components)
    if composition.at_least is not None and composition.at_least > count:
        what = f"{composition.at_least} components are needed, but there {_are(count)}."
        yield Remark((*path, "at_least"), what, f"Write {count} or less.")


def _interval(book: Book, rule: Rule, interval: Interval, path: Path) -> Iterator[Remark]:
    if interval.low is None and interval.high is None:
        yield Remark(path, "The interval has no end.", "Write 'low', 'high' or both.")
    elif interval.low is not None and interval.high is not None and interval.low > interval.high:
        what = (
            f"The rule for '{rule.concept}' can never hold: its interval begins at"
            f" {interval.low:g} and ends at {interval.high:g}."
        )
        yield Remark(path, what, "Write the smaller number as 'low'.")
    finding = book.get("finding", interval.quantity)
    if finding is None:
        return
    here = (*path, "quantity")
    if not finding.quantity:
        what = f"'{finding.slug}' is no quantity."
        yield Remark(here, what, "Write one that is, or 'quantity: true' with the finding.")
    elif finding.sorts and not rule.at:
        what = f"'{finding.slug}' is measured at a region, and this rule is judged at none."
        yield Remark(here, what, "Give the rule 'at: […]'.")
    elif finding.sorts and not set(rule.at) & set(finding.sorts):
        what = (
            f"'{finding.slug}' is measured at {choices(finding.sorts)},"
            f" never at {choices(rule.at)}."
        )
        yield Remark(here, what, "Give the rule a sort of the finding.")


def _nested(book: Book, rule: Rule, slug: str, path: Path) -> Iterator[Remark]:
    inner = next((one for one in book.pack.rules if one.concept == slug), None)
    if inner is None:
        if book.get("concept", slug) is not None and slug not in book.unread:
            what = f"The concept '{slug}' has no rule, so nothing can rest on it."
            yield Remark(path, what, "Write a rule for it, or leave it out.")
    elif inner.at and not rule.at:
        what = f"'{slug}' is judged at a region, and this rule is judged at none."
        yield Remark(path, what, f"Give the rule 'at: [{', '.join(inner.at)}]'.")
    elif inner.at and not set(rule.at) & set(inner.at):
        what = f"'{slug}' is judged at {choices(inner.at)}, never at {choices(rule.at)}."
        yield Remark(path, what, "Give the rules a sort in common.")


def _circles(book: Book) -> Iterator[Remark]:
    """Concepts composed of themselves."""
    following = composed(book.pack.rules)
    for rule, path in book.section("rules"):
        way = circle(rule.concept, following)
        if way:
            what = f"'{rule.concept}' is composed of itself ({' → '.join(way)})."
            field = "concepts" if rule.concepts else "no_concepts"
            yield Remark((*path, field), what, "Leave one of these out.")


def _alike(book: Book, concept: Concept, path: Path) -> Iterator[Remark]:
    for index, slug in enumerate(concept.alike):
        other = book.get("concept", slug)
        if slug == concept.slug:
            what = f"'{slug}' is alike itself."
            yield Remark((*path, "alike", index), what, "Name another concept.")
        elif other is not None and other.axis != concept.axis:
            what = f"'{slug}' is on another axis."
            yield Remark((*path, "alike", index), what, "Name a concept of the same axis.")
