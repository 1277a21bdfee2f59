"""The kill ledger: whether an answer that was acknowledged survives a server that is killed.

Clients answer practice, contrasts and a test over HTTP and write down every acknowledgement; the
server, gunicorn with its worker, is killed with SIGKILL at random moments and started again. On
PostgreSQL the server of the database is killed too. At the end the ledger is held against the
database. ``python3 dev.py kill-ledger`` does that three hundred times.
"""
