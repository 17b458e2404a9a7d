"""LADO Desktop: the record of a Local Authority Designated Officer."""

__version__ = "0.3.0"
