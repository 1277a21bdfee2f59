"""The kill ledger: whether an answer that was acknowledged survives a server that is killed.

Clients answer over HTTP and write down every acknowledgement; the server, gunicorn with its workers
on SQLite, is killed with SIGKILL at random moments and started again. At the end the ledger is held
against the database. ``python3 dev.py kill-ledger`` does that three hundred times.
"""
