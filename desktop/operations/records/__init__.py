"""The verbs that every declared book has: said once, carried out through the one door."""
