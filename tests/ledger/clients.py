"""Clients that answer over HTTP and write down what was acknowledged."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

ITEM = re.compile(r'name="item" value="(\d+)"')
TURN = re.compile(r'name="turn" value="(\d+)"')
OPTION = re.compile(r'name="option" value="(\d+)"( checked)?')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PAIR = re.compile(r'<option value="([\w-]+ [\w-]+)"')
PLACE = re.compile(r"/sittings/(\d+)/(\d+)/$")
COUNT = 10
"""So many questions a practice quiz has; a contrast has as many, unless it runs out."""
KINDS = ("practice", "contrasts", "the test")
GONE = (OSError, http.client.HTTPException)
"""What a request meets when the server is killed under it."""
PATIENCE = 60
"""Seconds without any answer after which something else is wrong."""


class SilentError(Exception):
    """The server has not answered for PATIENCE seconds."""


@dataclass
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass
class Ledger:
    """What the server acknowledged: committed answers of practice and contrasts (sitting, number:
    option, certainty), and the last saved choice of a test (sitting, number: option). ``pending``
    were sent and not acknowledged, so that they may or may not be stored."""

    committed: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    saved: dict[tuple[int, int], int] = field(default_factory=dict)
    pending: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    acknowledged: Counter[str] = field(default_factory=Counter)
    """How many, by KINDS."""
    cut_off: int = 0
    """Requests that got no answer."""
    faults: list[str] = field(default_factory=list)


class Person(threading.Thread):
    """One learner who answers practice and contrasts and changes choices in a test until told to
    stop. With ``forgives`` the database may be gone for a while: a page that fails then says
    nothing."""

    def __init__(
        self, port: int, session: str, test: int, seed: int, *, forgives: bool = False
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.session, self.test = port, session, test
        self.forgives = forgives
        self.kinds = [("practice", self.practise), ("contrasts", self.contrast)]
        if seed % 2:
            self.kinds.reverse()
        self.rng = random.Random(seed)
        self.ledger = Ledger()
        self.stopping = threading.Event()
        self.token = self.csrf = ""
        self.failed: Exception | None = None

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                for kind, begin in self.kinds:
                    self.answer(kind, begin())
        except Exception as error:
            self.failed = error

    # ---- requests
    def once(self, method: str, path: str, data: dict[str, object] | None = None) -> Answer:
        """One request. Raises one of GONE where no whole answer comes."""
        cookies = f"sessionid={self.session}; csrftoken={self.csrf}"
        headers = {"Cookie": cookies, "Host": f"localhost:{self.port}"}
        body = None
        if data is not None:
            body = urlencode({**data, "csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for name, value in response.getheaders():
            if name == "Set-Cookie" and value.startswith("csrftoken="):
                self.csrf = value.split(";")[0].removeprefix("csrftoken=")
        if response.status >= 500 and self.forgives:
            raise http.client.HTTPException(response.status)
        found = TOKEN.search(text)
        if found:
            self.token = found[1]
        return Answer(response.status, response.getheader("Location") or "", text)

    def insist(self, method: str, path: str, data: dict[str, object] | None = None) -> Answer:
        """The same again and again until the server answers."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self.once(method, path, data)
            except GONE:
                self.ledger.cut_off += 1
                if time.monotonic() > until:
                    raise SilentError(path) from None
                time.sleep(0.02)

    # ---- what a learner does
    def practise(self) -> Answer:
        self.insist("GET", "/practise/")
        wish = {"count": COUNT, "difficulty": "", "only": ""}
        return self.insist("POST", "/practise/", wish)

    def contrast(self) -> Answer:
        page = self.insist("GET", "/practise/")
        pair = self.rng.choice(PAIR.findall(page.text))
        return self.insist("POST", "/practise/contrast/", {"pair": pair})

    def answer(self, kind: str, begun: Answer) -> None:
        """What was begun, with a change in the test after every other answer."""
        found = PLACE.search(begun.location)
        if found is None:
            self.ledger.faults.append(f"{kind} did not begin: {begun.status}")
            self.stopping.set()
            return
        for number in range(1, COUNT + 1):
            if self.stopping.is_set() or not self.commit(kind, int(found[1]), number):
                return
            if number % 2:
                self.change()

    def commit(self, kind: str, sitting: int, number: int) -> bool:
        """Answer a question for good; whether there is one."""
        page = self.insist("GET", f"/sittings/{sitting}/{number}/")
        item = ITEM.search(page.text)
        if page.status != 200 or item is None:
            return False
        option = int(self.rng.choice(OPTION.findall(page.text))[0])
        certainty = self.rng.randint(1, 3)
        data = {"item": item[1], "option": option, "certainty": certainty}
        answer = self.insist("POST", f"/sittings/{sitting}/{number}/commit/", data)
        if answer.status == 302 and answer.location.endswith(f"/{number}/"):
            self.ledger.committed[sitting, number] = (option, certainty)
            self.ledger.acknowledged[kind] += 1
            if kind == "contrasts":  # the page it leads to draws the next question
                self.insist("GET", answer.location)
        else:
            self.ledger.faults.append(f"commit: {answer.status} {answer.location}")
        return True

    def change(self) -> None:
        """Choose something in the test. What is cut off is looked up, as a learner would."""
        number = self.rng.randint(1, 10)
        place = self.test, number
        path = f"/sittings/{self.test}/{number}/"
        page = self.insist("GET", path)
        turn = TURN.search(page.text)
        if turn is None:
            self.ledger.faults.append(f"no question of the test: {page.status} {page.location}")
            return
        shown = next((int(pk) for pk, checked in OPTION.findall(page.text) if checked), 0)
        if place in self.ledger.saved and shown not in {
            self.ledger.saved[place],
            *self.ledger.pending.get(place, ()),
        }:
            self.ledger.faults.append(f"{path} shows {shown}, not what was acknowledged")
        option = int(self.rng.choice(OPTION.findall(page.text))[0])
        self.ledger.pending.setdefault(place, set()).add(option)
        data = {"turn": turn[1], "option": option}
        try:
            answer = self.once("POST", f"{path}save/", data)
        except GONE:
            self.ledger.cut_off += 1
            return
        if answer.status == 302 and answer.location == path:
            self.ledger.saved[place] = option
            self.ledger.pending[place] = set()
            self.ledger.acknowledged["the test"] += 1
        else:
            self.ledger.faults.append(f"save: {answer.status} {answer.location}")
