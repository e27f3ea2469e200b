"""Everything HTTP that no room owns."""
