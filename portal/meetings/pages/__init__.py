"""Meetings, as residents, conveners and the screen in the hall see them."""
