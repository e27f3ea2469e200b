"""What was promised, and every step of a matter."""
