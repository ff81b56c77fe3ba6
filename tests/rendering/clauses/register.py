"""The register of measured clauses: what the standard wants, how far a page may be off, and how it is measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.rendering.pages import Character, Line
from tests.rendering.rendered import Rendered

Measured = Iterator[tuple[int, float]]
Measure = Callable[[Rendered], Measured]


@dataclass(frozen=True)
class Clause:
    """One measured rule. `measure` yields (page, value); a value further than `tolerance` from `target` is a fault."""

    name: str
    number: str
    element: str
    wanted: str
    target: float
    tolerance: float
    how: str
    measure: Measure

    def off(self, value: float) -> float:
        """How far a value is from what is wanted."""
        return abs(value - self.target)

    def holds(self, value: float) -> bool:
        return self.off(value) <= self.tolerance + 1e-6


CLAUSES: list[Clause] = []


def clause(
    number: str, element: str, wanted: str, how: str, *, target: float = 0, tolerance: float = 0.5
) -> Callable[[Measure], Measure]:
    """Put a measuring function into the register, under its own name."""

    def register(measure: Measure) -> Measure:
        name = measure.__name__.replace("_", "-")
        assert all(name != clause.name for clause in CLAUSES), name
        CLAUSES.append(Clause(name, number, element, wanted, target, tolerance, how, measure))
        return measure

    return register


def none_of(number: str, element: str, wanted: str, how: str) -> Callable[[Measure], Measure]:
    """A rule whose measure counts what must not be there."""
    return clause(number, element, wanted, how, target=0, tolerance=0)


FACES = {"body": "FandolFang", "title": "FandolSong-Bold", "first": "FandolHei", "second": "FandolKai", "number": "FandolSong-Regular"}  # fmt: skip
SPARE_FACE = "WenQuanYiZenHei"  # hanzi that the stand-ins lack


def letter_excess(line: Line) -> float:
    """How much wider the stand-in's Latin letters are than half a 字, which they take in the face they stand in for."""
    letters = [character for character in line.characters if character.text.isascii() and character.text.isalpha()]
    return sum(letter.right - letter.left - letter.size * 12.7 / 72 for letter in letters)


def foreign(characters: list[Character], face: str, size: float) -> int:
    """How many characters have another face or size than their role."""
    return sum(
        not character.face.startswith((FACES[face], SPARE_FACE)) or abs(character.size - size) > 0.2
        for character in characters
    )
