"""What a kind of document is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.documents.records import Common

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Kind:
    """One kind of document: its word, its names, its record, its context and the files that bear its word."""

    name: str
    title: str
    purpose: str
    record: type[Common]
    context: Callable[[Any], Any]
    fields: type
    template_folder: Path = _ROOT / "templates" / "docx"
    fixture_folder: Path = _ROOT / "fixtures"

    @property
    def template(self) -> Path:
        """The official template."""
        return self.template_folder / f"{self.name}.docx"

    @property
    def sample(self) -> Path:
        """A complete payload."""
        return self.fixture_folder / f"{self.name}.json"

    def schema(self) -> dict[str, Any]:
        """JSON Schema 2020-12 of a payload, with Chinese titles, descriptions and examples."""
        schema = self.record.model_json_schema(by_alias=True)
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **schema,
            "title": self.title,
            "description": self.purpose,
        }
