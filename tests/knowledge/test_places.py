import pytest

from teaching.knowledge.places import Places
from teaching.knowledge.schema.vocabulary import Scope
from tests.knowledge import small

REGIONS = [small.region("hip"), small.region("thigh", "muscle"), small.region("neck", sided=False)]


def scope(slug, **given):
    return Scope(slug=slug, name=slug, **given)


def places(*scopes):
    return Places(small.disease(REGIONS, scopes))


def nowhere(finding):
    return ()


def test_a_sided_region_stands_for_two_that_mirror_each_other():
    found = places()

    assert list(found.regions) == ["left-hip", "right-hip", "left-thigh", "right-thigh", "neck"]
    assert found.regions["left-hip"].name == "left hip"
    assert found.mirror("left-hip") == "right-hip"
    assert found.mirror("neck") is None


def test_a_pair_has_a_scope_of_its_own():
    assert places().scopes == {
        "both-hip": ("left-hip", "right-hip"),
        "both-thigh": ("left-thigh", "right-thigh"),
    }


def test_a_scope_names_regions_pairs_sorts_and_other_scopes():
    found = places(
        scope("legs", regions=("hip", "left-thigh")),
        scope("wide", regions=("legs", "neck")),
        scope("joints", sorts=("joint",)),
    )

    assert found.scopes["legs"] == ("left-hip", "right-hip", "left-thigh")
    assert found.scopes["wide"] == ("left-hip", "right-hip", "left-thigh", "neck")
    assert found.scopes["joints"] == ("left-hip", "right-hip", "neck")


def test_elsewhere_leaves_out_what_is_marked():
    found = places(scope("elsewhere", sorts=("joint", "muscle"), without="bone"))

    marked = {"bone": {"left-hip", "neck"}}
    assert found.depends("elsewhere") == ("bone",)
    assert found.resolve("elsewhere", marked.__getitem__) == (
        "right-hip",
        "left-thigh",
        "right-thigh",
    )


def test_a_scope_inside_another_is_resolved_with_its_own_exception():
    found = places(
        scope("elsewhere", sorts=("joint",), without="bone"),
        scope("rest", regions=("elsewhere", "left-thigh")),
    )

    assert found.depends("rest") == ("bone",)
    assert found.resolve("rest", lambda finding: {"neck"}) == (
        "left-hip",
        "right-hip",
        "left-thigh",
    )


def test_a_scope_that_contains_itself_is_refused():
    with pytest.raises(ValueError, match="'legs' contains itself"):
        places(scope("legs", regions=("limbs",)), scope("limbs", regions=("legs",)))


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="'foot' is neither a region nor a scope"):
        places().resolve("foot", nowhere)


@pytest.mark.parametrize(
    ("regions", "name"),
    [
        (["left-hip"], "left-hip"),
        (["left-hip", "right-hip"], "both-hip"),
        (["left-hip", "right-thigh"], ""),
        (["left-hip", "right-hip", "neck"], ""),
        ([], ""),
    ],
)
def test_regions_have_a_common_name_if_they_are_one_or_a_pair(regions, name):
    assert places().common(regions) == name
