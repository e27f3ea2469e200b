"""Speed and memory, as ratios to a reference measured in the same run. Nothing here judges a test."""
