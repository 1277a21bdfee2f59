"""Writing a vignette: the manuscript an author works on, merged, kept, and turned into a vignette.

A manuscript takes what is unfinished and what is wrong: empty lines, tags that do not exist, a
question without a key. Nothing in it reaches a learner; a vignette is made of it when it is
published (``items.vignettes``), and that is never changed.
"""
