"""What a .docx effectively is: the cascade, indents, numbering, fields, tracked changes, tables, boxes, sections."""

import pytest

from service.ooxml.read.document import read
from service.ooxml.read.facts import Document, Paragraph, Table, paragraphs_of
from service.ooxml.read.numbering import numeral

_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_RELATED}" xmlns:a="{_A}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def document(body: str, **others: str) -> Document:
    """The facts of this body, with other parts by name: styles, numbering, settings, theme, footer."""
    parts = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode()}
    relations = ""
    for name, content in others.items():
        root = {"theme": "a:theme", "footer": "w:ftr"}.get(name, f"w:{name}")
        parts[f"word/{name}.xml"] = f"<{root} {NAMES}>{content}</{root}>".encode()
        relations += f'<Relationship Id="{name}" Type="{_RELATED}/{name}" Target="{name}.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode()
    return read(parts)


def first(body: str, **others: str) -> Paragraph:
    return next(paragraphs_of(document(body, **others).blocks))


def paragraph(properties: str = "", run: str = "", text: str = "字") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def style(
    name: str, paragraph: str = "", run: str = "", *, base: str = "", kind: str = "paragraph", extra: str = ""
) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {extra}><w:name w:val="{name} name"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


# ---- cascade --------------------------------------------------------------------------------------------------
DEFAULTS = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'


@pytest.mark.parametrize(
    ("styles", "properties", "run", "half_points"),
    [
        ("", "", "", 20),
        (DEFAULTS, "", "", 21),
        (DEFAULTS + style("N", run='<w:sz w:val="32"/>', extra='w:default="1"'), "", "", 32),
        (style("A", run='<w:sz w:val="28"/>') + style("B", base="A"), '<w:pStyle w:val="B"/>', "", 28),
        (style("C", run='<w:sz w:val="44"/>', kind="character"), "", '<w:rStyle w:val="C"/>', 44),
        (style("C", run='<w:sz w:val="44"/>', kind="character"), "", '<w:rStyle w:val="C"/><w:sz w:val="30"/>', 30),
        (style("A", run='<w:sz w:val="28"/>', base="B") + style("B", base="A"), '<w:pStyle w:val="A"/>', "", 28),
    ],
)
def test_size_comes_down_the_cascade(styles: str, properties: str, run: str, half_points: int) -> None:
    assert first(paragraph(properties, run), styles=styles).runs[0].values.half_points == half_points


def test_bold_over_bold_is_plain_and_direct_bold_is_bold() -> None:
    styles = style("A", run="<w:b/>") + style("C", run="<w:b/>", kind="character")
    assert not first(paragraph('<w:pStyle w:val="A"/>', '<w:rStyle w:val="C"/>'), styles=styles).runs[0].values.bold
    assert first(paragraph('<w:pStyle w:val="A"/>', "<w:b/>"), styles=styles).runs[0].values.bold


THEME = (
    '<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
    '<a:font script="Hans" typeface="宋体"/></a:minorFont></a:fontScheme></a:themeElements>'
)


@pytest.mark.parametrize(
    ("fonts", "face"),
    [
        ('w:eastAsia="仿宋"', "仿宋"),
        ('w:eastAsiaTheme="minorEastAsia"', "宋体"),
        ('w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"', "宋体"),
        ('w:ascii="仿宋"', None),
    ],
)
def test_a_theme_face_wins_over_a_name_beside_it(fonts: str, face: str | None) -> None:
    assert first(paragraph(run=f"<w:rFonts {fonts}/>"), theme=THEME).runs[0].values.east == face


@pytest.mark.parametrize(
    ("base", "direct", "first_twips", "first_characters"),
    [
        ("", 'w:firstLine="640"', 640, 0),
        ("", 'w:firstLineChars="200" w:firstLine="640"', 640, 2),
        ('w:firstLineChars="200"', 'w:firstLine="0"', 0, 2),
        ('w:firstLineChars="200"', 'w:firstLineChars="0" w:firstLine="0"', 0, 0),
        ('w:firstLine="640"', 'w:hanging="300"', -300, 0),
        ('w:hanging="300"', 'w:firstLine="640"', 640, 0),
        ("", 'w:hangingChars="300" w:hanging="960"', -960, -3),
    ],
)
def test_first_line(base: str, direct: str, first_twips: int, first_characters: float) -> None:
    styles = style("A", paragraph=f"<w:ind {base}/>")
    values = first(paragraph(f'<w:pStyle w:val="A"/><w:ind {direct}/>'), styles=styles).values
    assert (values.first, values.first_characters) == (first_twips, first_characters)


def test_edges_and_tabs_add_up() -> None:
    styles = style("A", paragraph='<w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr>')
    values = first(
        paragraph('<w:pStyle w:val="A"/><w:pBdr><w:bottom w:val="single" w:sz="8" w:color="ff0000"/></w:pBdr>'),
        styles=styles,
    ).values
    assert {edge: border.eighths for edge, border in values.borders.items()} == {"top": 4, "bottom": 8}
    assert values.borders["bottom"].colour == "FF0000"


def test_room_in_lines_takes_the_grid() -> None:
    section = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    assert first(paragraph('<w:spacing w:beforeLines="100" w:before="0"/>') + section).values.before == 579


# ---- numbering ------------------------------------------------------------------------------------------------
def level(depth: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "chineseCounting", "%1、")}{level(1, "chineseCounting", "（%2）")}'
    f'{level(2, "decimal", "%3.")}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
)


def numbered(*lists: tuple[int, int]) -> list[str]:
    body = "".join(
        paragraph(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{identifier}"/></w:numPr>')
        for identifier, depth in lists
    )
    return [one.numbering for one in paragraphs_of(document(body, numbering=NUMBERING).blocks)]


def test_numbers_are_counted_as_word_counts() -> None:
    assert numbered((5, 0), (5, 1), (5, 1), (5, 2), (5, 0), (5, 1), (0, 0)) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "",
    ]
    assert numbered((5, 0), (6, 0), (5, 0)) == ["一、", "三、", "四、"]


def test_a_style_joins_a_list() -> None:
    styles = style("H", paragraph='<w:numPr><w:numId w:val="5"/></w:numPr>')
    assert first(paragraph('<w:pStyle w:val="H"/>'), styles=styles, numbering=NUMBERING).printed == "一、字"


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 21, "二十一"),
        ("ideographDigital", 10, "一〇"),
        ("decimalFullWidth", 3, "３"),
        ("decimalEnclosedCircle", 2, "②"),
        ("upperRoman", 9, "IX"),
        ("lowerLetter", 28, "bb"),
        ("none", 1, ""),
        ("somethingNew", 4, "4"),
    ],
)
def test_forms_of_numbers(form: str, value: int, text: str) -> None:
    assert numeral(value, form) == text


# ---- runs -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
        ('<w:r><w:br w:type="page"/></w:r>', "\f"),
        ("<w:ins><w:r><w:t>甲</w:t></w:r></w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲"),
        ("<w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>乙</w:t></w:r></w:moveTo>", "乙"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>甲</w:t></w:r>", "甲"),
        ('<w:hyperlink r:id="x"><w:r><w:t>链</w:t></w:r></w:hyperlink>', "链"),
        ("<w:sdt><w:sdtContent><w:r><w:t>内</w:t></w:r></w:sdtContent></w:sdt>", "内"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>", "拼"),
        ('<w:r><w:sym w:font="Wingdings" w:char="2605"/></w:r>', "★"),
    ],
)  # fmt: skip
def test_text(inside: str, text: str) -> None:
    assert first(f"<w:p>{inside}</w:p>").text == text


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r>'
    '<w:r><w:instrText>GE </w:instrText></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    "inside",
    [
        FIELD.format(shown='<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'),
        FIELD.format(shown=""),
        '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>7</w:t></w:r></w:fldSimple>',
        '<w:fldSimple w:instr="page"/>',
    ],
)
def test_a_field_is_known_by_name(inside: str) -> None:
    read_paragraph = first(f"<w:p>{inside}</w:p>")
    assert [run.field for run in read_paragraph.runs] == ["PAGE"]
    assert "PA" not in read_paragraph.text


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>' + paragraph(text="下")
    assert [one.text for one in paragraphs_of(document(body).blocks)] == ["上下"]


# ---- tables, boxes, sections ----------------------------------------------------------------------------------
def test_a_table_tells_its_rows_borders_and_place() -> None:
    body = (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:tblpY="900" w:tblpXSpec="center"/><w:tblW w:w="5000" w:type="dxa"/>'
        '<w:tblBorders><w:top w:val="single" w:sz="8"/><w:insideH w:val="single" w:sz="6"/></w:tblBorders></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr><w:tc>{paragraph()}</w:tc><w:tc>{paragraph()}</w:tc></w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph()}</w:tc></w:tr>'
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:tcBorders><w:bottom w:val="nil"/></w:tcBorders></w:tcPr>{paragraph()}</w:tc></w:tr>'
        "</w:tbl>"
    )
    table = document(body).blocks[0]
    assert isinstance(table, Table)
    assert (table.width, table.full_width, len(table.rows)) == (5000, 5000, 2)
    assert table.floating is not None
    assert (table.floating.x, table.floating.y, table.floating.vertical) == ("center", 900, "page")
    assert (table.rows[0].header, table.rows[0].whole, table.rows[1].header) == (True, True, False)
    assert table.rows[0].cells[0].borders["top"].eighths == 8
    assert table.rows[1].cells[0].borders["top"].eighths == 6
    assert not table.rows[1].cells[0].borders["bottom"].visible


BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH relativeFrom="margin">'
    '<wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>635000</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr><wps:txbx>'
    f"<w:txbxContent>{paragraph(text='框')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(text='框')}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_a_text_box_is_read_once_with_its_place() -> None:
    box = first(BOX).boxes[0]
    assert (box.kind, box.width, box.height, box.x, box.y, box.vertical) == ("text", 2000, 1000, "left", 1000, "page")
    assert [one.text for one in paragraphs_of(box.blocks)] == ["框"]
    assert len(first(BOX).boxes) == 1


def test_a_line_in_vml_has_colour_and_length() -> None:
    drawn = first(
        '<w:p><w:r><w:pict><v:line from="0,10pt" to="442pt,10pt" strokecolor="red" strokeweight="1pt"/></w:pict></w:r></w:p>'
    )
    box = drawn.boxes[0]
    assert (box.kind, box.width, box.colour, box.eighths) == ("line", 8840, "FF0000", 8)


def test_places_count_all_paragraphs_of_the_part() -> None:
    body = BOX + paragraph(text="后")
    assert [(one.text, one.place.index) for one in paragraphs_of(document(body).blocks)] == [
        ("", 0),
        ("框", 1),
        ("后", 3),
    ]


def test_sections_inherit_footers_and_wrap_their_paragraphs() -> None:
    footer = '<w:footerReference w:type="default" r:id="footer"/>'
    body = f'<w:p><w:pPr><w:sectPr>{footer}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>{paragraph()}<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    found = document(body, footer=paragraph(text="脚"), settings="<w:evenAndOddHeaders/>")
    assert [section.landscape for section in found.sections] == [False, True]
    assert [block.section for block in found.blocks] == [0, 1]
    assert found.sections[1].footers["default"].part == "word/footer.xml"
    assert found.even_and_odd


def test_a_strict_file_is_read_like_any_other() -> None:
    body = paragraph(run='<w:sz w:val="32"/>')
    part = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".replace(
        _MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert next(paragraphs_of(read({"word/document.xml": part.encode()}).blocks)).runs[0].values.half_points == 32
