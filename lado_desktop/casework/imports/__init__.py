"""Taking in the trackers that a service kept before."""
