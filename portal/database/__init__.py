"""Where the portal keeps things."""
