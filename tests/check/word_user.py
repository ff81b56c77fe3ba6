"""An official document as a Word user makes it: direct formatting, grid of characters, frame, floating 版记."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor, Twips
from docx.table import Table
from docx.text.paragraph import Paragraph

BODY, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT

# what a user types: (kind, text)
BODY_TEXT = (
    ("heading1", "一、总体要求"),
    ("body", "坚持以党的创新理论为指导，紧密结合业务工作，在学懂弄通做实上下功夫，切实把学习成果转化为推动工作的实际成效。"),
    ("heading1", "二、学习安排"),
    ("heading2", "（一）学习内容"),
    ("body", "围绕年度重点工作确定学习专题，每季度集中研讨不少于1次，全年不少于4次。"),
    ("heading3", "1.集体学习"),
    ("body", "由党组书记主持，党组成员参加，有关科室负责人列席，每次学习确定一个主题。"),
    ("heading4", "（1）会前准备"),
    ("body", "机关党办提前五个工作日印发学习材料，参加人员认真阅读并准备发言提纲。"),
    ("run_in", "（二）学习要求。|各科室要高度重视，精心组织，按时完成学习任务，并于每季度末报送学习情况。"),
    ("heading1", "三、组织保障"),
    ("body", "加强督促检查，及时总结推广好的经验和做法，推动学习走深走实。特此通知。"),
)  # fmt: skip


class Draft:
    """A python-docx document written the way a user formats: every paragraph by hand."""

    def __init__(self, *, grid: str = "linesAndChars", tracking: int = 0, line: int = 579) -> None:
        self.document = Document()
        self.tracking, self.line = tracking, line
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(16)
        normal.font.name = BODY
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:eastAsia", "w:hAnsi", "w:cs"):
            fonts.set(qn(attribute), BODY)
        self.section = self.document.sections[0]
        self._page(self.section, grid)

    def _page(self, section: Any, grid: str) -> None:
        section.page_width, section.page_height = Twips(11906), Twips(16838)
        section.top_margin, section.bottom_margin = Twips(2098), Twips(1984)
        section.left_margin, section.right_margin = Twips(1588), Twips(1474)
        section.footer_distance, section.header_distance = Twips(1425), Twips(851)
        space = ' w:charSpace="-849"' if grid == "linesAndChars" else ""
        for old in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(old)
        section._sectPr.append(
            parse_xml(f'<w:docGrid {nsdecls("w")} w:type="{grid}" w:linePitch="{self.line}"{space}/>')
        )

    def paragraph(
        self,
        text: str = "",
        face: str = BODY,
        size: float = 16,
        *,
        align: Any = None,
        first: float = 0,
        left: float = 0,
        right: float = 0,
        hanging: float = 0,
        red: bool = False,
        before: int = 0,
        exact: bool = True,
        holder: Any = None,
    ) -> Paragraph:
        paragraph: Paragraph = (holder or self.document).add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_before, layout.space_after = Twips(before), Twips(0)
        if exact:
            layout.line_spacing = Twips(self.line)
        if align is not None:
            layout.alignment = align
        if any((first, left, right, hanging)):
            self._indent(paragraph, first, left, right, hanging)
        if text:
            self.run(paragraph, text, face, size, red)
        return paragraph

    def _indent(self, paragraph: Paragraph, first: float, left: float, right: float, hanging: float) -> None:
        element = OxmlElement("w:ind")
        for name, value in (("left", left), ("right", right), ("firstLine", first), ("hanging", hanging)):
            if value:
                element.set(qn(f"w:{name}"), str(round(value * 320)))
                if name != "hanging" and not hanging:
                    element.set(qn(f"w:{name}Chars"), str(round(value * 100)))
        paragraph._p.get_or_add_pPr().append(element)

    def run(self, paragraph: Paragraph, text: str, face: str = BODY, size: float = 16, red: bool = False) -> Any:
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(size), face
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
        if red:
            run.font.color.rgb = RGBColor(0xFF, 0, 0)
        if self.tracking and size == 16:
            run._r.get_or_add_rPr().append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="{self.tracking}"/>'))
        return run

    # ---- elements ---------------------------------------------------------------------------------------------
    def head(self, mark: str, number: str, *, frame: bool) -> None:
        """Mark in a frame or after spacing, number, red rule as the number's border."""
        if frame:
            paragraph = self.paragraph(mark, TITLE, 40, align=CENTRE, red=True, exact=False)
            paragraph.paragraph_format.line_spacing = Twips(880)
            top = 4082 - round(0.088 * 40 * 20)
            paragraph._p.get_or_add_pPr().insert(
                0,
                parse_xml(
                    f'<w:framePr {nsdecls("w")} w:w="8844" w:hRule="auto" w:wrap="notBeside" w:vAnchor="page" '
                    f'w:hAnchor="margin" w:xAlign="center" w:y="{top}"/>'
                ),
            )
        else:
            paragraph = self.paragraph(mark, TITLE, 40, align=CENTRE, red=True, before=1914, exact=False)
            paragraph.paragraph_format.line_spacing = Twips(880)
        self.blank(2)
        line = self.paragraph(number, align=CENTRE)
        border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:space="9" w:color="FF0000"/></w:pBdr>'
        line._p.get_or_add_pPr().insert(0, parse_xml(border))
        self.blank(2)

    def blank(self, lines: int = 1) -> None:
        for _ in range(lines):
            self.paragraph()

    def title(self, *lines: str) -> None:
        for line in lines:
            self.paragraph(line, TITLE, 22, align=CENTRE)
        self.blank()

    def text(self, entries: Sequence[tuple[str, str]] = BODY_TEXT) -> None:
        faces = {"heading1": HEI, "heading2": KAI, "run_in": KAI}
        for kind, words in entries:
            lead, _, rest = words.partition("|")
            paragraph = self.paragraph(lead, faces.get(kind, BODY), first=2)
            if rest:
                self.run(paragraph, rest)

    def numbers(self) -> None:
        """Page numbers on the outer side, even and odd pages apart."""
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, align, side in (
            (self.section.footer, RIGHT, "right"),
            (self.section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
        ):
            paragraph = footer.paragraphs[0]
            paragraph.style = self.document.styles["Normal"]
            paragraph.alignment = align
            paragraph.paragraph_format.line_spacing = Twips(280)
            paragraph.paragraph_format.space_after = Twips(0)
            indent = OxmlElement("w:ind")
            indent.set(qn(f"w:{side}Chars"), "100")
            indent.set(qn(f"w:{side}"), "280")
            paragraph._p.get_or_add_pPr().append(indent)
            self.run(paragraph, "— ", SONG, 14)
            for kind in ("begin", "", "separate", "shown", "end"):
                element = OxmlElement("w:fldChar" if kind and kind != "shown" else "w:t" if kind else "w:instrText")
                element.text = {"": " PAGE ", "shown": "1"}.get(kind)
                if element.text is None:
                    element.set(qn("w:fldCharType"), kind)
                self.run(paragraph, "", SONG, 14)._r.append(element)
            self.run(paragraph, " —", SONG, 14)

    def imprint(self, *, floating: bool) -> Table:
        """抄送 and 印发 in a table; a floating one stands at the foot of the type area."""
        table = self.document.add_table(2, 2)
        table.autofit = False
        properties = table._tbl.tblPr
        for tag in ("w:tblStyle", "w:tblW", "w:tblLook"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
        if floating:
            properties.append(
                parse_xml(
                    f'<w:tblpPr {nsdecls("w")} w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
                )
            )
        properties.append(parse_xml(f'<w:tblW {nsdecls("w")} w:w="8844" w:type="dxa"/>'))
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
            for edge, size in (("top", 8), ("bottom", 8), ("insideH", 6))
        )
        properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))
        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), (5000, 3844), strict=True):
            column.set(qn("w:w"), str(width))
        copies = table.cell(0, 0).merge(table.cell(0, 1))
        self._cell(copies, "抄送：某市委办公室，某市政府办公室，某市纪委监委机关。", left=0.6)
        self._cell(table.cell(1, 0), "某市某局办公室", left=0.6)
        self._cell(table.cell(1, 1), "2026年3月6日印发", right=0.6)
        return table

    def _cell(self, cell: Any, text: str, *, left: float = 0, right: float = 0) -> None:
        paragraph = cell.paragraphs[0]
        self._indent(paragraph, 0, left * 280 / 320, right * 280 / 320, 0)
        if right:
            paragraph.alignment = RIGHT
        self.run(paragraph, text, BODY, 14)

    def save(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def notice(*, floating: bool = True) -> bytes:
    """A 通知 with a red head in a frame, a grid of characters, a seal's room and a floating 版记."""
    draft = Draft(grid="linesAndChars" if floating else "lines")
    draft.head("某市某局文件", "某局发〔2026〕3号", frame=floating)
    draft.title("某市某局关于开展", "年度理论学习的通知")
    draft.paragraph("各科室，局属各单位：")
    draft.text()
    draft.blank()
    draft.paragraph("附件：学习书目", first=2)
    draft.blank(2)
    draft.paragraph("某市某局", align=RIGHT, right=5)
    draft.paragraph("2026年3月5日", align=RIGHT, right=4)
    draft.paragraph("（此件公开发布）", first=2)
    draft.paragraph().add_run().add_break(WD_BREAK.PAGE)
    draft.paragraph("附件", HEI)
    draft.blank()
    draft.title("学习书目")
    draft.text((("body", "1.《理论学习读本》，全体党员学习。"), ("body", "2.《业务工作手册》，有关科室学习。")))
    draft.imprint(floating=floating)
    draft.numbers()
    return draft.save()


def plan() -> bytes:
    """A plan without a head: exact lines, tracked runs, typed spaces in place of indents at the end."""
    draft = Draft(grid="lines", tracking=-5)
    draft.title("某市某局党组理论学习中心组", "2026年度学习计划")
    draft.text()
    draft.blank()
    draft.paragraph("附件：1.学习书目", first=2)
    draft.paragraph("2.中共某市某局党组理论学习中心组年度学习计划安排表和领取学习材料的办法", left=6, hanging=1)
    draft.blank()
    draft.paragraph("中共某市某局党组", align=RIGHT, right=2)
    draft.paragraph("2026年3月5日", align=RIGHT, right=2)
    draft.numbers()
    return draft.save()
