"""Changes a .docx of any producer in place: properties, comments, marks; what is not touched keeps its bytes."""
