"""Rendering: documents to PDF pages in LibreOffice, with the stand-in fonts, as measurements and pictures need them."""
