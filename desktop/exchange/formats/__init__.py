"""One module per accepted form of file."""
