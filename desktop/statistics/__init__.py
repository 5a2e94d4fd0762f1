"""One file per figure; charts as matplotlib figures."""
