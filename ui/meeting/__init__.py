"""What the page of a meeting is made of."""
