"""Importing the trackers that a service used before."""
