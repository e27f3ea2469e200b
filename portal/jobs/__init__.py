"""Long work with progress, which another process goes on with when the one that did it is gone. Knows no room."""
