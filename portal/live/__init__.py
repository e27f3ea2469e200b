"""Bells and live rooms."""
