"""How a messy list of findings is read: heads, rows, values; the faces are in `desktop.exchange.formats`."""
