"""Where a text box stands on its page."""

from service.ooxml.editing.opened import Node
from service.ooxml.read.markup import WP, W, number

_EMU = 635  # of a twip


def shift(paragraph: Node, twips: int) -> bool:
    """Moves the text boxes anchored in a paragraph up by so much."""
    moved = False
    for offset in paragraph.iterfind(f".//{WP}positionV/{WP}posOffset"):
        anchor = next(offset.iterancestors(WP + "anchor"), None)
        if twips and anchor is not None and any(True for _ in anchor.iter(W + "txbxContent")):
            offset.text = str(number(offset.text) - twips * _EMU)
            moved = True
    return moved
