"""What an account holder sees."""
