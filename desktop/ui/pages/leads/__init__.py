"""线索: the locked panel and the room behind it (ux/pages.md §18)."""
