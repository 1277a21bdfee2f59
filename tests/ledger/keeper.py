"""Starts the server whenever a line comes in, and says its process group; a fork is quick to start.

``python -m tests.ledger.keeper PORT [lying]``: the application is loaded once, here, before any
connection to the database exists; each server is a fork of this process with everything of its own.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LIE = 1.0
"""Seconds by which the lying server acknowledges too early."""


class Faults(logging.Filter):
    """Leaves out what is no fault of the application: a page that is not there, such as the one
    after the end of a contrast that has run out; and that the database was killed under it."""

    def filter(self, record: logging.LogRecord) -> bool:
        from django.db import InterfaceError, OperationalError

        failed = record.exc_info[1] if record.exc_info else None
        is_lost = isinstance(failed, OperationalError | InterfaceError)
        return record.levelno >= logging.ERROR and not is_lost


class Server(BaseApplication):
    """gunicorn with one worker of four threads."""

    def __init__(self, application: Application, port: int) -> None:
        self.application, self.port = application, port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("workers", 1)
        self.cfg.set("threads", 4)
        self.cfg.set("reuse_port", True)
        self.cfg.set("loglevel", "critical")

    def load(self) -> Application:
        return self.application


def lying(application: Application) -> Application:
    """The negative control: it acknowledges an answer at once, and stores it a little later."""

    def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] != "POST" or not path.endswith(("/commit/", "/save/")):
            return application(environ, start)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))

        def later() -> None:
            import io

            time.sleep(LIE)
            sent = {**environ, "wsgi.input": io.BytesIO(body)}
            for _ in application(sent, lambda *_: None):
                pass

        threading.Thread(target=later).start()
        start("302 Found", [("Location", path.rsplit("/", 2)[0] + "/"), ("Content-Length", "0")])
        return []

    return answered


def main(port: int, *, lies: bool) -> None:
    from teaching.wsgi import application

    logging.getLogger("django.request").addFilter(Faults())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what was killed
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.argv = ["gunicorn"]
            Server(lying(application) if lies else application, port).run()
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), lies="lying" in sys.argv)
