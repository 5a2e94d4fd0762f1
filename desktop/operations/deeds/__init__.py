"""Every deed that can be named as BOOK.STEP: one table from the name to the operation, for `record`, `play` and training scripts."""
