"""归档: a round's package is written, read back, handed over, and its words are cleared by two people (page 25, S6)."""
