"""What the pages of the atlas read: rows of the database and tables of the pack, put together.

Only reads, and only what a learner may see; editor's notes are read by the one view that may.
"""
