"""Payload → record: all faults at once, each with its pointer, a stable code and a Chinese sentence."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service.documents.kinds import Kind
from service.documents.records import Common
from service.documents.text import doubtful
from service.errors import Fault, Rejected
from service.payloads import LONGEST_ECHO, MOST_FAULTS, pointer_step

_DEEPEST_PLACE = 12  # steps of a pointer that a sentence still follows

# pydantic's error types → our code and sentence
_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("missing", "必须填写"),
    "extra_forbidden": ("extra-forbidden", "没有这个字段，请核对字段名或删去"),
    "string_type": ("type", "应是文字（加引号）"),
    "int_type": ("type", "应是整数（不加引号）"),
    "bool_type": ("type", "应是 true 或 false（不加引号）"),
    "list_type": ("type", "应是列表（方括号）"),
    "model_type": ("type", "应是一组字段（花括号）"),
    "model_attributes_type": ("type", "应是一组字段（花括号）"),
    "dict_type": ("type", "应是一组字段（花括号）"),
    "string_unicode": ("illegal-character", "含有无法打印的字符，请改正"),
    "invalid_key": ("extra-forbidden", "字段名应是文字"),
    "literal_error": ("choice", "只能填写：{expected}"),
    "greater_than_equal": ("range", "不能小于{ge}"),
    "less_than_equal": ("range", "不能大于{le}"),
    "string_pattern_mismatch": ("form", "写法不对，请参照示例：{example}"),
    "too_short": ("missing", "至少要有{min_length}项"),
    "too_long": ("too-many", "最多{max_length}项，请减少"),
    "recursion_loop": ("too-deep", "层次过深，请减少嵌套"),
    "recursion_depth_exceeded": ("too-deep", "层次过深，请减少嵌套"),
}


def validate(kind: Kind, data: object) -> Common:
    """The record of a payload; raises Rejected with every fault found."""
    doubtful.set(False)
    try:
        record = kind.record.model_validate(data)
        record._shown = not doubtful.get()
        return record
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        faults = (fault for detail in details for fault in _faults(kind.record, detail))
        raise Rejected.of(islice(faults, MOST_FAULTS)) from None
    except RecursionError:
        raise Rejected.of([Fault("", "too-deep", "层次过深，请减少嵌套")]) from None


def _faults(record: type[BaseModel], detail: ErrorDetails) -> Iterator[Fault]:
    pointer = "".join(map(pointer_step, detail["loc"]))
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "faults":
        for below, code, sentence in context["faults"]:
            steps = [*detail["loc"], *(int(step) if step.isdigit() else step for step in below.split("/")[1:])]
            yield Fault(pointer + below, code, f"{place(record, steps)}：{sentence}" if steps else sentence)
        return
    code, sentence = _code_and_sentence(detail, context, record)
    where = place(record, detail["loc"][:_DEEPEST_PLACE])
    yield Fault(pointer, code, f"{where}{sentence}" if detail["loc"] else f"内容{sentence}")


def _code_and_sentence(detail: ErrorDetails, context: Mapping[str, Any], record: type[BaseModel]) -> tuple[str, str]:
    kind = detail["type"]
    if kind not in _SENTENCES:
        return kind, detail["msg"]  # our own types already speak Chinese
    code, sentence = _SENTENCES[kind]
    if kind == "too_long" and detail["loc"] and detail["loc"][-1] == "rows":
        code = "too-many-rows"
    field = _field(record, detail["loc"])
    example = (field.examples or [""])[0] if field is not None else ""
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
    return code, sentence.format(**{**context, "expected": expected, "example": example})


def place(record: type[BaseModel], steps: Sequence[str | int]) -> str:
    """Where a fault is, in the words of the form: “计划安排表”第3项的“学习专题”."""
    text = ""
    model: Any = record
    for step in steps:
        if isinstance(step, int):
            text += f"第{step + 1}项"
            continue
        field = _fields(model).get(step)
        title = field.title if field is not None and field.title else step[:LONGEST_ECHO]
        text += ("的" if text else "") + f"“{title}”"
        model = None if field is None else _inner(field.annotation)
    return text


def _field(record: type[BaseModel], steps: Sequence[str | int]) -> Any:
    model: Any = record
    field = None
    for step in steps:
        if isinstance(step, str):
            field = _fields(model).get(step)
            model = None if field is None else _inner(field.annotation)
    return field


def _fields(model: Any) -> dict[str, Any]:
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner(annotation: Any) -> Any:
    """The record a field holds, through lists and optionals."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _inner(part)) is not None), None)
