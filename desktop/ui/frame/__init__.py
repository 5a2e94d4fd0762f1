"""What stands around every page: rail, bars, chips, keys, lock and search."""
