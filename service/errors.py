"""The error tree: what can go wrong, each with a stable code, a Chinese sentence and the place to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

# slug → what a clerk reads as headline. The slugs are the contract; status and exit codes belong to the entrances.
TITLES = {
    "malformed-json": "内容不是正确的 JSON",
    "not-utf8": "内容不是 UTF-8 编码",
    "duplicate-key": "同一个字段写了两次",
    "validation": "内容有需要修改的地方",
    "illegal-character": "含有无法打印的字符",
    "illegal-sequence": "含有模板保留的符号",
    "too-long": "内容过长",
    "too-many-rows": "安排表行数过多",
    "secrecy-refused": "涉密文件不得在非涉密系统处理",
    "not-final": "文号或日期还没有填写，不能生成正式文件",
    "kind-not-found": "没有这种文件",
    "template-not-found": "没有这个模板版本",
    "not-found": "没有这个地址",
    "bad-request": "请求不完整或不正确",
    "method-not-allowed": "这个地址不支持这种操作",
    "not-acceptable": "不能提供所要求的格式",
    "body-too-large": "提交的内容过大",
    "field-too-large": "表单中的文字过长",
    "too-many-parts": "表单的栏目过多",
    "unsupported-media-type": "不支持这种内容类型",
    "malformed-multipart": "上传的表单不完整",
    "missing-file": "没有选择文件",
    "empty-file": "文件是空的",
    "not-a-docx": "不是 .docx 文件",
    "not-an-xlsx": "不是 .xlsx 文件",
    "encrypted-file": "文件加了密码",
    "damaged-package": "文件已损坏",
    "package-too-complex": "文件内容过多",
    "forbidden-xml": "文件含有不允许的声明",
    "active-content": "文件含有宏、嵌入对象或外部引用",
    "unauthorized": "需要管理员口令",
    "forbidden": "只允许在本机访问",
    "no-administrator": "没有设置管理员口令，不能更改模板",
    "unreadable-file": "文件打不开",
    "unwritable-file": "文件写不进去",
    "sheet-layout": "表格的样式不对",
    "template-rejected": "模板不能使用",
    "template-too-expensive": "模板过于复杂",
    "storage-full": "数据目录写不进去",
    "office-missing": "没有安装 LibreOffice，或它没有按时完成",
    "internal": "系统内部错误",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: a JSON pointer into the payload (or another place), a stable code, a Chinese sentence."""

    pointer: str
    code: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """The fault as other systems read it."""
        return {"pointer": self.pointer, "code": self.code, "message": self.message}


class ChengwenError(Exception):
    """Whatever the house refuses or cannot do; `faults` lists every reason at once."""

    def __init__(self, slug: str, faults: Iterable[Fault] = (), detail: str = "") -> None:
        self.slug = slug
        self.title = TITLES[slug]
        self.faults = tuple(faults)
        self.detail = detail
        super().__init__("\n".join([f"{self.title}：{detail}" if detail else self.title, *map(str, self.faults)]))


class Unusable(ChengwenError):
    """The input cannot be read at all: not JSON, not UTF-8, too large, no file."""


class NotFound(ChengwenError):
    """The kind, template or address asked for does not exist."""


class Denied(ChengwenError):
    """The caller may not do this here."""


class Unavailable(ChengwenError):
    """A program the house relies on is not there, or did not answer in time."""


class TemplateRejected(ChengwenError):
    """A template that would lose text or fail; never reaches a document."""


class Rejected(ChengwenError):
    """The input was read, and its content has faults: the caller mends them and comes again.

    `form` is the workbook that was handed in, what is to be mended in red, where the input was one.
    """

    form: bytes | None = None

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> "Rejected":
        """One code in all faults becomes the slug; several codes are a `validation`."""
        faults = tuple(faults)
        codes = {fault.code for fault in faults}
        code = codes.pop() if len(codes) == 1 else "validation"
        return cls(code if code in TITLES else "validation", faults)
