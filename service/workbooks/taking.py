"""A cell's value into the payload, with what is to be told of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from service.workbooks.account import Account
from service.workbooks.filling import Cell
from service.workbooks.leaves import Leaf
from service.workbooks.values import Value, one_line, plain, taken


def take(value: Value, leaf: Leaf, place: str, account: Account) -> Any:
    """The payload's value of a cell, None for an empty one; remarks what was understood rather than read."""
    if value is None:
        return None
    found = taken(value, leaf)
    if leaf.form == "line" and isinstance(value, str) and "\n" in value.strip() and found == one_line(value.strip()):
        account.remark(place, "line-joined", f"“{leaf.label}”只写一行，换行已去掉，请核对")
    elif leaf.form in ("line", "heading", "text", "name", "names", "lines", "texts") and isinstance(
        value, (datetime, date, time, timedelta)
    ):
        account.remark(place, "date-in-text", f"表格程序把这一格当成了日期，按“{plain(value)}”读取，请核对")
    return found


def put(record: dict[str, Any], leaf: Leaf, value: Any) -> None:
    """Set a value in a record, with the records on the way; `否` for a record that is not wanted sets nothing."""
    if leaf.form == "presence":
        if value is False:
            return
        value = {} if value is True else value
    for step in leaf.steps[:-1]:
        inner = record.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        record = inner
    name = leaf.steps[-1]
    if leaf.many and isinstance(record.get(name), list):
        record[name].extend(value)
    else:
        record.setdefault(name, value)


def raw(value: Value) -> Cell:
    """A cell's value as a clean form shows it."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return plain(value)
