"""What needs nothing of the house: errors, words, the clock, seals."""
