"""Reading files that others sent: never trusted, told by their content."""
