"""What was done, in a chain that shows any change."""
