"""The first day in the program: twelve tasks in the demonstration county, each checked by what the ledger says."""
