"""The register: each kind's word is its key, its template and its sample."""

import json

import pytest

from service.documents import KINDS
from tests.documents.smallest import SMALLEST, context, record

EVERY_KIND = pytest.mark.parametrize("name", KINDS)


def test_the_register_knows_the_four_kinds() -> None:
    assert list(KINDS) == ["work_plan", "schedule", "minutes", "annual_summary"]
    assert len({kind.title for kind in KINDS.values()}) == 4


@EVERY_KIND
def test_files_bear_the_word_of_the_kind(name: str) -> None:
    kind = KINDS[name]
    assert (kind.name, kind.template.stem, kind.sample.stem) == (name, name, name)
    assert kind.template.is_file()


@EVERY_KIND
def test_the_sample_is_accepted(name: str) -> None:
    assert record(name, json.loads(KINDS[name].sample.read_text("utf-8")))


@EVERY_KIND
def test_the_schema_demands_what_the_record_demands(name: str) -> None:
    schema = KINDS[name].schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (schema["title"], schema["additionalProperties"]) == (KINDS[name].title, False)
    assert set(schema["required"]) <= set(SMALLEST[name])


@EVERY_KIND
def test_the_context_holds_what_the_template_is_proven_against(name: str) -> None:
    assert set(context(name, SMALLEST[name])) == set(KINDS[name].fields.__annotations__)
