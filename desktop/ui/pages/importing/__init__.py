"""导入: lists of other offices become entries of the ledger."""
