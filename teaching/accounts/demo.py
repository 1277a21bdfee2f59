"""The accounts a fresh clone can be tried with: name, password, role.

The passwords stand in the README, so no deployment may have them. `dev.py` reads this with any
Python 3 and without Django, so nothing is imported here.
"""

DEMO = (
    ("learner", "learn-bone-by-bone", "learner"),
    ("instructor", "teach-bone-by-bone", "instructor"),
    ("administrator", "mend-bone-by-bone", "administrator"),
)
