"""One recipe per kind of paper; the list is written out here."""
