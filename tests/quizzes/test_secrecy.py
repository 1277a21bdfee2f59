"""Nothing of a key leaves the server before the commitment that earns it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from teaching.items import bank, vignettes
from teaching.items.generators.registry import model_of
from teaching.items.models import Evidence, Key, Line, Rationale, Vignette
from teaching.knowledge.models import Disease
from teaching.knowledge.reading import read
from teaching.knowledge.schema.vignettes import Vignette as Written
from tests.conftest import forget
from tests.exchange.reading import body
from tests.factories import make_instructor, make_user
from tests.quizzes.taking import Taker, begin

PACK = Path(__file__).resolve().parents[2] / "fixtures" / "nho"
SLUG = "transfer-board"
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')


def seen(response) -> bytes:
    """An answer with its headers, without what differs from one request to the next."""
    headers = sorted(f"{name}: {value}" for name, value in response.headers.items())
    return "\n".join(headers).encode() + TOKEN.sub(rb"\1", response.content)


def turned_round(vignette: Written) -> Written:
    """The same story with every key one option further, and every rationale reworded and resting
    on other facts."""
    items = []
    for item in vignette.items:
        key = next(n for n, option in enumerate(item.options) if option.key)
        options = tuple(
            option.model_copy(
                update={
                    "key": n == (key + 1) % len(item.options),
                    "rationale": f"another rationale {n}",
                    "facts": ("F-DEF-01",),
                    "claims": item.options[n - 1].claims,
                }
            )
            for n, option in enumerate(item.options)
        )
        items.append(item.model_copy(update={"options": options, "note": "another note"}))
    return vignette.model_copy(update={"items": tuple(items)})


def stored(change: Callable[[Written], Written]) -> None:
    """The written cases stored anew, each changed, whether or not they are proved."""
    disease = Disease.objects.get()
    pack = read(PACK).pack
    assert pack is not None
    Vignette.objects.all().delete()
    vignettes.store_all(disease, [change(vignette) for vignette in pack.vignettes])


def walk() -> list[bytes]:
    """Every page a visitor sees from the front to the last question, always taking the first
    option."""
    client = Client()
    pages = [seen(client.get(url)) for url in ("/", "/cases/", "/how-it-works/")]
    taker = begin(client, SLUG)
    pages.append(seen(client.get(f"/cases/{taker.row.vignette_id}/")))
    while True:
        pages.append(seen(taker.page()))
        pages.append(seen(client.get("/cases/?taken=open")))
        pages.append(seen(client.get("/cases/?asks=form")))
        pages.append(seen(client.get("/atlas/facts/F-OA-03/")))
        pages.append(seen(client.get("/cases/?fact=F-OA-03")))
        asked = ("", "?came=wrong", "?came=right", "?concept=osteoarthropathic", "?sure=2")
        pages += [seen(client.get(f"/progress/history/{query}")) for query in asked]
        pages.append(seen(client.get(f"/attempts/{taker.attempt}/debrief/")))
        decision = taker.decision()
        taker.post(decision.pk, decision.options[0].pk, 2)
        if taker.row.is_finished:
            return pages


def both_walks() -> tuple[list[bytes], list[bytes]]:
    """The same walk through cases stored as they are, and stored with their keys turned round."""
    walks = []
    for change in (lambda vignette: vignette, turned_round):
        with transaction.atomic():
            forget()
            number_on()
            stored(change)
            walks.append(walk())
            transaction.set_rollback(True)
    forget()
    return walks[0], walks[1]


def number_on() -> None:
    """Number new rows on from those there are, as if what was rolled back had never been: SQLite
    takes numbers back by itself, PostgreSQL never does."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


@pytest.fixture
def unproved(monkeypatch) -> None:
    """Storing takes a case whose keys are wrong."""
    prove = vignettes.prove
    monkeypatch.setattr(
        vignettes,
        "prove",
        lambda *asked: tuple(replace(proof, problems=()) for proof in prove(*asked)),
    )


def numbered(pages: list[bytes]) -> list[bytes]:
    """Attempts are numbered on; the number says nothing."""
    return [re.sub(rb"/attempts/\d+/", b"/attempts/n/", page) for page in pages]


def test_two_banks_that_differ_only_in_their_keys_look_alike_until_the_last_commitment(
    visitor, unproved, clock
):
    first, second = both_walks()

    assert numbered(first) == numbered(second)


def test_the_comparison_sees_what_storing_derives_from_a_key(visitor, unproved, clock, monkeypatch):
    """Another negative control: options stored with the key first would give it away."""
    record = vignettes.record

    def sorted_by_key(proof):
        options = tuple(sorted(proof.options, key=lambda answer: not answer.option.key))
        return replace(proof, options=options)

    def key_first(words, pack, entries):
        for entry in entries:
            entry.proofs = tuple(sorted_by_key(proof) for proof in entry.proofs)
        record(words, pack, entries)

    monkeypatch.setattr(vignettes, "record", key_first)

    first, second = both_walks()

    assert numbered(first) != numbered(second)


def test_the_comparison_sees_a_page_that_leaks(visitor, unproved, clock, monkeypatch):
    """The guard's own guard: a page that shows the key fails the comparison."""
    original = Taker.page

    def leaking(self):
        response = original(self)
        key = Key.objects.get(item=self.decision().pk).option
        response.content += str(key).encode()
        return response

    monkeypatch.setattr(Taker, "page", leaking)

    first, second = both_walks()

    assert numbered(first) != numbered(second)


@pytest.mark.parametrize("code", ["F-OA-03", "F-PA-01", "E-TUM-01"])
def test_no_fact_finds_a_case_that_is_not_finished(visitor, code):
    taker = begin(visitor, SLUG)
    visitor.post("/cases/new/", {"difficulty": "medium"})
    taker.commit()

    page = visitor.get(f"/cases/?fact={code}")

    assert page.context["listing"].rows == []
    assert "What a case rests on is told when you have finished it" in page.content.decode()


def test_a_fact_finds_the_finished_cases_that_use_it(visitor):
    taker = begin(visitor, SLUG)
    taker.finish()
    other = begin(visitor, "week-six")
    other.commit()

    rows = visitor.get("/cases/?fact=F-OA-03").context["listing"].rows

    assert [row.vignette for row in rows] == [taker.row.vignette]


def told_of(client: Client, code: str = "F-OA-03") -> bool:
    return f"/cases/?fact={code}" in client.get(f"/atlas/facts/{code}/").content.decode()


def test_a_fact_leads_to_its_cases_once_one_of_them_is_finished(visitor):
    before = told_of(visitor)
    taker = begin(visitor, SLUG)
    taker.commit()
    meanwhile = told_of(visitor)
    taker.finish()

    assert (before, meanwhile, told_of(visitor)) == (False, False, True)
    assert not told_of(visitor, "E-TUM-01")


def test_an_instructor_finds_all_cases_that_use_a_fact(visitor, client):
    client.force_login(make_instructor())

    page = client.get("/cases/?fact=F-OA-03")

    resting = set(
        Vignette.objects.filter(items__options__rationale__backing__facts__code="F-OA-03")
    ) | set(Vignette.objects.filter(items__options__evidence__backing__facts__code="F-OA-03"))
    assert {row.vignette for row in page.context["listing"].rows} == resting != set()
    assert "Cases that use this fact:" in page.content.decode()
    assert (
        f"Cases that use this fact ({len(resting)})"
        in client.get("/atlas/facts/F-OA-03/").content.decode()
    )


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("difficulty=bogus", "There is no difficulty “bogus”."),
        ("taken=bogus", "There is no state “bogus”."),
        ("asks=bogus", "There is no question “bogus”."),
    ],
)
def test_a_filter_that_does_not_exist_finds_nothing_and_says_so(visitor, query, says):
    page = visitor.get(f"/cases/?{query}")

    assert page.context["listing"].rows == []
    assert says in page.content.decode()


def test_a_fact_nobody_knows_finds_nothing_and_says_so(visitor):
    begin(visitor, SLUG).finish()

    page = visitor.get("/cases/?fact=F-NO-SUCH-1")

    assert page.context["listing"].rows == []
    assert "There is no fact “F-NO-SUCH-1”" in page.content.decode()


LINK = re.compile(r'(?:href|action|hx-get|hx-post)="(/[^"#]*)')


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_crawl_finds_no_rationale_of_an_unfinished_case(visitor, steps):
    taker = begin(visitor, SLUG)
    for _ in range(steps):
        taker.commit(right=False)
    secrets = set(Rationale.objects.values_list("text", flat=True))
    secrets |= {note for note in Key.objects.values_list("note", flat=True) if note}

    found, queue, done = set(), ["/", taker.row.get_absolute_url()], set()
    while queue:
        url = queue.pop()
        if url in done or url.startswith(("/static/", "/admin/")) or len(done) > 400:
            continue
        done.add(url)
        page = body(visitor.get(url.replace("&amp;", "&"))).decode(errors="replace")
        found |= {text for text in secrets if text in page}
        queue += LINK.findall(page)

    assert len(done) > 40
    assert found == set()


@pytest.fixture
def banked(clinic, db) -> list[Vignette]:
    """Questions of the bank, published."""
    disease, model = Disease.objects.get(), model_of("form-from-case")
    bank.fill(disease, model, 4)
    bank.approve(disease, model, by=None)
    return list(Vignette.objects.bank(disease))


def words_of_the_bank(rows: list[Vignette]) -> set[str]:
    """What stands in these questions and in no case: their stories and rationales."""

    def words(cases) -> set[str]:
        answers = {"option__item__vignette__in": cases}
        return {
            *Line.objects.filter(vignette__in=cases).values_list("text", flat=True),
            *Rationale.objects.filter(**answers).values_list("text", flat=True),
            *Evidence.objects.filter(**answers).values_list("says", flat=True),
        }

    return words(rows) - words(Vignette.objects.exclude(pk__in=[row.pk for row in rows]))


def crawled(client: Client, start: list[str]) -> tuple[set[str], str]:
    """The addresses links lead to, and all that stands there."""
    queue, done, texts = list(start), set(), []
    while queue and len(done) < 300:
        url = queue.pop().replace("&amp;", "&")
        if url in done or url.startswith(("/static/", "/admin/", "/accounts/logout")):
            continue
        done.add(url)
        texts.append(body(client.get(url)).decode(errors="replace"))
        queue += LINK.findall(texts[-1])
    return done, "\n".join(texts)


@pytest.mark.parametrize("role", ["visitor", "learner"])
def test_a_crawl_finds_nothing_of_the_bank(visitor, banked, role):
    if role == "learner":
        visitor.force_login(make_user())
    taker = begin(visitor, SLUG)
    taker.finish()

    done, text = crawled(visitor, ["/", taker.row.get_absolute_url()])

    assert len(done) > 40
    assert {url for url in done if url.startswith("/bank/")} == set()
    assert {one for one in words_of_the_bank(banked) if one in text} == set()


def test_the_crawl_of_the_bank_would_find_it(visitor, banked):
    """The guard's own guard: an instructor, who may, is led to the bank and to its words."""
    visitor.force_login(make_instructor())

    done, text = crawled(visitor, ["/bank/", *(f"/bank/{row.pk}/" for row in banked)])

    assert f"/bank/{banked[0].pk}/" in done
    assert {one for one in words_of_the_bank(banked) if one in text} != set()


@pytest.mark.parametrize("role", ["visitor", "learner"])
def test_no_address_gives_a_question_of_the_bank_away(visitor, banked, role):
    if role == "learner":
        visitor.force_login(make_user())
    words = words_of_the_bank(banked)
    for row in banked:
        for url in (f"/bank/{row.pk}/", f"/cases/{row.pk}/", "/bank/", "/bank/?q=bone"):
            for headers in ({}, {"HX-Request": "true"}):
                page = visitor.get(url, headers=headers)
                assert page.status_code in (302, 404) or page.headers.get("HX-Redirect")
                assert {one for one in words if one in page.content.decode()} == set()


def test_titles_and_addresses_name_no_answer(clinic, db):
    telling = re.compile(r"periarth|osteoarth|muscul|mixed|\b(PA|OA|MM|MX)-\d", re.IGNORECASE)

    named = [
        text
        for vignette in Vignette.objects.all()
        for text in (vignette.title, vignette.slug, vignette.get_absolute_url())
        if telling.search(text)
    ]

    assert named == []
