"""Two copies of one ledger brought together: what each did (`nodes`), and what follows from all of it (`state`)."""
