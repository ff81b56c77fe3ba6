"""Reads a .docx of any producer: what each section, paragraph and run effectively is, after the whole cascade."""
