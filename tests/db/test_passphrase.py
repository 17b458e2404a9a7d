from __future__ import annotations

import pytest

from db.problem import WeakPassphrase
from db.secrets import passphrase


@pytest.mark.parametrize(
    "good",
    ["cobalt ferret quietly juggles turnips", "q7!Lm#x92Vr&t0Zp", "x7 k" * 2 + "gehäuse pflug"],
)
def test_a_long_and_unusual_passphrase_is_taken(good: str) -> None:
    passphrase.check(good)
    for weaker in (good[:7], good[:7] * 3):  # cut short, or repeated
        with pytest.raises(WeakPassphrase):
            passphrase.check(weaker)


def test_too_short_and_too_long_are_told_apart() -> None:
    with pytest.raises(WeakPassphrase, match=r"needs 15 characters or more; this has 14"):
        passphrase.check("q7!Lm#x92Vr&t0")
    with pytest.raises(WeakPassphrase, match="128 characters at most"):
        passphrase.check("cobalt ferret quietly juggles turnips " * 4)


def test_characters_are_counted_as_an_officer_sees_them() -> None:
    with pytest.raises(WeakPassphrase, match="this has 14"):
        passphrase.check("q7!Lm#x92Vr&t" + "o\u0308")


@pytest.mark.parametrize(
    "weak", ["aaaaaaaaaaaaaaaaaa", "passwordpassword", "qwertyuiopasdfgh", "passwordcouncil"]
)
def test_a_passphrase_of_common_words_is_refused(weak: str) -> None:
    with pytest.raises(WeakPassphrase, match="easily guessed"):
        passphrase.check(weak)


def test_the_words_of_the_service_make_a_passphrase_weaker() -> None:
    typed = "ThornbridgeOkonkwo"
    assert passphrase.score(typed) >= passphrase.LEAST_SCORE
    with pytest.raises(WeakPassphrase):
        passphrase.check(typed, ["Thornbridge Council", "Adaeze Okonkwo"])


def test_128_characters_are_rated_in_full() -> None:
    end = "cobalt ferret juggles turnip"
    passphrase.check("a" * (128 - len(end)) + end)
    with pytest.raises(WeakPassphrase, match="easily guessed"):
        passphrase.check("a" * 128)


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(WeakPassphrase) as refused:
        passphrase.check("passwordpassword")
    assert "passwordpassword" not in str(refused.value)
