"""Probabilities of the invented service: outcomes, sources, findings, lengths."""

from __future__ import annotations

OUTCOMES = {
    "enquiry_only": 26,
    "enquiry_advised_refer": 8,
    "check": 7,
    "info_only": 4,
    "not_progressed": 6,
    "below_advice": 24,
    "signposted": 8,
    "met_no_meeting": 20,
    "met_meeting": 25,
}
"""Number of each outcome in about 128 contacts."""

CONCERNS = (6, 4, 3, 3, 3, 4, 3)
"""The weight of each concern in the file."""

INTAKES = {"enquiry_only": "enquiry", "enquiry_advised_refer": "enquiry", "check": "check"}
SOURCES = {
    "edu": "education",
    "ey": "early_years",
    "foster": "csc_own",
    "res": "care_provider",
    "social": "csc_own",
    "health": "health",
    "police": "police.general",
}
OTHER_SOURCES = (
    *("csc_own", "police.general", "police.polit", "ofsted", "family", "other_la", "health"),
    *("employer", "whistleblower", "anonymous", "voluntary"),
)
METHODS = ("duty_phone", "duty_phone", "mailbox", "mailbox", "portal", "mash", "other_lado")
FINDINGS = {
    "substantiated": 10,
    "unsubstantiated": 8,
    "unfounded": 5,
    "false": 3,
    "malicious": 2,
    "not_returned": 1,
    "no_finding": 1,
}
AT_WORK = {
    "substantiated": ("dismissed", "warning_final", "warning_written", "resigned_before"),
    "unsubstantiated": ("training", "returned", "advice", "management_action"),
}
AT_WORK_OF = {"foster": ("deregistered", "approval_changed"), "": ("dismissed",)}
"""Outcomes at work after substantiated concerns: about carers, and after a conviction."""
CHECKS = (
    ("fostering", "no_trace"),
    ("connected_person", "shared"),
    ("licensing", "no_trace"),
    ("chaperone", "no_trace"),
    ("early_years", "shared"),
    ("other_la", "declined"),
)
"""Checks by kind and answer. Later ones are all of new employees."""
COURTS = ("convicted", "caution", "convicted", "nfa_cps", "acquitted")
"""The final police status of substantiated allegations; otherwise none."""
BASES = ("permanent", "permanent", "permanent", "fixed_term", "agency", "volunteer")
LENGTHS = (9, 14, 18, 21, 25, 27, 28, 34, 45, 60, 75, 88, 120, 160, 210, 300, 420, 600)
"""Days from the decision to the finding."""
