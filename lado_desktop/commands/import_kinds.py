"""Written by `python -m lado_desktop.commands.write_import_kinds`."""

IMPORT_KINDS = (
    "contacts",
    "meetings",
    "requests",
    "checks",
    "training",
    "feedback",
    "complaints",
    "alerts",
    "escalations",
    "officers",
)
