"""What the page of the reports is made of."""
