from teaching.items.screening import faults
from teaching.knowledge.schema.filming import Phrase, Place
from tests.items.demo import nho


def changed(**update):
    pack, _ = nho()
    return pack.model_copy(update={"film": pack.film.model_copy(update=update)})


def test_the_film_section_of_the_demo_pack_fits():
    assert faults(nho()[0]) == ()


def test_an_anchor_the_figure_does_not_have_is_named_with_those_it_has():
    place = Place(region="knee", figure="knee", anchors=("bridge",))
    pack, _ = nho()

    assert faults(changed(places=(place, *pack.film.places[1:]))) == (
        "film place 'knee': the figure 'knee' has no anchor 'bridge';"
        " it has arch, sheath, callus, round, strands",
    )


def test_an_unknown_region_finding_and_stage_are_named():
    pack, _ = nho()
    place = Place(region="toe", figure="ankle", anchors=("arch",))
    phrase = Phrase(finding="shadow", present="a shadow", absent="no shadow")

    found = faults(
        changed(
            stages=("imaging", "ultrasound"),
            places=(*pack.film.places, place),
            phrases=(*pack.film.phrases, phrase),
        )
    )

    assert found == (
        "film: there is no stage 'ultrasound'",
        "film place: there is no region 'toe'",
        "film: there is no finding 'shadow'",
    )


def test_a_phrase_that_stands_for_two_findings_is_refused():
    pack, _ = nho()
    first, second, *rest = pack.film.phrases
    second = second.model_copy(update={"present": first.present})

    assert faults(changed(phrases=(first, second, *rest))) == (
        f"film phrase '{first.present}' of '{second.finding}' already stands for '{first.finding}'",
    )


def test_a_finding_seen_on_films_needs_its_phrases():
    pack, _ = nho()

    assert faults(changed(phrases=pack.film.phrases[1:])) == (
        f"film: '{pack.film.phrases[0].finding}' is seen on films and has no phrases",
    )


def test_a_pack_without_films_has_nothing_to_fit():
    pack, _ = nho()

    assert faults(pack.model_copy(update={"film": None})) == ()
