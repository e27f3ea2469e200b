"""Tell residents what happened. Each of these runs inside the unit of work it reacts to."""
