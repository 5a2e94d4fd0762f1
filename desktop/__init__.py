"""巡察整改台账: an offline desktop ledger for one inspection office."""
