"""The page about the pack format: its examples load, and no field of the format is left out."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from teaching.items import loading
from teaching.knowledge import schema
from teaching.knowledge.reading import read
from teaching.knowledge.schema.parts import Part

PAGE = (Path(__file__).parents[2] / "docs" / "pack-format.md").read_text(encoding="utf-8")
EXAMPLES = {
    name: text
    for text, name in re.findall(r"```yaml\n(# (\S+\.yaml)\n.*?)```", PAGE, flags=re.DOTALL)
}


def write(folder: Path, names: list[str]) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(EXAMPLES[name], encoding="utf-8")
    return folder


def test_every_example_has_a_file():
    assert PAGE.count("```yaml\n") == len(EXAMPLES)


@pytest.mark.django_db
def test_the_examples_of_the_page_are_one_pack_that_loads(tmp_path):
    names = [name for name in EXAMPLES if not name.startswith("without-regions/")]

    checked = loading.check(read(write(tmp_path, names)))

    assert [str(error) for error in checked.errors] == []
    assert [str(warning) for warning in checked.warnings] == []
    assert checked.pack is not None
    receipt = loading.load(checked.pack).receipt
    assert loading.restore(receipt.disease) == checked.pack


def test_the_pack_without_regions_is_whole(tmp_path):
    folder = write(tmp_path, ["without-regions/pack.yaml"])

    checked = loading.check(read(folder / "without-regions"))

    assert checked.errors == ()
    assert checked.warnings == ()


def shapes() -> Iterator[type[Part]]:
    """Every shape of the schema, each from the module it is written in."""
    inside = walk_packages(schema.__path__, f"{schema.__name__}.")
    for module in (schema, *(import_module(found.name) for found in inside)):
        for _, shape in inspect.getmembers(module, inspect.isclass):
            if issubclass(shape, Part) and shape.__module__ == module.__name__:
                yield shape


def test_the_page_shows_every_field():
    fields = {
        f"{shape.__module__}.{shape.__name__}.{field}": field
        for shape in shapes()
        for field in shape.model_fields
    }

    missing = [
        name for name, field in fields.items() if not re.search(rf"(\b{field}:|`{field}`)", PAGE)
    ]

    assert len(fields) > 250
    assert missing == []
