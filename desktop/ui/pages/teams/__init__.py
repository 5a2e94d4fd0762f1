"""人才编组: coverage, teams, the pool and its load."""
