"""The clauses of GB/T 9704-2012 as measurements of rendered pages, in the order of the standard."""

from tests.rendering.clauses import page, head, text, signature, attachments, imprint, number, tables, minutes, whole  # noqa: F401, I001
from tests.rendering.clauses.register import CLAUSES, Clause

__all__ = ["CLAUSES", "Clause"]
