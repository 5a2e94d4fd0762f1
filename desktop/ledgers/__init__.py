"""How each ledger looks: declarations only."""
