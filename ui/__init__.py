"""The window. Nothing of Qt is called before the constants are safe (see `lasting`)."""

from ui.lasting import keep_constants

keep_constants()
