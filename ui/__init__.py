"""The window. Nothing of Qt is called before the constants are safe (see `lasting`)."""

from ui.py311_compat import keep_constants

keep_constants()
