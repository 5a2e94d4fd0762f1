"""Units' reports: every reader of desktop/exchange/unit_reports."""
