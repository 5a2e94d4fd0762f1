"""Follow-up and grades: the draw, visits and checks, score sheets: what these books do beside their records (registers.md §5)."""
