"""What volunteers, leaders and the owner of a record see."""
