"""Before a ledger is open: choosing, making and unlocking one."""
