"""The day by which the law requires an answer to a subject access request."""

from __future__ import annotations

from datetime import date, timedelta

from lado_desktop.domain.time.working_days import add_months, next_working_day


def subject_access_due(
    received: date,
    *,
    identity_proved: date | None = None,
    fee_paid: date | None = None,
    asked: date | None = None,
    answered: date | None = None,
    extended: date | None = None,
) -> date | None:
    """Return the last day to answer; None while a clarification that was asked for is not answered.

    The source is UK GDPR article 12A, added by section 76 of the Data (Use and Access) Act 2025:

    - One month from the latest of the request, the proof of identity and the fee: the same date,
      else the end of the month. Two more months where the requester was informed in the first
      month.
    - The days from asking for a clarification to its answer, both counted, drop out.
    - A last day on a weekend or public holiday moves to the next working day. A council's own
      closure days move nothing (ICO, guide to subject access for small organisations).
    """
    start = max(day for day in (received, identity_proved, fee_paid) if day)

    def last_day(months: int) -> date | None:
        day = add_months(start, months)
        if asked and asked <= next_working_day(day):
            if answered is None:
                return None
            stopped = (answered - max(asked, start)).days + 1
            day += timedelta(days=max(stopped, 0))
        return next_working_day(day)

    first = last_day(1)
    return last_day(3) if extended and (first is None or extended <= first) else first
