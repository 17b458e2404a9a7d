"""The registers of a service beside its cases."""
