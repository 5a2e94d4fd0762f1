"""What is right: pure functions without clock or files."""
