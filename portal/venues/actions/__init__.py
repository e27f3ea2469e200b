"""What is done to venues, their bookings and the guide."""
