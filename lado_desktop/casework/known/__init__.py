"""What is known already about whoever is being typed."""
