"""People with an account, and how they are known."""
