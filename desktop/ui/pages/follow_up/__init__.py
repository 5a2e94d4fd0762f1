"""回访督查: the draw, what was found, visits, and former draws (ux/pages.md, page 13)."""
