"""Turns .docx into PDF in one LibreOffice with the Word semantics its importer loses; run by a Python that has `uno`.

    python3 office.py FONTS_CONF OUT_FOLDER FILE.docx…      prints `name pages` for each

Word's reading is restored where LibreOffice departs from it: no space put between hanzi and digits (it ignores
w:autoSpaceDE), no hanging punctuation (it reads w:overflowPunct inverted and drops hung commas from the PDF), blank
pages kept.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

_PATIENCE_SECONDS = 60


def main() -> None:
    fonts, folder, *files = sys.argv[1:]
    home = Path(tempfile.mkdtemp(prefix="office-"))
    office = _start(home, fonts)
    try:
        desktop = _connect(home.name, office)
        for file in files:
            print(Path(file).stem, _convert(desktop, Path(file), Path(folder, Path(file).stem + ".pdf")), flush=True)
    finally:
        os.killpg(office.pid, signal.SIGKILL)  # soffice forks; its profile is thrown away anyway
        office.wait()
        shutil.rmtree(home, ignore_errors=True)


def _start(home: Path, fonts: str) -> subprocess.Popen:
    """A soffice of its own profile: two on one profile lose documents."""
    command = [
        shutil.which("soffice") or "soffice",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless",
    ]
    command += [
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        f"--accept=pipe,name={home.name};urp;",
    ]
    environment = dict(os.environ, SAL_USE_VCLPLUGIN="svp", FONTCONFIG_FILE=fonts)
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _connect(pipe: str, office: subprocess.Popen) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and office.poll() is None:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("soffice did not answer")


def _convert(desktop: object, source: Path, target: Path) -> int:
    document = desktop.loadComponentFromURL(source.resolve().as_uri(), "_blank", 0, (_property("Hidden", True),))
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        if style.isInUse() or name == "Standard":
            style.ParaIsCharacterDistance = style.ParaIsHangingPunctuation = False
    pages = document.CurrentController.PageCount
    options = uno.Any("[]com.sun.star.beans.PropertyValue", (_property("IsSkipEmptyPages", False),))
    export = (_property("FilterName", "writer_pdf_Export"), _property("FilterData", options))
    document.storeToURL(target.resolve().as_uri(), export)
    document.close(True)
    return pages


def _property(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


main()
