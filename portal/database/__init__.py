"""Where the portal keeps things."""

from tortoise import models

# Tortoise parses a model's whole file for comments that would become those of columns. Ours have none: with sixty
# models it was a quarter of the time that the portal needs to start.
models._get_comments = lambda cls: {}
