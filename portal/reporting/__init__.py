"""Double reporting: who reports in where, what neighbours need, and who did it."""
