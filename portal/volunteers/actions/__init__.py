"""What teams and volunteers do."""
