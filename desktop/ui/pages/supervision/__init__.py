"""整改督办: the deadline board (page 11); its books stand on the page beside it."""
