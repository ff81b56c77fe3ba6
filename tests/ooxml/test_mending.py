"""An author at work: a tag of the minutes is broken on purpose, and mended from the message alone."""

import io
import re
from collections.abc import Callable

import pytest
from docx import Document

from service.documents import KINDS
from service.documents.kinds import Kind
from service.ooxml.lint import lint


def broken(kind: Kind, old: str, new: str) -> bytes:
    document, file = Document(str(kind.template)), io.BytesIO()
    text = next(text for text in document.element.body.iter("{*}t") if text.text and old in text.text)
    text.text = text.text.replace(old, new)
    document.save(file)
    return file.getvalue()


MENDING: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "a name": ("{{ title }}", "{{ titel }}", lambda message: "{{ " + re.findall("是不是“(.*?)”", message)[0] + " }}"),
    "wide braces": ("{{ note }}", "｛｛ note ｝｝", lambda message: message.split("半角：")[1]),
    "a loop's list": (
        "in attendance %}",
        "in atendance %}",
        lambda message: f"in {re.findall('是不是“(.*?)”', message)[0]} %}}",
    ),
}


@pytest.mark.parametrize(("old", "new", "mend"), MENDING.values(), ids=MENDING)
def test_a_broken_tag_is_mended_from_the_message_alone(old: str, new: str, mend: Callable[[str], str]) -> None:
    kind = KINDS["minutes"]
    faults = lint(broken(kind, old, new), kind.fields)
    assert len({fault.code for fault in faults}) == 1
    assert mend(faults[0].message) == old
