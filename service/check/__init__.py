"""Checks any .docx against GB/T 9704-2012: recognises its elements, asks every rule, says what deviates and where."""
