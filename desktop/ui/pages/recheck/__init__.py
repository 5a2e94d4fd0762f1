"""复盘核对: working papers, list and feedback side by side."""
