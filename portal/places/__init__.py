"""Where things are, and who owns them."""
