"""The pages of venues, of bookings and of the guide."""
