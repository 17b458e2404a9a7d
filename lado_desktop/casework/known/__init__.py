"""What is known already about the person being typed."""
