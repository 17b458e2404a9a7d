"""The registers that a service keeps beside its cases."""
