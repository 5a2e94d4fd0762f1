"""联审: the gates with their matrix and opinions, beside the books of submissions, opinions and parties (ux/pages.md §12)."""
