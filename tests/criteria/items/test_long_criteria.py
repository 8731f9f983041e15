"""Specifies long criteria of several statements: cut where the text shows the joints, and whole where a line leads its list."""

from __future__ import annotations

from criteria import parse

_FILLER = " ".join(f"word{n}" for n in range(60))


def _words(text: str) -> list[str]:
    return [" ".join(c.span.of(text).split()) for c in parse(text).criteria]


def test_sentences_of_a_long_line_are_criteria_of_their_own() -> None:
    text = f"Exclusion Criteria:\n\n* Prior docetaxel or everolimus {_FILLER}. Active hepatitis B."
    assert len(_words(text)) == 2
    assert " ".join(_words(text)) == text.split("* ")[1]


def test_items_under_a_line_that_says_nothing_itself_are_criteria_of_their_own() -> None:
    values = "\n".join(f"  * {name} at least {n} x 10^9/L, as {_FILLER}" for n, name in ((1, "ANC"), (75, "Platelets")))
    text = f"Inclusion Criteria:\n\n* Adequate marrow, defined as:\n{values}"
    assert len(_words(text)) == 2


def test_what_a_line_says_of_its_list_holds_it_together() -> None:
    text = f"Exclusion Criteria:\n\n* LVEF of less than 50% in patients {_FILLER}:\n  * of 65 years and over\n  * with diabetes"
    assert len(_words(text)) == 1


def test_a_line_that_an_or_joins_to_the_next_is_kept_whole() -> None:
    text = (
        "Inclusion Criteria:\n\n* Prior mastectomy, or\n* Prior lumpectomy.\n"
        f"  * Radiotherapy is planned {_FILLER}.\n  * Margins are negative.\n* ECOG 0-1"
    )
    assert not any(words.startswith("Margins") for words in _words(text))


def test_a_short_line_stays_one() -> None:
    text = "Exclusion Criteria:\n\n* Prior docetaxel. Prior everolimus."
    assert len(_words(text)) == 1


def test_the_bullet_of_the_next_line_is_no_part_of_a_criterion() -> None:
    values = "\n".join(
        f"  {n}. {name} at least {n} x 10^9/L, as {_FILLER}" for n, name in ((1, "ANC"), (75, "Platelets"))
    )
    text = f"Inclusion Criteria:\n\n* Adequate marrow, defined as:\n{values}"
    assert not any(words.endswith(("75.", "-", "*")) for words in _words(text))
    assert len(_words(text)) == 2
