"""The ledger itself: nouns, schema, questions. The only room that speaks SQL."""
