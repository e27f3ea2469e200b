"""What the room of places shows."""
