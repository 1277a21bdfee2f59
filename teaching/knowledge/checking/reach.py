"""What some patient can show: rules, components and compositions that can never hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from teaching.knowledge import schema
from teaching.knowledge.atoms import Atoms, bits
from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.checking.findings import atoms
from teaching.knowledge.clauses import Threshold, literals, threshold
from teaching.knowledge.composing import Composer
from teaching.knowledge.places import Places
from teaching.knowledge.problems import Path, choices

TRIES = 20_000
"""Choices tried before a rule is taken to be possible."""


def remarks(book: Book) -> Iterator[Remark]:
    yield from _impossible(book)
    yield from _unreachable(book)


def _impossible(book: Book) -> Iterator[Remark]:
    table = atoms(book)
    for component, path in book.section("components"):
        places = [place for place, sort in book.regions.items() if sort == component.at]
        if not _understood(book, component.clauses) or not places:
            continue
        if not any(_possible(table, component.clauses, place) for place in places):
            yield _never(book, f"The component '{component.slug}'", component.clauses, path)
    rules = {rule.concept: rule for rule in book.pack.rules}
    for rule, path in book.section("rules"):
        asked = list(_nested(rule, rules, frozenset()))
        clauses = tuple(
            clause for one in asked for clause in (*one.gate, *one.clauses) if _whole(clause)
        )
        if rule.never or not _understood(book, clauses):
            continue
        places = [place for place, sort in book.regions.items() if sort in rule.at]
        if clauses and not any(_possible(table, clauses, place) for place in places or [""]):
            yield _never(book, f"The rule for '{rule.concept}'", clauses, path)
            continue
        yield from _apart(rule, asked, path)


def _unreachable(book: Book) -> Iterator[Remark]:
    """Compositions of components that never occur just so."""
    components = [component for component, _ in book.section("components")]
    if not all(_understood(book, component.clauses) for component in components):
        return
    table = atoms(book)
    places = Places(book.pack.disease.model_copy(update={"scopes": ()}))
    composer = Composer(table, places, components)
    for rule, path in book.section("rules"):
        wanted = rule.composition
        gates = [clause for clause in rule.gate if _understood(book, [clause])]
        if wanted is None or not set(wanted.exactly) <= composer.position.keys():
            continue
        assumed = 0
        for gate in (
            threshold(table, clause, "") for clause in gates if not _regional(book, clause)
        ):
            assumed |= gate.true if gate.need == gate.size else 0
        if table.conflict(table.closed(assumed)):
            continue
        outcomes = composer.look(table.closed(assumed)).family.outcomes
        exactly = sum(1 << composer.position[slug] for slug in wanted.exactly)
        if wanted.exactly and exactly not in outcomes:
            what = f"no patient shows {choices(wanted.exactly, 'and')} and nothing else"
        elif wanted.at_least and all(one.bit_count() < wanted.at_least for one in outcomes):
            what = f"no patient shows {wanted.at_least} components at once"
        else:
            continue
        right = "Ask for other components, or change their conditions."
        what = f"The rule for '{rule.concept}' can never hold: {what}."
        yield Remark((*path, "composition"), what, right)


def _regional(book: Book, clause: schema.Clause) -> bool:
    return any(
        finding.sorts and literal.where != "anywhere"
        for literal in literals(clause)[0]
        if (finding := book.get("finding", literal.finding)) is not None
    )


def _nested(
    rule: schema.Rule, rules: dict[str, schema.Rule], within: frozenset[str]
) -> Iterator[schema.Rule]:
    """The rule and those of all concepts it needs."""
    yield rule
    for clause in rule.concepts:
        for slug in clause.concepts:
            if slug in rules and slug not in within:
                yield from _nested(rules[slug], rules, within | {rule.concept})


def _whole(clause: schema.Clause) -> bool:
    given = [clause.all, clause.any, clause.none, clause.not_all]
    count = sum(bool(one) for one in given)
    return count == 1 and (not clause.any or (clause.at_least or 1) <= len(clause.any))


def _understood(book: Book, clauses: Sequence[schema.Clause]) -> bool:
    """Whether every finding is known and may be asked for; other remarks tell where not."""
    found = [
        (literal, book.get("finding", literal.finding))
        for clause in clauses
        for literal in literals(clause)[0]
    ]
    return all(_whole(clause) for clause in clauses) and all(
        finding is not None and not finding.quantity and not (literal.where and not finding.sorts)
        for literal, finding in found
    )


def _possible(table: Atoms, clauses: Sequence[schema.Clause], place: str) -> bool:
    """Whether some patient meets all clauses at a place. Errs towards yes."""
    try:
        asked = [threshold(table, clause, place) for clause in clauses]
    except ValueError:  # a regional finding asked at no region: told elsewhere
        return True
    asked.sort(key=lambda one: one.size - one.need)
    tries = [TRIES]
    return _search(table, asked, 0, tries)


def _search(table: Atoms, asked: Sequence[Threshold], known: int, tries: list[int]) -> bool:
    if not asked:
        return True
    first, *rest = asked
    if first.need > first.size:
        return False
    for chosen in combinations(list(bits(first.true)), first.need):
        tries[0] -= 1
        if tries[0] < 0:
            return True
        more = known
        for bit in chosen:
            more |= table.reach[bit]
        if not table.conflict(more) and _search(table, rest, more, tries):
            return True
    return False


def _never(book: Book, whose: str, clauses: Sequence[schema.Clause], path: Path) -> Remark:
    """The remark, with the findings of the clauses that all have to be met."""
    asked = {
        str(literal)
        for clause in clauses
        for literal in literals(clause)[0]
        if literals(clause)[1] == len(literals(clause)[0])
    }
    what = f"{whose} can never hold: its conditions exclude each other"
    what += f" ({choices(sorted(asked), 'and')})." if asked else "."
    return Remark(path, what, "Leave one of the conditions out, or mend a finding's relations.")


def _apart(rule: schema.Rule, asked: Sequence[schema.Rule], path: Path) -> Iterator[Remark]:
    """Intervals of one quantity that do not meet."""
    first: dict[str, schema.Interval] = {}
    for one in asked:
        if one.interval is None:
            continue
        other = first.setdefault(one.interval.quantity, one.interval)
        low = max((end for end in (other.low, one.interval.low) if end is not None), default=None)
        high = min(
            (end for end in (other.high, one.interval.high) if end is not None), default=None
        )
        if other is not one.interval and low is not None and high is not None and low > high:
            what = f"The rule for '{rule.concept}' can never hold: the intervals do not meet."
            yield Remark((*path, "concepts"), what, "Leave one of them out.")
