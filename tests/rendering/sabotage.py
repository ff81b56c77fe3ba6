"""Documents spoilt on purpose: a measurement that cannot fail proves nothing."""

import io
import re
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Spoiler:
    """Changes one part of a package; the clause it names must find it on the pages of the variant."""

    clause: str
    variant: str
    part: str
    pattern: str
    replacement: str

    @property
    def name(self) -> str:
        return f"spoilt-{self.clause}-{self.variant}"

    def __call__(self, docx: bytes) -> bytes:
        spoilt = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(docx)) as archive, zipfile.ZipFile(spoilt, "w") as written:
            for entry in archive.namelist():
                content = archive.read(entry).decode()
                if entry.startswith(f"word/{self.part}"):
                    content = re.sub(self.pattern, self.replacement, content, flags=re.DOTALL)
                written.writestr(entry, content)
        return spoilt.getvalue()


def _style(name: str, before: str, after: str) -> tuple[str, str]:
    """A change inside one style of styles.xml."""
    return rf'(<w:style [^>]*w:styleId="{name}">(?:(?!</w:style>).)*?){before}', rf"\g<1>{after}"


def _face(clause: str, variant: str, name: str, face: str) -> Spoiler:
    faces = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
    return _in_style(clause, variant, name, "<w:rFonts [^>]*>", faces)


def _in_style(clause: str, variant: str, name: str, before: str, after: str) -> Spoiler:
    return Spoiler(clause, variant, "styles", *_style(name, before, after))


SPOILERS = [
    Spoiler("page-size", "plan-one-line", "document", 'w:h="16838"', 'w:h="16000"'),
    Spoiler("top-margin", "levels-alone", "document", 'w:top="2098"', 'w:top="2198"'),
    Spoiler("left-margin", "levels-alone", "document", 'w:left="1588"', 'w:left="1701"'),
    Spoiler("right-edge", "levels-alone", "document", 'w:right="1474"', 'w:right="1800"'),
    Spoiler("outside", "plan-one-line", "styles", 'w:firstLine="630"', 'w:firstLine="-630"'),
    _in_style("body-face", "plan-one-line", "Normal", 'w:sz w:val="32"', 'w:sz w:val="30"'),
    Spoiler("lines-of-a-page", "levels-alone", "document", 'w:bottom="1984"', 'w:bottom="2700"'),
    Spoiler("pitch", "levels-alone", "styles", 'w:line="579"', 'w:line="600"'),
    Spoiler("characters-of-a-line", "levels-alone", "styles", '<w:spacing w:val="-5"/>', '<w:spacing w:val="20"/>'),
    _in_style("colour", "plan-one-line", "GwBody", "</w:style>", '<w:rPr><w:color w:val="0000FF"/></w:rPr></w:style>'),
    _face("label-face", "head-every-label", "GwHei", "宋体"),
    _face("mark-face", "head-one", "GwMark", "黑体"),
    Spoiler("mark-top", "head-one", "document", r'(GwMark"/><w:spacing w:before=")\d+', r"\g<1>1000"),
    Spoiler("number-centre", "head-one", "styles", *_style("GwNumber", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    Spoiler("rule-gap", "head-one", "document", 'w:space="9" w:color="FF0000"', 'w:space="18" w:color="FF0000"'),
    Spoiler("rule-thickness", "head-one", "document", 'w:sz="8" w:space="9"', 'w:sz="16" w:space="9"'),
    Spoiler("one-rule", "head-one", "document", 'w:color="FF0000"', 'w:color="000000"'),
    Spoiler("signers-right", "head-two-signers", "document", r'w:val="left" w:pos="(\d{3})(\d)"', r'w:val="left" w:pos="\g<1>"'),
    _in_style("title-face", "plan-one-line", "Title", 'w:sz w:val="44"', 'w:sz w:val="36"'),
    _in_style("title-centre", "plan-one-line", "Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    Spoiler("indent", "plan-one-line", "styles", 'w:firstLine="630"', 'w:firstLine="560"'),
    _face("first-level", "levels-alone", "Heading1", "宋体"),
    _face("second-level", "levels-alone", "Heading2", "黑体"),
    _in_style("note-indent", "attachment-one-text", "GwAttachmentNote", 'w:hanging="945"', 'w:hanging="630"'),
    _in_style("note-wrap", "attachment-one-wrapping", "GwAttachmentNote", 'w:hanging="945"', 'w:hanging="1260"'),
    Spoiler("next-name", "attachments-wrapping", "document", r'(GwAttachmentNext"/><w:ind [^>]*w:hanging=")\d+', r"\g<1>630"),
    Spoiler("sealed-date", "sealed", "document", r'(GwDate"/><w:ind w:right=")\d+', r"\g<1>1000"),
    Spoiler("sealed-centre", "sealed", "document", r'(GwSignature"/><w:ind w:right=")\d+', r"\g<1>400"),
    Spoiler("sealed-room", "sealed", "document", r'<w:p><w:pPr><w:pStyle w:val="GwBlank"/></w:pPr></w:p>', ""),
    Spoiler("unsealed-right", "unsealed", "document", r'(GwSignature"/><w:ind w:right=")\d+', r"\g<1>300"),
    Spoiler("unsealed-date", "unsealed", "document", r'(GwDate"/><w:ind w:right=")\d+', r"\g<1>300"),
    Spoiler("label-left", "attachment-one-text", "styles", *_style("GwAttachmentLabel", '<w:jc w:val="left"/>', '<w:jc w:val="right"/>')),
    _face("attachment-label-face", "attachment-one-text", "GwAttachmentLabel", "宋体"),
    Spoiler("imprint-bottom", "imprint-unsigned", "document", r"<wp:posOffset>(\d+)\d{6}<", r"<wp:posOffset>\g<1>500000<"),
    Spoiler("imprint-length", "imprint-unsigned", "document", 'w:tblW w:w="8844"', 'w:tblW w:w="8000"'),
    Spoiler("copies-wrap", "imprint-5-copies", "document", 'w:left="1120"', 'w:left="1400"'),
    Spoiler("number-odd", "plan-one-line", "footer", 'w:right="280"', 'w:right="600"'),
    Spoiler("number-even", "levels-alone", "footer", 'w:left="280"', 'w:left="600"'),
    Spoiler("number-drop", "plan-one-line", "document", r'w:footer="\d+"', 'w:footer="800"'),
    _face("number-face", "plan-one-line", "GwPageNumber", "黑体"),
    Spoiler("turned-axis", "schedule-one-row", "footer", r'w:tblpX="\d+"', 'w:tblpX="1200"'),
    Spoiler("header-row", "schedule-portrait-long", "document", "<w:tblHeader/>", ""),
    Spoiler("whole-rows", "schedule-every-column", "document", "<w:cantSplit/>", ""),
    Spoiler("table-width", "schedule-portrait", "document", 'w:tblW w:w="8844"', 'w:tblW w:w="8600"'),
    _in_style("attendance-wrap", "minutes-everyone", "GwAttendance", 'w:left="1575"', 'w:left="1260"'),
    _in_style("lost-characters", "levels-alone", "Heading1", "<w:rPr>", "<w:rPr><w:vanish/>"),
    Spoiler("empty-pages", "plan-one-line", "document", "(<w:body>)", r'\1<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
    Spoiler("strange-faces", "levels-alone", "styles", "仿宋_GB2312", "DejaVu Serif"),
]  # fmt: skip
