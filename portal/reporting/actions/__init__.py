"""What members, units, neighbours and the community do."""
