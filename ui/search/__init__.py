"""Finding anything by typing: the box at the top right, the palette, answers as one types."""
