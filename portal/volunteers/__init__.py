"""Teams, activities, shifts, and the time that neighbours truly served."""
