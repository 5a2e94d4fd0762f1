"""The parts of 首页: the round's nodes, the four figures, what is to be done today, the units."""
