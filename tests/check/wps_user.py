"""An official document as WPS users make it: styles, automatic numbers, text box and drawn line, numbers in a frame."""

from tests.check import tiny as t

_NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_GRID = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'


def _style(identifier: str, name: str, paragraph: str, run: str, base: str = "a") -> str:
    default = ' w:default="1"' if identifier == "a" else ""
    based = "" if identifier == "a" else f'<w:basedOn w:val="{base}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"{default}><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _face(name: str, size: int) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/><w:sz w:val="{size}"/>'


STYLES = (
    _style("a", "Normal", '<w:jc w:val="both"/>', _face("仿宋", 32))
    + _style("b", "正文缩进", '<w:ind w:firstLineChars="200" w:firstLine="632"/>', "")
    + _style("h1", "heading 1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', _face("黑体", 32), "b")
    + _style("h2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', _face("楷体", 32), "b")
    + _style("t", "Title", '<w:jc w:val="center"/>', _face("方正小标宋_GBK", 44))
)


def _level(depth: int, text: str, form: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="0" w:firstLineChars="200" w:firstLine="632"/></w:pPr></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_level(0, "%1、", "chineseCounting")}{_level(1, "（%2）", "chineseCounting")}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _styled(style: str, *runs: str, extra: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{"".join(runs)}</w:p>'


def _words(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BLANK = _styled("a")
_MARK = t.line(
    t.run("某市某局文件", "方正小标宋_GBK", 80, '<w:color w:val="FE0000"/>'),
    align="center",
    spacing='<w:spacing w:line="880" w:lineRule="exact"/>',
)
TOP = 4082 - 70  # the first line begins here


def _anchored(y: int, height: int, inside: str, preset: str = "rect") -> str:
    return (
        f'<w:r {_NAMES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH relativeFrom="page">'
        f'<wp:posOffset>{1588 * 635}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{y * 635}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{8844 * 635}" cy="{height * 635}"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        f'<a:prstGeom prst="{preset}"/><a:ln w="12700"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln></wps:spPr>{inside}'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


HEAD = (
    _styled("a", _anchored(TOP - 72, 1000, f"<wps:txbx><w:txbxContent>{_MARK}</w:txbxContent></wps:txbx>"))
    + BLANK * 4
    + _styled("a", _words("某局发〔2026〕12号"), _anchored(7000, 0, "", "line"), extra='<w:jc w:val="center"/>')
    + BLANK * 2
)
BODY = (
    _styled("t", _words("某市某局关于加强"))
    + _styled("t", _words("机关理论学习的通知"))
    + BLANK
    + _styled("a", _words("机关各科室："))
    + _styled("b", _words("为加强机关理论学习，现就有关事项通知如下。"))
    + _styled("h1", _words("总体要求"))
    + _styled("b", _words("坚持读原著、学原文、悟原理，做到学思用贯通、知信行统一。"))
    + _styled("h1", _words("主要任务"))
    + _styled("h2", _words("加强组织领导"))
    + _styled("b", _words("各科室主要负责人要带头学习，每月集中学习不少于1次，学习时间不少于半天。"))
    + _styled("h2", _words("创新学习方式"))
    + _styled("b", _words("采取集中学习、个人自学、专题研讨、现场教学相结合的方式，增强学习的针对性。"))
)
SIGNATURE = (
    BLANK * 2
    + _styled("a", _words("　" * 19 + "某市某局"))
    + _styled("a", _words("2026年3月5日"), extra='<w:ind w:rightChars="400" w:right="1264"/><w:jc w:val="right"/>')
)


def _ruled(text: str, top: int, bottom: int, extra: str = "") -> str:
    borders = f'<w:top w:val="single" w:sz="{top}"/>' if top else ""
    borders += f'<w:bottom w:val="single" w:sz="{bottom}"/>' if bottom else ""
    return _styled("a", _words(text, '<w:sz w:val="28"/>'), extra=f"<w:pBdr>{borders}</w:pBdr>{extra}")


IMPRINT = _ruled("　抄送：某市委办公室，某市政府办公室。", 8, 6) + _ruled(
    "　某市某局办公室　　　　　　　2026年3月6日印发", 0, 8
)


def _number() -> str:
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" w:y="1"/>'
    shown = f'<w:fldSimple w:instr=" PAGE ">{t.run("1", "宋体", 28)}</w:fldSimple>'
    line = t.run("— ", "宋体", 28) + shown + t.run(" —", "宋体", 28)
    spacing = '<w:spacing w:line="280" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{frame}{spacing}</w:pPr>{line}</w:p><w:p><w:pPr>{spacing}</w:pPr></w:p>"


def notice() -> dict[str, bytes]:
    return t.parts(
        HEAD,
        BODY,
        SIGNATURE,
        IMPRINT,
        sections=t.section(extra=_GRID),
        styles=STYLES,
        numbering=NUMBERING,
        odd=_number(),
        even_and_odd=False,
    )
