"""Which entry of a record speaks to unread words: the one that shares most of them, for or against."""

from __future__ import annotations

from matcher.entries.names import words
from matcher.words.told import Told, told
from tests.matcher.people import patient


def said(phrase: str, *entries: tuple[str, bool], wanted: bool = True) -> Told | None:
    record = patient(conditions=[{"name": name, "present": present} for name, present in entries])
    return told(words(phrase), phrase, wanted, record)


def good(phrase: str, *entries: tuple[str, bool], wanted: bool = True) -> bool | None:
    found = said(phrase, *entries, wanted=wanted)
    return None if found is None else found.good


def test_an_entry_in_the_words_of_the_trial_speaks_to_them() -> None:
    assert good("intact zorbic outflow", ("intact zorbic outflow", True)) is True
    assert good("intact zorbic outflow", ("intact zorbic outflow", False)) is False
    assert good("use of zorbic oil", ("use of zorbic oil", False), wanted=False) is True
    assert good("intact zorbic outflow", ("hypertension", True)) is None


def test_an_entry_that_says_the_whole_outweighs_one_that_names_only_what_it_is_for() -> None:
    phrase = "No use of zorbic oil for xanthic flashes"
    had = ("xanthic flashes", True)
    assert good(phrase, had, wanted=False) is False
    assert good(phrase, had, ("use of zorbic oil for xanthic flashes", False), wanted=False) is True


def test_what_a_trial_excludes_by_name_is_not_outweighed_by_a_denial_in_other_words() -> None:
    phrase = "any illness with zorbic pallor and humour, such as xanthic fever"
    denied = ("other illness with zorbic pallor and humour", False)
    assert good(phrase, denied, wanted=False) is True
    assert good(phrase, ("xanthic fever", True), denied, wanted=False) is False


def test_an_entry_that_is_a_no_itself_says_the_contrary() -> None:
    assert good("No zorbic restriction of activity", ("no zorbic restriction of activity", True), wanted=False) is True


def test_less_and_more_than_the_same_amount_are_contraries() -> None:
    assert good("Less than 2 zorbic vertebrae", ("at least 2 zorbic vertebrae", True), wanted=False) is True
    assert good("Less than 2 zorbic vertebrae", ("less than 2 zorbic vertebrae", True), wanted=False) is False
    assert (
        good("Zorbic lesion < 1.0 cm from the skin", ("zorbic lesion more than 1 cm from the skin", True), wanted=False)
        is True
    )


def test_a_share_is_not_met_by_an_entry_without_a_number() -> None:
    phrase = "at least 60% of the lesions take up zorbic tracer"
    assert good(phrase, ("lesion that takes up zorbic tracer", True)) is None
    assert good(phrase, ("70% of the lesions take up zorbic tracer", True)) is True


def test_ability_and_inability_are_contraries() -> None:
    assert good("unable to hold a zorbic lamp", ("able to hold a zorbic lamp", True), wanted=False) is True


def test_a_marker_named_in_several_words_speaks_by_its_result() -> None:
    record = patient(biomarkers=[{"name": "Zorbic antigen", "result": "positive"}])
    found = told(words("tumour with zorbic antigen"), "tumour with zorbic antigen", True, record)
    assert found is not None
    assert found.good


def test_a_marker_of_which_a_share_is_asked_speaks_by_its_share() -> None:
    phrase = "zorbic antigen on more than 20% of the cells"
    for share, fits in ((35, True), (5, False)):
        marker = {"name": "zorbic antigen", "result": "positive", "value": share, "unit": "%"}
        found = told(words(phrase), phrase, True, patient(biomarkers=[marker]))
        assert found is not None
        assert found.good is fits
    no_share = patient(biomarkers=[{"name": "zorbic antigen", "result": "positive"}])
    assert told(words(phrase), phrase, True, no_share) is None


def test_that_something_comes_does_not_say_how_often() -> None:
    phrase = "xanthic flashes at least 20 times per week"
    assert good(phrase, ("xanthic flashes", True)) is None
    assert good(phrase, ("xanthic flashes 30 times per week", True)) is True


def test_a_denial_by_name_speaks_against_the_thing() -> None:
    assert good("current smoker", ("non-smoker", True)) is not True


def test_an_entry_does_not_say_all_of_a_long_phrase_that_names_it() -> None:
    long = said("xanthic flashes zorbic oil pallid humours and heart failure", ("heart failure", False), wanted=False)
    assert long is None or not long.exactly
    short = said("severe heart failure", ("heart failure", False), wanted=False)
    assert short is not None
    assert short.exactly


def test_that_something_is_there_does_not_say_how_it_scores() -> None:
    phrase = "xanthic stiffness with a score of at least 30"
    assert good(phrase, ("xanthic stiffness", True)) is None
    assert good(phrase, ("xanthic stiffness, score 42", True)) is True


def test_an_entry_settles_words_of_which_it_affirms_all_or_denies_no_more() -> None:
    def exactly(phrase: str, entry: str, present: bool) -> bool:
        found = said(phrase, (entry, present), wanted=present)
        return found is not None and found.exactly

    assert exactly("zorbic removal of the xanthic wall", "zorbic removal", False)
    assert not exactly("zorbic removal", "allergy to zorbic removal", False)
    assert exactly("zorbic removal", "zorbic removal of the xanthic wall", True)
    assert not exactly("zorbic removal of the xanthic wall", "zorbic removal", True)


def test_one_thing_is_called_by_several_words() -> None:
    denied = ("contraindication to corticosteroid treatment", False)
    assert good("other contraindication of steroid treatment", denied, wanted=False) is True
    assert good("who participated in a zorbic programme", ("participation in a zorbic programme", True)) is True


def test_an_entry_that_denies_by_name_settles_no_more_than_it_denies() -> None:
    found = said("No zorbic removal of the wall", ("no zorbic removal of the wall on the left", True), wanted=False)
    assert found is not None
    assert not found.exactly


def test_an_entry_that_stands_in_the_phrase_to_the_letter_says_all_of_it() -> None:
    phrase = "Patients with uncontrolled zorbic disease."
    found = said(phrase, ("uncontrolled zorbic disease", False), wanted=False)
    assert found is not None
    assert found.exactly
    wider = said(
        "Patients with uncontrolled zorbic disease of the shin.", ("uncontrolled zorbic disease", False), wanted=False
    )
    assert wider is None or not wider.exactly
