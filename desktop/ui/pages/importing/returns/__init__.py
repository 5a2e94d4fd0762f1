"""回收表: who has not returned, and what came back beside the ledger (ux/pages.md §21)."""
