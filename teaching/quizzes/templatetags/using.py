"""How many cases use a fact, for a page of the atlas, which knows nothing of cases."""

from __future__ import annotations

from django import template

from teaching.accounts.models import User
from teaching.knowledge.models import Fact
from teaching.quizzes import catalogue

register = template.Library()


@register.simple_tag
def cases_using(fact: Fact, learner: User | None) -> catalogue.Uses:
    """The cases this learner may be told of; none, without a query, for somebody who is new."""
    return catalogue.uses(fact, learner)
