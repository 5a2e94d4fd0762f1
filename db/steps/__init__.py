"""The schema's history: frozen statements, appended to and never edited once released."""
