"""Packages between the machines of one office: what one copy of the ledger did is brought into another, with every conflict listed."""
