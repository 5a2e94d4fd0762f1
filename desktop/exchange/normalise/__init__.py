"""What is written in a cell → what it means; one small module per kind of value (RULES §§3–7)."""
