"""打印: printed lists and their register."""
