"""Virtual learners: what our scheduling is worth to somebody who forgets by another model than
FSRS.

Tools of the team like `benchmarks/`, no part of the app. Pure and seeded: the same seed prints the
same tables. What they mean, and what they cannot show, stands in docs/learning.md.
"""
