"""Return workbooks: sent to the units of a round, taken in again and merged with what the ledger says meanwhile (X7–X9)."""
