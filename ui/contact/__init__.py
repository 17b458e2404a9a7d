"""What the page of a contact is made of, and the call before it."""
