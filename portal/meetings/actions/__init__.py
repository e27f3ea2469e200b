"""What is done in a meeting."""
