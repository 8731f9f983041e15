"""The parts that therapies are read with: names, windows and settings given to names, doses, enzymes, roles."""

from __future__ import annotations

import pytest

from criteria.atoms.therapies import dose
from criteria.atoms.therapies.dated import assign
from criteria.atoms.therapies.enzymes import enzyme_drugs
from criteria.atoms.therapies.setting import placed, setting_before, settings
from criteria.atoms.therapies.therapy import read
from criteria.atoms.therapies.therapy_name import Name, Taken
from criteria.atoms.therapies.therapy_names import names
from criteria.atoms.therapies.therapy_outcome import Role
from criteria.atoms.therapies.therapy_role import said
from criteria.atoms.therapies.washout import waited
from criteria.span import Span
from criteria.text.passage import Passage, passages
from criteria.tree import Comparison, Effect, Section, Window
from criteria.words.windows import windows


def passage(words: str, section: Section = Section.EXCLUSION, lead: str = "") -> Passage:
    base = Effect.REQUIRE if section is Section.INCLUSION else Effect.EXCLUDE
    (found,) = passages(words, Span(0, len(words)), section=section, base=base, lead=lead)
    return found


def concepts(words: str) -> list[str]:
    return [name.concept for name in names(passage(words))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Prior palbociclib or any other CDK4/6 inhibitor", ["palbociclib", "CDK4/6 inhibitor"]),
        ("Prior XYZ9 inhibitor", ["XYZ9 inhibitor"]),
        ("An antibody targeting ABC1 or DEF2", ["ABC1-targeted therapy", "DEF2-targeted therapy"]),
        ("Prior imaginitinib", ["imaginitinib"]),
        ("Any drug that has not received regulatory approval", ["investigational agent"]),
        ("No prior treatment for metastatic disease", ["anticancer therapy"]),
        ("Systemic treatment with corticosteroids", ["corticosteroid"]),
        ("Hemi- or total-body radiation", ["hemibody irradiation", "total body irradiation"]),
        ("10 mg of dexamethasone equivalent", []),
        ("Estrogen and progesterone receptor status", []),
    ],
)
def test_therapies_are_named_by_vocabulary_target_stem_or_in_general(words: str, found: list[str]) -> None:
    assert concepts(words) == found


def test_a_word_that_narrows_a_therapy_is_kept_as_detail() -> None:
    (surgery,) = names(passage("Major surgery"))
    assert (surgery.concept, surgery.detail) == ("surgery", (("extent", "major"),))


def test_an_enzyme_takes_every_action_in_its_clause() -> None:
    found = [concept for _, _, concept in enzyme_drugs("strong inhibitors or inducers of cyp3a4/5 or p-gp")]
    assert sorted(found) == ["CYP3A4 inducer", "CYP3A4 inhibitor", "P-gp inducer", "P-gp inhibitor"]


def test_enzymes_of_one_list_share_the_action_behind_it() -> None:
    found = [concept for _, _, concept in enzyme_drugs("cyp3a4 or cyp2d6 inhibitors and a strong p-gp inducer")]
    assert sorted(found) == ["CYP2D6 inhibitor", "CYP3A4 inhibitor", "P-gp inducer"]


def test_a_regimen_spelt_by_its_drugs_is_its_drugs() -> None:
    assert concepts("Prior doxorubicin and cyclophosphamide") == ["doxorubicin", "cyclophosphamide"]
    assert concepts("Prior TCHP") == ["TCHP"]


def test_each_window_dates_the_therapies_before_it() -> None:
    words = "chemotherapy or radiotherapy within 4 weeks, tamoxifen within 7 days"
    named = [Name(0, 12, "chemotherapy"), Name(16, 28, "radiation therapy"), Name(45, 54, "tamoxifen")]
    dated = assign(words, 0, named, list(windows(words)))
    assert [dated[name].window.number for name in named] == [4, 4, 7]


def test_a_window_that_looks_ahead_dates_the_therapies_behind_it() -> None:
    words = "at least 4 weeks since chemotherapy"
    named = [Name(23, 35, "chemotherapy")]
    assert assign(words, 0, named, list(windows(words)))[named[0]].window.op == ">="


def test_a_washout_forbids_the_time_that_it_asks_to_pass() -> None:
    assert waited(Window(">=", 4, "weeks")) == Window("<", 4, "weeks")
    assert waited(Window(">", 4, "weeks")) == Window("<=", 4, "weeks")


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("adjuvant ", "adjuvant"),
        ("neoadjuvant or adjuvant ", "early"),
        ("(neo)adjuvant ", "early"),
        ("palliative ", "metastatic"),
        ("prior ", None),
    ],
)
def test_an_adjective_before_a_therapy_sets_it(words: str, setting: str | None) -> None:
    assert setting_before(words) == setting


def test_a_phrase_after_a_list_sets_its_members() -> None:
    words = "fulvestrant or everolimus for metastatic disease"
    named = [Name(0, 11, "fulvestrant"), Name(15, 25, "everolimus")]
    assert placed(words, named, settings(words, 0, len(words))) == dict.fromkeys(named, "metastatic")


def test_several_settings_that_do_not_make_one_are_none() -> None:
    words = "in the adjuvant or metastatic setting"
    assert [found.setting for found in settings(words, 0, len(words))] == [None]


@pytest.mark.parametrize(
    ("before", "after", "role"),
    [
        ("prior treatment with ", "", Role.PRIOR),
        ("currently receiving ", "", Role.CONCURRENT),
        ("disease progression on or after prior ", "", Role.PROGRESSED),
        ("refractory to ", "", Role.PROGRESSED),
        ("intolerance to ", "", Role.INTOLERANT),
        ("scheduled to receive ", "", Role.PLANNED),
        ("candidate for ", "", Role.PLANNED),
        ("", " is planned", Role.PLANNED),
        ("", " at the time of study entry", Role.CONCURRENT),
    ],
)
def test_the_words_about_a_therapy_give_its_role(before: str, after: str, role: Role) -> None:
    assert said(before, after, supportive=False).roles == (role,)


def test_without_a_word_habit_decides_and_is_not_sure() -> None:
    assert said("", "", supportive=False).roles == (Role.PRIOR,)
    assert said("", "", supportive=True).roles == (Role.CONCURRENT,)
    assert not said("", "", supportive=True).sure


def test_each_cumulative_dose_belongs_to_its_drug() -> None:
    words = "Cumulative doxorubicin dose > 360 mg/m2 or epirubicin > 720 mg/m2"
    sentence = passage(words)
    found = {a.requirement.concept: a.requirement.value for a in dose.read(sentence, names(sentence))}
    assert found == {"doxorubicin": Comparison(">", 360, "mg/m2"), "epirubicin": Comparison(">", 720, "mg/m2")}


def test_cycles_of_a_therapy_are_a_bound() -> None:
    (atom,) = read(passage("More than two cycles of chemotherapy"))
    assert atom.requirement.value == Comparison(">", 2, "cycles")


def test_the_site_of_radiation_is_kept() -> None:
    (atom,) = read(passage("Prior radiation to more than 25% of the bone marrow"))
    assert atom.requirement.detail == (("site", "more than 25% of the bone marrow"),)


def test_a_list_takes_the_window_of_the_words_that_introduce_it() -> None:
    (atom,) = read(passage("Radiotherapy", lead="any of the following within 4 weeks before randomization:"))
    assert atom.requirement.when == Window("<=", 4, "weeks")


def test_taken_characters_are_not_free() -> None:
    taken = Taken(10)
    taken.take(2, 5)
    assert taken.is_free(5, 9)
    assert not taken.is_free(4, 6)
