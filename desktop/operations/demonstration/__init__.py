"""The demonstration county, played through the operations with the clock at each entry's time."""
