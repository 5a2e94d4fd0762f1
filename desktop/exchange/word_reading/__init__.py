"""A .docx from outside as paragraphs: read bounded, tracked changes as accepted, automatic numbers written out."""
