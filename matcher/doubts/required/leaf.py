"""Owns what the words around a requirement say against asking it of everyone."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.person.risk_models import is_a_risk
from criteria.patterns import regex
from criteria.tree import All, Allow, Any, Comparison, Kind, Leaf, Node, Not, Requirement, Unparsed
from matcher.doubts.required.cancer_asides import said_aside, takes_in
from matcher.doubts.required.changed import MUST, changed
from matcher.doubts.required.counted_lines import however_often, with_what_counts
from matcher.doubts.required.other_side import is_bone_only, lets_in_the_other
from matcher.doubts.words.bounds import limits_a_number, of_those_aged, of_what_is_allowed
from matcher.doubts.words.garbled import not_as_it_stands
from matcher.doubts.words.had import (
    asked_if_had,
    had_or_not,
    is_given_by_the_trial,
    is_to_be_tolerated,
    only_named,
    or_without_it,
    so_long_before,
    where_indicated,
)
from matcher.doubts.words.moods import NOT_REQUIRED
from matcher.doubts.words.passing import required_in_passing, spread_treated
from matcher.doubts.words.presupposed import goes_on, presupposes
from matcher.doubts.words.sentence import REGARDLESS, Around, around, defines, without_asides
from matcher.doubts.words.some import asked_of_some, named_for_risk
from matcher.doubts.words.subjects import asks_of_something_else, misnamed, of_another
from matcher.doubts.words.suits import fits_criteria, judged
from matcher.doubts.words.whom import asked_of_who_takes_it, concerned

_TWO_PLUS = regex(r"(?<![\w.])2\s?\+(?!\s*(?:with|and)\b)|(?<![\w.])\+\+(?!\+)")
_HYBRIDISED = regex(r"ish\b|hybridi|amplif|ratio|not 2|excluded|negative", re.IGNORECASE)
_BEFORE_THIS = regex(r"\b(?:prior|previous|past|earlier)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_PROOF = regex(
    r"\b(?:proof|diagnosis|confirmation|documentation) of\s+(?:\w+\s+){0,2}$|"
    r"\b(?:histolog|cytolog|patholog)\w+\s+(?:confirmed|proven|documented)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "(If the tumor is small, we will …": what follows depends on it
_IN_AN_IF = regex(r"(?:[.;]\s*|\(\s*)(?:if|when|whenever)\b[^,.;:()]{0,80}$", re.IGNORECASE)
_IS_DEFINED = regex(r"\b(?:is|are) defined (?:as|by)\b", re.I)  # "visceral crisis is defined as …"
_SEE = regex(r"^\W*see\b", re.IGNORECASE)  # "Endocrine therapy: See Disease Characteristics"
# "for which no standard therapy exists" does not ask that any has been had
_NONE_LEFT = regex(r"^(?:no|without|lack\w*)\b|\b(?:not exist|unavailable|not available)\b", re.IGNORECASE)
_OR_NONE_LEFT = regex(
    r"\bor\s+(?:(?:are|is|has|have)\s+)?(?:for\s+(?:whom|which)|there\s+(?:is|are)|with|who\s+have)\s+"
    r"(?:there\s+(?:is|are)\s+)?no\b[^.;,]{0,40}\b(?:therap|treatment|option)",
    re.IGNORECASE,
)
_OLDEST = 100
_STABLE = regex(
    r"\b(?:un)?(?:stab\w+|control\w*|inactiv\w+|a?symptom\w*|progress\w*|unchanged|quiescent|resolved)\b", re.I
)
# "the duration of letrozole is at least 2 years": of whoever had it
_DURATION_OF = regex(r"\b(?:duration|length) of (?:(?:the|prior|previous|any|an?) )*$", re.IGNORECASE)


def required_leaf(leaf: Leaf, text: str) -> Node:
    """A requirement that must be true, or what doubt leaves of it."""
    requirement, span = leaf.requirement, leaf.span
    words = around(span, text)
    if _asks_nothing(requirement, words) or named_for_risk(requirement, words):
        return Allow(leaf, span)
    why = _asked_of_others(requirement, words)
    if why is not None:
        return Any((leaf, Unparsed(span, why)), span)
    if (meant := _as_meant(leaf, words)) is not None:
        return meant
    other = (
        judged(leaf, words)
        or limits_a_number(leaf, words)
        or asked_of_who_takes_it(leaf, words)
        or asked_if_had(leaf, words.clause, words.rest)
        or with_what_counts(leaf, words)
    )
    if other is not None:
        return other
    if requirement.kind is Kind.THERAPY and (_at_most(requirement) or _of_its_duration(requirement, words)):
        never = replace(requirement, value="prior", detail=())
        return Any((leaf, Not(Leaf(never, span), span)), span)  # "up to 4 weeks of tamoxifen": none will do
    if requirement.kind is Kind.THERAPY and (_relapsed_late(requirement) or _failed_the_last(requirement, words)):
        # "relapse over a year after adjuvant letrozole", "progressed on the last hormonal regimen": maybe of those who had it
        none_had = Not(Leaf(replace(requirement, value="prior", when=None, detail=()), span), span)
        return Any((leaf, All((none_had, Unparsed(span, "whether one must have had it is not said")), span)), span)
    named = requirement.kind is Kind.THERAPY and only_named(
        requirement, words.clause, without_asides(words.rest), words.heading + words.sentence
    )
    resumed = requirement.value == "planned" and goes_on(requirement, words.clause)
    if resumed or (named and not presupposes(requirement, words.clause, words.rest, words.sentence)):
        return had_or_not(leaf, words.clause, words.rest)
    if requirement.concept == "standard therapy" and (_NONE_LEFT.search(words.own) or _OR_NONE_LEFT.search(words.rest)):
        return Any((leaf, Unparsed(span, "whether any is left is for the team to say")), span)
    if requirement.kind is Kind.THERAPY and requirement.setting == "adjuvant":
        early = Leaf(replace(requirement, setting="early"), span)
        return Any((leaf, All((early, Unparsed(span, "whether neoadjuvant treatment counts is not said")), span)), span)
    if _impossible(requirement):
        return Unparsed(span, "no one could meet it")
    if changed(requirement, words, span, text) or lets_in_the_other(requirement, words.clause, words.rest):
        return Any((leaf, Unparsed(span, "the words after it change it")), span)
    return leaf


def _relapsed_late(requirement: Requirement) -> bool:
    return any(key == "relapse" and value.startswith(">") for key, value in requirement.detail)


_LAST = regex(r"\b(?:last|latest|most recent)\s+$", re.IGNORECASE)
_OF_ANY_KIND = frozenset({"anticancer therapy", "standard therapy", "systemic therapy"})


def _failed_the_last(requirement: Requirement, words: Around) -> bool:
    """Whether it must have progressed on the last treatment of one kind, which may be asked only where there was one."""
    one_kind = requirement.value == "progressed" and requirement.concept not in _OF_ANY_KIND
    return one_kind and _LAST.search(words.clause) is not None


def _as_meant(leaf: Leaf, words: Around) -> Node | None:
    """A second cancer, which no trial asks for, denied; brain metastases that need only have been treated, as any; bone only, as some.

    Whoever has no HER2 at all has no score of 2+ either, where that may be enough.
    """
    requirement, span = leaf.requirement, leaf.span
    if _is_of_two_plus(requirement, words):
        low = Leaf(replace(requirement, value="low"), span)
        return Any((leaf, All((low, Unparsed(span, "a score of 2+ may be enough")), span)), span)
    if requirement.kind is Kind.CANCER and requirement.concept == "other malignancy":
        return Not(leaf, span)  # "at least 5 years since another malignancy"
    if requirement.concept == "brain" and requirement.value == "stable" and not _STABLE.search(words.sentence):
        return Leaf(replace(requirement, value="any"), span)
    if is_bone_only(requirement) and not MUST.search(words.sentence) and " or " not in words.sentence.lower():
        some = Leaf(replace(requirement, concept="bone"), span)  # whoever has none in the bone has not only these
        return Any((leaf, All((some, Unparsed(span, "the words after it change it")), span)), span)
    return None


def _asked_of_others(requirement: Requirement, words: Around) -> str | None:
    """Why it may not be asked of everyone."""
    return (
        asked_of_some(requirement, words)
        or said_aside(requirement, words)
        or of_those_aged(requirement, words)
        or of_what_is_allowed(words)
        or concerned(requirement, words)
        or spread_treated(requirement, words.clause)
        or not_as_it_stands(requirement, words)
        or where_indicated(requirement, words.clause, words.rest)
        or or_without_it(requirement, words.own, without_asides(words.rest))
        or so_long_before(requirement, words.rest)
        or of_another(requirement, words.own, words.clause)
        or misnamed(requirement, words.own, words.before, words.after)
        or _one_of_several_ways(requirement, words)
    )


# "Recurrence in the same breast after lumpectomy" as a whole line, among lines that begin with a stage
_BEGINS_A_LINE = regex(
    r"^\W*(?:(?:an?|the|first|local|regional|loco-?regional|ipsilateral|in-breast|breast|isolated)\s+)*$", re.I
)


def _one_of_several_ways(requirement: Requirement, words: Around) -> str | None:
    """Why a line that only names a recurrence or a risk may not be asked of everyone: in lists that lost their form such lines are choices."""
    if is_a_risk(requirement):
        return "whoever is at risk in another way that the trial names may be meant too"
    if requirement.kind is not Kind.STAGE or requirement.concept != "recurrent":
        return None
    named = words.own.lower().startswith(("recurrence", "relapse")) and _BEGINS_A_LINE.match(words.clause)
    return "it may be one of several ways in" if named else None


def _asks_nothing(requirement: Requirement, words: Around) -> bool:
    if fits_criteria(requirement, words):
        return False
    if however_often(requirement, words.clause):
        return True
    if takes_in(requirement, words) or defines(words.clause, words.own, words.rest) or REGARDLESS.search(words.before):
        return True
    defined = requirement.kind is Kind.METASTASIS and _IS_DEFINED.search(words.sentence)
    if defined or _IN_AN_IF.search(words.before):
        return True
    if requirement.kind is Kind.THERAPY and (
        _SEE.match(words.after)
        or is_to_be_tolerated(words.clause)
        or is_given_by_the_trial(requirement, words.clause, words.rest)
    ):
        return True
    return required_in_passing(requirement, words.clause, words.after) or asks_of_something_else(
        requirement, words.clause, words.after
    )


def is_told(node: Node, text: str) -> bool:
    """Whether it is a treatment that its sentence only tells of: "radiotherapy or surgery will be given"."""
    if not isinstance(node, Leaf) or node.requirement.kind is not Kind.THERAPY:
        return False
    words = around(node.span, text)
    return is_given_by_the_trial(node.requirement, words.clause, words.rest)


def _at_most(requirement: Requirement) -> bool:
    return isinstance(requirement.value, Comparison) and requirement.value.op in ("<", "<=")


def _of_its_duration(requirement: Requirement, words: Around) -> bool:
    """Whether it says how long a treatment must have been given, and not that it must have been."""
    return isinstance(requirement.value, Comparison) and _DURATION_OF.search(words.before) is not None


def _is_of_two_plus(requirement: Requirement, words: Around) -> bool:
    """Whether 2+ by IHC is enough, of which ISH would make a positive state or a negative one: "HER2 2+ or 3+"."""
    if requirement.concept != "HER2" or requirement.value != "positive":
        return False
    return _TWO_PLUS.search(words.sentence) is not None and _HYBRIDISED.search(words.sentence) is None


def permitted_leaf(node: Allow, leaf: Leaf, text: str) -> Node:
    """A permission, or the requirement that it must be: no one needs proof of what is only permitted."""
    words = around(leaf.span, text)
    before = words.before
    of_the_cancer = leaf.requirement.kind in (Kind.STAGE, Kind.CANCER)
    asked = of_the_cancer and _PROOF.search(before) is not None and NOT_REQUIRED.match(words.rest) is None
    return leaf if asked and not _BEFORE_THIS.search(before) else node


def _impossible(requirement: Requirement) -> bool:
    """An age that hardly anyone reaches."""
    value = requirement.value
    old = isinstance(value, Comparison) and value.op in (">", ">=") and value.number > _OLDEST
    return requirement.kind is Kind.AGE and old
