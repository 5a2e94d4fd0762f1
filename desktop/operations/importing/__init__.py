"""Entering a finding list that was read: what leaves out, what asks, what is entered (ledger.md §5)."""
