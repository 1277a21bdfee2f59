"""The results as a table for other programs."""

import csv
import io

from tests.authoring.setting.writing import address
from tests.factories import make_user
from tests.quizzes.set_quizzes import choose, make_quiz, sit


def test_the_table_is_sent_as_a_file(instructor):
    quiz = make_quiz(title="Block 4: “wards”", pass_mark=20)
    learner = make_user(username="ada", first_name="=HYPERLINK(0)", last_name="Ling, A")
    sitter = sit(quiz, learner=learner)
    choose(sitter, 1)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")

    response = instructor.get(address(quiz, "results.csv"))

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="block-4-wards-{quiz.pk}.csv"'
    )
    head, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    told = dict(zip(head, row, strict=True))
    assert told["Name"] == "'=HYPERLINK(0) Ling, A"
    assert (told["User name"], told["Answered"], told["Right"]) == ("ada", "1", "1")
    assert (told["Per cent"], told["Passed"]) == ("25.0", "yes")
    assert told["Points by certainty"] == ""
