"""The deadline board and the ladder of papers behind it (registers.md §4)."""
