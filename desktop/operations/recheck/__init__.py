"""复盘核对: the three texts of a round compared, and what is decided of their differences."""
