"""Printed lists: columns to pages; preview, printer and PDF share one layout."""
