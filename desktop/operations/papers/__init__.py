"""Official papers: words gathered from the ledger, drafts, issue under a number, the register (ledger.md §7)."""
