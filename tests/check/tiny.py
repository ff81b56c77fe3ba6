"""The smallest documents a rule can be shown with, written as WordprocessingML."""

from collections.abc import Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
EXACT = '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'


def run(text: str, face: str = BODY, size: int = 32, extra: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>' if face else ""
    pieces = text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    return f'<w:r><w:rPr>{fonts}{extra}<w:sz w:val="{size}"/></w:rPr>{inner}</w:r>'


def line(*runs: str, indent: str = "", align: str = "", spacing: str = EXACT, before: str = "", after: str = "") -> str:
    """A paragraph of ready runs; `indent` is the attributes of w:ind."""
    indents = f"<w:ind {indent}/>" if indent else ""
    place = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{before}{spacing}{indents}{place}{after}</w:pPr>{''.join(runs)}</w:p>"


def right(characters: float) -> str:
    return f'w:right="{round(characters * 320)}"'


FIRST = 'w:firstLineChars="200" w:firstLine="640"'
BLANK = line()


def title(text: str = "某市某局党组学习计划", **changed: object) -> str:
    face, size = str(changed.get("face", TITLE)), int(str(changed.get("size", 44)))
    return line(run(text, face, size, str(changed.get("extra", ""))), align=str(changed.get("align", "center")))


def text(words: str = "各科室要按照计划组织学习，按时报送学习情况。", face: str = BODY, **changed: str) -> str:
    return line(run(words, face), indent=changed.get("indent", FIRST), spacing=changed.get("spacing", EXACT))


def mark(words: str = "某市某局文件", before: int = 1914, colour: str = "FF0000", align: str = "center") -> str:
    spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="880" w:lineRule="exact"/>'
    return line(run(words, TITLE, 80, f'<w:color w:val="{colour}"/>'), align=align, spacing=spacing)


def number(words: str = "某局发〔2026〕3号", colour: str = "FF0000", space: int = 9) -> str:
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="{space}" w:color="{colour}"/></w:pBdr>'
    return line(run(words), align="center", before=rule)


def head(marked: str = "", numbered: str = "", lines: int = 2, under: int = 2) -> str:
    return (marked or mark()) + BLANK * lines + (numbered or number()) + BLANK * under


def signed(organ: str, date: str, organ_right: float, date_right: float, lines: int = 1) -> str:
    return (
        BLANK * lines
        + line(run(organ), align="right", indent=right(organ_right))
        + line(run(date), align="right", indent=right(date_right))
    )


SIGNED = signed("中共某市某局党组", "2026年3月5日", 2, 2)
SEALED = signed("某市某局", "2026年3月5日", 5, 4, lines=2)
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def attached(
    label: str = "附件", name: str = "学习书目", face: str = HEI, between: int = 1, start: str = PAGE_BREAK
) -> str:
    return start + line(run(label, face)) + BLANK * between + title(name) + BLANK + text("学习书目另发。")


def imprint(
    copies: str = "抄送：某市委办公室。",
    printed: str = "2026年3月6日印发",
    size: int = 28,
    edges: Mapping[str, int] = {"top": 8, "bottom": 8, "insideH": 6},
    width: int = 8844,
) -> str:
    side, half = 'w:left="280"', width // 2
    borders = "".join(f'<w:{edge} w:val="single" w:sz="{value}"/>' for edge, value in edges.items())

    def cell(words: str, indent: str, align: str, span: int = 1) -> str:
        spans = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
        return f"<w:tc>{spans}{line(run(words, size=size), indent=indent, align=align, spacing='')}</w:tc>"

    rows = f"<w:tr>{cell(copies, side, 'left', 2)}</w:tr>" if copies else ""
    rows += f"<w:tr>{cell('某市某局办公室', side, 'left')}{cell(printed, 'w:right=' + chr(34) + '280' + chr(34), 'right')}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{width - half}"/></w:tblGrid>{rows}</w:tbl>'
    )


def table(rows: int = 10, *, header: bool = True, whole: bool = True, width: int = 8800) -> str:
    """A table with all its lines; head row and rows as they should be, or not."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made = ""
    for place in range(rows):
        properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header and not place else "")
        cells = f"<w:tc>{line(run('内容', size=28), align='center', spacing='')}</w:tc>" * 2
        made += f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{width // 2}"/><w:gridCol w:w="{width // 2}"/></w:tblGrid>{made}</w:tbl>'
    )


# ---- sections and footers -------------------------------------------------------------------------------------
PORTRAIT = {"w": 11906, "h": 16838, "top": 2098, "right": 1474, "bottom": 1984, "left": 1588, "footer": 1425}
LANDSCAPE = {"w": 16838, "h": 11906, "top": 1588, "right": 2098, "bottom": 1474, "left": 1984, "footer": 915}


def section(page: Mapping[str, int] = PORTRAIT, *, numbered: bool = True, extra: str = "", **changed: int) -> str:
    """Section properties; `changed` are lengths that differ from the page's, `extra` elements of its own."""
    at = {"gutter": 0, **page, **changed}
    margins = " ".join(f'w:{name}="{at[name]}"' for name in ("top", "right", "bottom", "left", "footer", "gutter"))
    references = '<w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>'
    grid = "" if "docGrid" in extra else '<w:docGrid w:type="lines" w:linePitch="579"/>'
    return (
        f'<w:sectPr>{references if numbered else ""}<w:pgSz w:w="{at["w"]}" w:h="{at["h"]}"/>'
        f"<w:pgMar {margins}/>{extra}{grid}</w:sectPr>"
    )


def ended(properties: str) -> str:
    """The paragraph that ends a section."""
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def footer(side: str, dashes: str = "—", size: int = 28, line_rule: int = 280, align: str = "") -> str:
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1", SONG, size)}</w:fldSimple>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{line_rule}" w:lineRule="exact"/>'
    return line(
        run(f"{dashes} ", SONG, size) + field + run(f" {dashes}", SONG, size),
        indent=f'w:{side}="280"',
        align=align or side,
        spacing=spacing,
    )


def parts(
    *body: str,
    sections: str = "",
    odd: str = "",
    even: str = "",
    even_and_odd: bool = True,
    styles: str = "",
    **others: str,
) -> dict[str, bytes]:
    """The parts of a document of this body."""
    names = {"odd": "footer1.xml", "even": "footer2.xml"}
    documents = {
        "document.xml": f"<w:document {_W} {_R}><w:body>{''.join(body)}{sections or section()}</w:body></w:document>",
        "footer1.xml": f"<w:ftr {_W}>{odd or footer('right')}</w:ftr>",
        "footer2.xml": f"<w:ftr {_W}>{even or footer('left')}</w:ftr>",
        "settings.xml": f"<w:settings {_W}>{'<w:evenAndOddHeaders/>' if even_and_odd else ''}</w:settings>",
        **({"styles.xml": f"<w:styles {_W}>{styles}</w:styles>"} if styles else {}),
        **{f"{name}.xml": f"<w:{name} {_W}>{content}</w:{name}>" for name, content in others.items()},
    }
    relations = "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATED}/footer" Target="{name}"/>'
        for identifier, name in names.items()
    )
    for name in ("settings", "styles", *others):
        relations += f'<Relationship Id="{name}" Type="{_RELATED}/{name}" Target="{name}.xml"/>'
    made = {f"word/{name}": content.encode() for name, content in documents.items()}
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    made["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode()
    return made
