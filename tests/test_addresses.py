"""E-mail addresses, with an international domain as A-labels."""

from __future__ import annotations

from email.headerregistry import Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from macros.addresses import AddressRefused, ascii_address
from macros.details import DetailRefused, read_detail
from macros.library import Library


def judged(address: str) -> dict[str, str]:
    try:
        return {"ascii": ascii_address(address)}
    except AddressRefused as refused:
        return {"error": refused.reason}


def test_every_case_of_the_table_is_judged_as_it_says() -> None:
    cases = table("addresses")

    assert len(cases) > 100
    for case in cases:
        assert {"address": case["address"], **judged(case["address"])} == case


def test_the_standard_library_takes_every_accepted_address() -> None:
    accepted = [case["ascii"] for case in table("addresses") if "ascii" in case]

    assert [Address(addr_spec=address).addr_spec for address in accepted] == accepted


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("zoë@example.org", "“Interviewer e-mail” has letters outside A to Z before the @"),
        ("karin.lindqvist", "“Interviewer e-mail” is not an e-mail address. Check it: it looks like name@example.org."),
    ],
)
def test_a_refusal_is_told_plainly(address: str, told: str, library: Library) -> None:
    field = library.shared.fields["interviewer_email"]

    with pytest.raises(DetailRefused) as refused:
        read_detail(field, address, library.shared.texts["errors"])

    assert str(refused.value).startswith(told)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text() | st.builds("{}@{}.{}".format, st.text(max_size=6), st.text(max_size=6), st.text(max_size=4)))
def test_whatever_is_accepted_is_printable_ascii_with_one_at_sign_and_is_accepted_again(text: str) -> None:
    result = judged(text)

    if "ascii" in result:
        address = result["ascii"]
        assert address.isascii()
        assert address.isprintable()
        assert address.count("@") == 1
        assert not {*address} & {*' "(),:;<>[\\]'}
        assert len(address) <= 254
        assert ascii_address(address) == address
