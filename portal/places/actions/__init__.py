"""What is done with places."""
