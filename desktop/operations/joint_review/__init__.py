"""Joint review: the gate as a whole, opinion sheets out and back, and what the office decides (M16, M17, W7; ux/pages.md §12)."""
