"""What became of a draft's characters besides those in the payload: remarks for a clerk, and the marks dropped."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from service.intake.lines import Grid, Line

_MOST_ALIKE = 200  # remarks of one code that stand alone; the rest share one
_TO_SHOW = 60
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """Something skipped, guessed or seen while reading: where, a stable code, what to do."""

    place: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that are not kept because the document writes them anew: numbers, labels, separators."""

    line: int
    text: str


# Guesses that touch many lines make one remark, which names them all.
_GATHERED = {
    "run-in": "编号后的第一句按接排的小标题处理，请核对",
    "run-in-unclear": "三、四级编号后的文字看不出有没有小标题，都按编号段落处理，请核对",
    "joined-paragraph": "没有编号的段落归入它上面的小标题；如果是更高一级的结尾段落，请调整",
    "numbered-paragraph": "一、二级编号后没有看出小标题，按编号段落处理，请核对",
    "level-shift": "编号换成国标同一层次的写法（一、（一）1.（1）），请核对层次",
    "number-form": "编号的写法不规范，已换成国标写法",
    "half-width": "汉字之间有半角标点，没有改动，请改成全角",
    "indent-dropped": "段首段尾的空格没有保留，缩进由版式决定",
    "wrapped": "这一行看起来是上一行折下来的，已连成一段，请核对",
    "unnumbered-heading": "这一行像小标题但没有编号，按普通段落处理，请核对",
    "no-end-mark": "段落末尾没有标点，请核对是否完整",
    "heading-guess": "编号后没有句末标点，按小标题处理，请核对",
    "spaced-columns": "各栏之间用空格分开，按空格分栏，请核对",
}


class Account:
    """Gathers remarks and marks while a draft is read."""

    def __init__(self) -> None:
        self._remarks: list[tuple[int, Remark]] = []
        self._count: dict[str, int] = defaultdict(int)
        self._lines: dict[str, list[int]] = defaultdict(list)
        self._more: dict[str, list[int]] = defaultdict(list)
        self._unit = "行"
        self._shown: dict[str, str] = {}
        self.marks: list[Mark] = []

    def remark(self, at: Line | Grid | None, code: str, message: str, place: str = "") -> None:
        number = at.number if at is not None else 0
        self._count[code] += 1
        if at is not None and self._count[code] > _MOST_ALIKE:
            self._more[code].append(number)
            return
        self._remarks.append((number, Remark(place or (at.place if at is not None else "全文"), code, message)))

    def skip(self, at: Line | Grid, code: str, why: str) -> None:
        """Tell of a whole line or table that is not taken."""
        text = at.text if isinstance(at, Line) else "、".join(cell for row in at.rows[:2] for cell in row if cell)
        shown = text[:_TO_SHOW].replace("\n", " ") + ("…" if len(text) > _TO_SHOW else "")
        self.remark(at, code, f"{why}，没有收入：“{shown}”")

    def gather(self, code: str, line: Line) -> None:
        self._unit = line.unit
        self._shown.setdefault(code, line.text[:_SHOWN])
        if self._lines[code][-1:] != [line.number]:
            self._lines[code].append(line.number)

    def mark(self, line: Line | Grid, text: str) -> None:
        if text.strip():
            self.marks.append(Mark(line.number, text))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All remarks in the order of the draft."""
        found = list(self._remarks)
        for code, lines in self._lines.items():
            place = _spans(lines, self._unit)
            if self._unit == "段":  # nobody counts paragraphs: the first one is quoted
                place += f"（“{self._shown[code]}…”{'等' if len(lines) > 1 else ''}）"
            found.append((lines[0], Remark(place, code, _GATHERED[code])))
        for code, lines in self._more.items():
            found.append((lines[0], Remark(_spans(lines, self._unit), code, f"以上提示还适用于这{len(lines)}处")))
        return tuple(remark for _, remark in sorted(found, key=lambda entry: entry[0]))


def _spans(numbers: list[int], unit: str) -> str:
    """Line numbers with runs written as spans: 第3、5—9行."""
    parts = []
    for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        run_numbers = [number for _, number in run]
        first, last = run_numbers[0], run_numbers[-1]
        parts.append(str(first) if first == last else f"{first}—{last}")
    return f"第{'、'.join(parts)}{unit}"
