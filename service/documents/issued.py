"""The record of a document with text of its own: addressee, attachments, signature and what frames them."""

from service.documents.heads import head, head_faults
from service.documents.records import (
    CheckedRecord,
    Common,
    Found,
    Imprint,
    Letterhead,
    Section,
    Signature,
    described,
    many,
    title_faults,
    too_deep,
)
from service.documents.tables import Table
from service.documents.text import Heading, Line, Phrase

SUFFIX = "文件"  # of the mark, where the payload gives none


class Attachment(CheckedRecord, title="附件"):
    title: Heading = described("附件标题", "often", example="学习书目")
    schedule: Table | None = described("安排表", "once", None)
    sections: list[Section] = many("正文", "once", most=99)

    def faults(self) -> list[Found]:
        faults = [*title_faults(self.title, (), "/title"), *too_deep(self.sections, "/sections")]
        if (self.schedule is None) == (not self.sections):
            faults.append(("", "attachment-content", "附件的内容应是安排表或正文之一，请填写其中一项"))
        return faults


class Issued(Common):
    """A document with text of its own: addressee, attachments, signature and what frames them."""

    addressee: list[Phrase] = many("主送机关", "once", most=50, example=["局机关各科室"])
    letterhead: Letterhead | None = described("版头", "once", None)
    signature: Signature | None = described("署名和日期", "once", None)
    note: Line | None = described("附注", "once", None, help="不写括号", example="此件公开发布")
    imprint: Imprint | None = described("版记", "once", None)
    attachments: list[Attachment] = many("附件", "once", most=20)

    def faults(self) -> list[Found]:
        return [*super().faults(), *self._head_faults(), *self._note_faults()]

    def _note_faults(self) -> list[Found]:
        bracketed = self.note is not None and self.note.startswith(("（", "(")) and self.note.endswith(("）", ")"))
        return [("/note", "bracketed-note", "附注会自动加括号，请删去两端的括号")] if bracketed else []

    def _head_faults(self) -> list[Found]:
        if self.letterhead is None:
            return []
        return head_faults(head(self.letterhead, SUFFIX, self.layout), "/letterhead/organs")
