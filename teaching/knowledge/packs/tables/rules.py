"""Where components, rules and tendencies stand.

Their clauses stay in ``spec``: they are read whole. What a clause speaks of is linked besides, so
that one can ask which rules use a finding, a component or a fact.
"""

from __future__ import annotations

from collections.abc import Iterable

from teaching.knowledge import models
from teaching.knowledge.packs.placing import FACTS, Table, by_slug, same
from teaching.knowledge.schema.rules import Clause, Component, Rule, Tendency
from teaching.knowledge.statements import Literal


def _clause_literals(clause: Clause) -> Iterable[Literal]:
    return (*clause.all, *clause.any, *clause.none, *clause.not_all)


def _component_findings(component: Component) -> list[str]:
    return [literal.finding for clause in component.clauses for literal in _clause_literals(clause)]


def _component_facts(component: Component) -> list[str]:
    return [fact for clause in component.clauses for fact in clause.facts]


def _rule_findings(rule: Rule) -> list[str]:
    found = [
        literal.finding
        for clause in (*rule.gate, *rule.clauses)
        for literal in _clause_literals(clause)
    ]
    return [*found, rule.interval.quantity] if rule.interval else found


def _rule_components(rule: Rule) -> tuple[str, ...]:
    return rule.composition.exactly if rule.composition else ()


def _rule_facts(rule: Rule) -> list[str]:
    found = [
        fact
        for facts in (
            *(clause.facts for clause in (*rule.gate, *rule.clauses)),
            *(clause.facts for clause in (*rule.concepts, *rule.no_concepts)),
        )
        for fact in facts
    ]
    found += rule.composition.facts if rule.composition else ()
    found += rule.interval.facts if rule.interval else ()
    found += rule.never.facts if rule.never else ()
    return found


TABLES: tuple[Table, ...] = (
    Table(
        "components",
        Component,
        models.Component,
        by_slug,
        same("slug", "name"),
        foreign={"at": ("sort", "disease.sorts")},
        uses={
            "findings": ("findings", _component_findings),
            "facts": ("facts", _component_facts),
        },
    ),
    Table(
        "rules",
        Rule,
        models.Rule,
        lambda rule: str(rule.concept),
        {},
        foreign={"concept": ("concept", "concepts")},
        uses={
            "findings": ("findings", _rule_findings),
            "components": ("components", _rule_components),
            "facts": ("facts", _rule_facts),
        },
    ),
    Table(
        "tendencies",
        Tendency,
        models.Tendency,
        lambda tendency: f"{tendency.concept}: {tendency.finding}",
        same("stance", "says"),
        foreign={"concept": ("concept", "concepts")},
        links=(FACTS,),
        derived={
            "finding_id": lambda tendency, pk: pk("findings", tendency.finding.finding),
            "literal": lambda tendency, pk: str(tendency.finding),
        },
    ),
)
