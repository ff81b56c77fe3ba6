"""One gate: nothing in the service opens or unfolds a file from outside but the gate itself."""

import ast
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "service"
THE_GATE = "ooxml/gate_zip.py"
OPENING_MODULES = {"zipfile", "zipimport", "tarfile", "docx", "python_calamine"}
OPENING_NAMES = {
    "ZipFile", "decompress", "decompressobj", "unpack_archive", "load_workbook", "OpcPackage",
    "DocxTemplate", "CalamineWorkbook",
}  # fmt: skip
ALLOWED = {
    (
        "workbooks/cells.py",
        "load_workbook(packed, read_only=True, data_only=True, keep_links=False).worksheets",
    ): "reads the parts the gate admitted, packed anew",
    ("ooxml/language.py", "DocxTemplate(None).patch_xml"): "translates the tags of a part in memory; opens nothing",
}


def openings(source: str) -> list[str]:
    """What in a module opens files, as it is written there."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call)]
    used_for = {id(node.value.func): ast.unparse(node) for node in calls if isinstance(node.value, ast.Call)}
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                found += [alias.name for alias in node.names if alias.name.partition(".")[0] in OPENING_MODULES]
            case ast.ImportFrom():
                found += [node.module for _ in "." if node.module and node.module.partition(".")[0] in OPENING_MODULES]
                found += [alias.name for alias in node.names if alias.name in OPENING_NAMES and alias.asname]
            case ast.Attribute() if node.attr in OPENING_NAMES:
                found.append(ast.unparse(node))
            case ast.Name() if node.id in OPENING_NAMES:
                found.append(used_for.get(id(node), node.id))
    return found


MODULES = [str(path.relative_to(SERVICE)) for path in sorted(SERVICE.rglob("*.py"))]


@pytest.mark.parametrize("module", MODULES)
def test_only_the_gate_opens_files(module: str) -> None:
    if module != THE_GATE:
        found = openings((SERVICE / module).read_text())
        assert [what for what in found if (module, what) not in ALLOWED] == []


def test_the_gate_opens_files() -> None:
    assert "zlib.decompressobj" in openings((SERVICE / THE_GATE).read_text())


@pytest.mark.parametrize(("module", "what"), ALLOWED)
def test_what_is_allowed_is_still_there(module: str, what: str) -> None:
    assert what in openings((SERVICE / module).read_text())


@pytest.mark.parametrize(
    "source",
    [
        "import zipfile",
        "from zipfile import ZipFile",
        "import docx",
        "from docx import Document",
        "import docx.opc.package",
        "import docx as word; x = word.Document(path)",
        "x = DocxTemplate(path)",
        "x = docxtpl.DocxTemplate(path)",
        "x = DocxTemplate(path).render",
        "from docxtpl import DocxTemplate as Harmless",
        "x = openpyxl.load_workbook(path)",
        "x = load_workbook(path)",
        "x = zlib.decompress(content)",
        "x = isal_zlib.decompressobj()",
        "shutil.unpack_archive(path)",
    ],
)
def test_an_opening_is_seen(source: str) -> None:
    assert any(what not in {allowed for _, allowed in ALLOWED} for what in openings(source))
