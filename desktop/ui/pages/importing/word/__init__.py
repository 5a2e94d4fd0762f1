"""Word files of other offices on their way into the ledger: the paper at the left, what is made of it at the right (ux/pages.md §22)."""
