"""What members, units, neighbours, the person served and the community see."""
