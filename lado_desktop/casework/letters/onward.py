"""The state of an onward referral in words, as every print and screen shows it."""

from __future__ import annotations

from lado_desktop.casework.contacts.state import state_of_referral
from lado_desktop.casework.letters.wording import mid_sentence, section
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.time.typed_day import day_words


def onward_words(shift: Shift, referral: OnwardReferral, *, to_employer: bool = False) -> str:
    """Return the state of a referral with its days: "made by the LADO on 3 May 2026".

    In a letter to the employer it asks for the day of a referral that they were advised to make.
    """
    by, advised, made = referral.made_by, referral.advised_on, referral.made_on
    alone = f"{by}_unadvised" if made and advised is None else by
    makers = section("maker")
    label = shift.label("made_by", by)
    data = {**section("onward"), **(section("onward_to_employer") if to_employer else {})}
    with shift.reading() as session:
        state = state_of_referral(session, referral)
    undated = f"{state}_undated" if made is None else state
    return (data.get(f"{state}_{by}") or data.get(undated) or data[state]).format(
        maker=makers.get(alone) or makers.get(by) or mid_sentence(label),
        advised=day_words(advised) if advised else "",
        made=day_words(made) if made else "",
    )


def onward_line(shift: Shift, referral: OnwardReferral) -> str:
    """Return a referral in one line: body, state, result."""
    line = f"{shift.label('referral_body', referral.body)}: {onward_words(shift, referral)}"
    return f"{line}. Result: {referral.result}" if referral.result else line
