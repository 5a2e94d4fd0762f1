"""问题台账: the ledger of findings and the pane of the one in hand."""
