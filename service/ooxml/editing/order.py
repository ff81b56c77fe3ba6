"""The order WordprocessingML wants of the children of its property elements (ECMA-376 17.3, 17.4, 17.6)."""

from collections.abc import Iterable

from lxml import etree

from service.ooxml.read.markup import W, local

ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "pBdr": "top left bottom right between bar",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "settings": (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
        "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
        "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors "
        "activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter "
        "stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting "
        "documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
        "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle "
        "defaultTableStyle evenAndOddHeaders"
    ),
}
_RANKS = {name: {child: rank for rank, child in enumerate(order.split())} for name, order in ORDER.items()}
_LAST = 10_000


def held(parent: etree._Element, name: str, *, first: bool = False) -> etree._Element:
    """The child of this name, made in its place where it is missing; `first` puts it before all others."""
    found = parent.find(W + name)
    if found is not None:
        return found
    element = etree.Element(W + name)
    if first:
        parent.insert(0, element)
        return element
    ranks = _RANKS.get(local(parent), {})
    rank = ranks.get(name, _LAST)
    default = _LAST if local(parent) == "settings" else -1  # settings has many more after those named here
    place = next((at for at, one in enumerate(parent) if ranks.get(local(one), default) > rank), len(parent))
    parent.insert(place, element)
    return element


def stated(element: etree._Element, values: dict[str, str | None]) -> bool:
    """Sets attributes, None takes one away; whether anything changed."""
    changed = False
    for name, value in values.items():
        key = W + name
        if value is None:
            changed = element.attrib.pop(key, "") != "" or changed
        elif element.get(key) != value:
            element.set(key, value)
            changed = True
    return changed


def without(parent: etree._Element | None, *names: str) -> bool:
    """Takes the children of these names away; whether there were any."""
    if parent is None:
        return False
    gone = [child for name in names for child in parent.findall(W + name)]
    for child in gone:
        parent.remove(child)
    return bool(gone)


def made(changes: Iterable[bool]) -> bool:
    """Whether any of these changes was made; each of them is tried."""
    return sum(changes) > 0
