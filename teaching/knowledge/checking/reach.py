"""What some patient can show: rules, components and compositions that can never hold.

Rules that ``rules`` or ``findings`` complain of are passed over: what they mean is not clear yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from teaching.knowledge.atoms import Atoms, bits
from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.checking.findings import contradictory
from teaching.knowledge.clauses import Threshold, literals, threshold
from teaching.knowledge.composing import Composer
from teaching.knowledge.problems import Path, choices
from teaching.knowledge.schema.rules import Clause, Composition, Interval, Rule

TRIES = 20_000
"""Choices tried before a rule is taken to be possible."""


def remarks(book: Book) -> Iterator[Remark]:
    odd = contradictory(book)
    impossible = set()
    clear = True
    for component, path in book.section("components"):
        places = _places(book, (component.at,))
        clear &= _clear(book, component.clauses, (component.at,), odd)
        clear &= len(places) >= (component.spread or 1)
        if clear and not _possible(book.atoms, component.clauses, places):
            impossible.add(component.slug)
            yield _never(f"The component '{component.slug}'", component.clauses, path)
    yield from _rules(book, odd)
    if clear and not impossible:
        yield from _compositions(book, odd)


def _rules(book: Book, odd: Collection[str]) -> Iterator[Remark]:
    rules = {rule.concept: rule for rule in book.pack.rules}
    for rule, path in book.section("rules"):
        asked = list(_nested(rule, rules, frozenset()))
        clauses = tuple(clause for one in asked for clause in (*one.gate, *one.clauses))
        if rule.never or not _clear(book, clauses, rule.at, odd):
            continue
        if not _possible(book.atoms, clauses, _places(book, rule.at) or [""]):
            yield _never(f"The rule for '{rule.concept}'", clauses, path)
        yield from _apart(rule, asked, path)


def _compositions(book: Book, odd: Collection[str]) -> Iterator[Remark]:
    """Compositions of components that never occur just so."""
    table = book.atoms
    composer = Composer(table, book.places, [one for one, _ in book.section("components")])
    for rule, path in book.section("rules"):
        wanted = rule.composition
        if (
            wanted is None
            or not _one_question(wanted)
            or not set(wanted.exactly) <= composer.position.keys()
            or (wanted.at_least or 0) > len(composer.position)
            or not _clear(book, rule.gate, (), odd)
        ):
            continue
        gates = [threshold(table, clause, "") for clause in rule.gate]
        assumed = table.closed(sum({gate.true for gate in gates if gate.need == gate.size}))
        if table.conflict(assumed):
            continue
        outcomes = composer.look(assumed).family.outcomes
        exactly = sum(1 << composer.position[slug] for slug in wanted.exactly)
        if wanted.exactly and exactly not in outcomes:
            what = f"no patient shows {choices(wanted.exactly, 'and')} and nothing else"
        elif wanted.at_least and all(one.bit_count() < wanted.at_least for one in outcomes):
            what = f"no patient shows {wanted.at_least} components at once"
        else:
            continue
        what = f"The rule for '{rule.concept}' can never hold: {what}."
        right = "Ask for other components, or change their conditions."
        yield Remark((*path, "composition"), what, right)


def _one_question(wanted: Composition) -> bool:
    return bool(wanted.exactly) != (wanted.at_least is not None)


def _places(book: Book, sorts: Sequence[str]) -> list[str]:
    return [place for place, sort in book.regions.items() if sort in sorts]


def _nested(rule: Rule, rules: dict[str, Rule], within: frozenset[str]) -> Iterator[Rule]:
    """The rule and those of all concepts it needs."""
    yield rule
    for clause in rule.concepts:
        for slug in clause.concepts:
            if slug in rules and slug not in within:
                yield from _nested(rules[slug], rules, within | {rule.concept})


def _clear(book: Book, clauses: Sequence[Clause], at: Sequence[str], odd: Collection[str]) -> bool:
    """Whether it is clear what these clauses ask at regions of these sorts."""
    for clause in clauses:
        given = [clause.all, clause.any, clause.none, clause.not_all]
        if sum(bool(one) for one in given) != 1:
            return False
        if clause.any and not 0 < (clause.at_least or 0) <= len(clause.any):
            return False
        for literal in literals(clause)[0]:
            finding = book.get("finding", literal.finding)
            if finding is None or finding.quantity or finding.slug in odd:
                return False
            if not finding.sorts:
                if literal.where:
                    return False
            elif literal.where != "anywhere" and not set(finding.sorts) & set(at):
                return False
    return True


def _possible(table: Atoms, clauses: Sequence[Clause], places: Sequence[str]) -> bool:
    """Whether some patient meets all clauses at one of the places. Errs towards yes."""
    for place in places:
        asked = [threshold(table, clause, place) for clause in clauses]
        asked.sort(key=lambda one: one.size - one.need)
        if _search(table, asked, 0, [TRIES]):
            return True
    return False


def _search(table: Atoms, asked: Sequence[Threshold], known: int, tries: list[int]) -> bool:
    """Whether the thresholds can all be reached without a conflict, beside what is known."""
    if not asked:
        return True
    first, *rest = asked
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


def _never(whose: str, clauses: Sequence[Clause], path: Path) -> Remark:
    """The remark, with the findings of the clauses that all have to be met."""
    asked = {
        str(literal)
        for given, need in map(literals, clauses)
        if need == len(given)
        for literal in given
    }
    what = f"{whose} can never hold: its conditions exclude each other"
    what += f" ({choices(sorted(asked), 'and')})." if asked else "."
    return Remark(path, what, "Leave one of the conditions out, or mend a finding's relations.")


def _apart(rule: Rule, asked: Sequence[Rule], path: Path) -> Iterator[Remark]:
    """Intervals of one quantity that do not meet."""
    first: dict[str, Interval] = {}
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
