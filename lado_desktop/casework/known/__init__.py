"""Records already known about the person, setting or reference being typed."""
