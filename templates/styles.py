"""Styles, settings, font table and footers of the official templates."""

from service import gbt9704 as gbt
from templates.words import DECLARED, exact, size

FONTS = gbt.GB2312_FONTS
_NO_TRACKING = '<w:spacing w:val="0"/>'
_CHINESE = (
    '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/>'
    '<w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
)
_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
_KEEP = "<w:keepNext/>"


def _face(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _indent(left: float = 0, hanging: float = 0, right: float = 0) -> str:
    """Indents in 字, written in twips only: Word recomputes the character form 5 twips a 字 off."""
    character = gbt.CHARACTER
    return f'<w:ind w:left="{round(left * character)}" w:right="{round(right * character)}" w:hanging="{round(hanging * character)}"/>'


_FIRST_LINE = f'<w:ind w:firstLineChars="200" w:firstLine="{gbt.BODY_INDENT}"/>'


def _jc(value: str) -> str:
    return f'<w:jc w:val="{value}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _style(
    identifier: str, name: str, paragraph: str = "", run: str = "", *, kind: str = "paragraph", base: str = "Normal"
) -> str:
    custom = "" if name[0].islower() or name == "Title" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"<w:qFormat/>{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def _defaults() -> str:
    body = _face(FONTS.body) + size(gbt.BODY_POINTS * 2) + _LANGUAGE
    normal_run = (
        f'{_face(FONTS.body)}<w:snapToGrid w:val="0"/><w:spacing w:val="{gbt.TRACKING}"/>'
        f"{size(gbt.BODY_POINTS * 2)}{_LANGUAGE}"
    )
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{body}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_CHINESE}{exact(gbt.LINE)}{_jc('both')}</w:pPr><w:rPr>{normal_run}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )


def _text_styles() -> list[str]:
    heading = _KEEP + _FIRST_LINE
    return [
        _style(
            "Title",
            "Title",
            f"{_KEEP}<w:keepLines/>{_jc('center')}",
            _face(FONTS.title) + _NO_TRACKING + size(gbt.TITLE_POINTS * 2),
        ),
        _style("GwAddressee", "公文主送机关", _KEEP),
        _style("GwBody", "公文正文", _FIRST_LINE),
        _style("Heading1", "heading 1", heading + _outline(0), _face(FONTS.first)),
        _style("Heading2", "heading 2", heading + _outline(1), _face(FONTS.second)),
        _style("Heading3", "heading 3", heading + _outline(2), _face(FONTS.body)),
        _style("Heading4", "heading 4", heading + _outline(3), _face(FONTS.body)),
        _style("GwHei", "公文黑体字", "", _face(FONTS.first), kind="character", base="DefaultParagraphFont"),
        _style("GwKai", "公文楷体字", "", _face(FONTS.second), kind="character", base="DefaultParagraphFont"),
        _style("GwBlank", "公文空行", _KEEP),
        _style("GwAttachmentNote", "公文附件说明", _KEEP + _indent(5, 3) + _jc("left")),
        _style("GwAttachmentFirst", "公文附件说明首项", _KEEP + _indent(6, 4) + _jc("left")),
        _style("GwAttachmentNext", "公文附件说明续项", _KEEP + _indent(6, 1) + _jc("left")),
        _style("GwAttendance", "公文出席名单", _indent(5, 3) + _jc("left")),
        _style("GwSignature", "公文署名", _KEEP + _jc("right")),
        _style("GwDate", "公文成文日期", _jc("right")),
        _style("GwAttachmentLabel", "公文附件标识", _KEEP + _jc("left"), _face(FONTS.first)),
    ]


def _other_styles() -> list[str]:
    small = _NO_TRACKING + size(gbt.SMALL_POINTS * 2)
    grey = f'<w:color w:val="7F7F7F"/>{_NO_TRACKING}'
    red = f'<w:color w:val="{gbt.RED}"/>'
    return [
        _style(
            "GwMark",
            "公文发文机关标志",
            _jc("center"),
            _face(FONTS.title) + red + _NO_TRACKING + size(gbt.MARK_POINTS * 2),
        ),
        _style("GwHeadLine", "公文版头文字", _jc("left")),
        _style("GwNumber", "公文发文字号", _jc("center")),
        _style("GwTableTitle", "公文表题", _KEEP + _jc("center"), _face(FONTS.first)),
        _style("GwCell", "公文表格", exact(gbt.CELL_LINE) + _jc("center"), small),
        _style("GwCellHead", "公文表头", _KEEP + exact(gbt.CELL_LINE) + _jc("center"), _face(FONTS.first) + small),
        _style("GwImprint", "公文版记", exact(gbt.IMPRINT_LINE) + _jc("left"), small),
        _style("GwPageNumber", "公文页码", exact(gbt.NUMBER_LINE, gbt.NUMBER_BEFORE), _face(FONTS.number) + small),
        _style("GwHidden", "公文分节", exact(gbt.HIDDEN_LINE), size(2)),
        _style("GwTag", "公文模板标签", exact(180) + _jc("left"), grey + size(14)),
        _style("GwSetter", "公文模板设置", "", grey + size(6), kind="character", base="DefaultParagraphFont"),
    ]


def styles() -> str:
    """word/styles.xml."""
    return f"<w:styles {DECLARED}>{_defaults()}{''.join(_text_styles() + _other_styles())}</w:styles>"


def settings() -> str:
    """word/settings.xml: odd and even footers, and the compatibility Chinese line breaking needs."""
    uri = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
    }
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in modes.items()
    )
    return (
        f'<w:settings {DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>'
        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/>"
        f'<w:useFELayout/>{compatibility}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """word/fontTable.xml: for each face the one Word may take when it is missing."""
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
        for face, other in gbt.ALTERNATIVE_FACES.items()
    )
    return f"<w:fonts {DECLARED}>{fonts}</w:fonts>"
