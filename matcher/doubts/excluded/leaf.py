"""Owns what the words around an exclusion say against its ruling out whomever its name fits."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import All, Allow, Between, Comparison, Kind, Leaf, Node, Not, Requirement, Unparsed
from matcher.derive.therapy import ANTICANCER
from matcher.doubts.excluded.another_meaning import of_patients_of_another, only_said, something_else
from matcher.doubts.excluded.cancer_exclusions import excluded_in_part
from matcher.doubts.excluded.glosses import in_a_gloss
from matcher.doubts.excluded.narrowed import as_an_example, as_listed, narrowed
from matcher.doubts.excluded.narrowed_time import of_its_head
from matcher.doubts.excluded.narrowed_treatment import of_an_enzyme
from matcher.doubts.excluded.only_so import lets_some_in, only_so
from matcher.doubts.excluded.resisted import as_resisted
from matcher.doubts.words.bounds import only_with_another
from matcher.doubts.words.garbled import excludes_otherwise
from matcher.doubts.words.had import is_over, ongoing
from matcher.doubts.words.kind_of_treatment import of_drugs_only
from matcher.doubts.words.passing import an_earlier_cancer, as_had_before, excluded_in_passing
from matcher.doubts.words.sentence import NEW_LINE, REGARDLESS, Around, around, defines, without_asides
from matcher.doubts.words.some import excluded_from_an_arm, named_for_risk
from matcher.doubts.words.subjects import misnamed, of_another
from matcher.doubts.words.suits import as_judged_unfit
from matcher.doubts.words.whom import brought_about

_PLANNED = regex(r"\b(?:scheduled|planned|planning|plans?|will|intend\w*)\b[^.;]{0,60}$", re.IGNORECASE)
# A sentence that says what a word means, or whom the study is for
_SAYS_WHAT_IS_MEANT = regex(
    r"^\W*(?:an? |the |one )(?:[\w-]+ ){0,3}(?:line|regimen)s?(?: of [\w-]+)? (?:is|are|means) (?:an?|any|one|the)\b"
    r"|\b(?:is|are) defined as\b|\bthe (?:study|trial) is (?:for|designed)\b",
    re.IGNORECASE,
)
_NOT_SOLELY = regex(
    r"\b(?:not|never) (?:be )?(?:\w+ )?(?:excluded?|ineligible)\b|\b(?:solely|merely) (?:because|due|on)\b",
    re.IGNORECASE,
)
# what a bracket lets in is another thing: "implants (those without metal are not excluded)"
_BRACKET = regex(r"\([^()]*\)")
# "before the first dose of gemcitabine and zorbumab": both only say when
_FIRST_DOSE_OF = regex(
    r"\b(?:first|last|initial)\s+(?:dose|administration|infusion|injection|cycle)\s+of\s+(?:[\w-]+,?\s+){0,4}$",
    re.IGNORECASE,
)
# not "other concurrent therapy for the treatment of the cancer", which is that treatment
_PURPOSE = regex(
    r"(?<!therapy )(?<!therapies )(?<!treatment )(?<!treatments )\bfor\s+(?:\w+\s+)?$"
    r"|\b(?!(?:other|any|concurrent|concomitant|additional|active)\b)\w+\s+(?:therap(?:y|ies)|treatments?)\s+for\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "ejection fraction for subjects with prior exposure to anthracyclines": of whom something is asked
_FOR_THOSE_WITH = regex(
    r"\b(?:fraction|lvef|echocardiogra\w+|muga|scan|test|level|value)s?\b[^.;\n]{0,40}\bfor "
    r"(?:subjects|patients|those|participants|women) (?:with|who (?:have|had|received))\s+"
    r"(?:(?:an?|any|prior|previous|exposure|to|treatment|therapy|with|use|of|received|had)\s+)*$",
    re.IGNORECASE,
)
# "took part in a study of X": which arm one was in is not said
_A_STUDY_OF = regex(
    r"\b(?:study|studies|trials?|protocols?)\s+(?:investigating|of|with|involving|evaluating|testing|in which|that requires?)\s+[^.;]{0,80}$",
    re.IGNORECASE,
)
# "metastatic cancer not previously treated with X": treatment before it spread may not be meant
_SINCE_IT_SPREAD = regex(
    r"\b(?:metastatic|advanced|recurrent)\b[^.;]{0,60}\b(?:cancers?|disease|carcinomas?|tumou?rs?)\b[^.;,]{0,30}"
    r"\b(?:not|never)\b[^.;,]{0,20}\b(?:treated|received)\b[^.;]*$",
    re.IGNORECASE,
)
# "concomitant use of CDK4/6 inhibitors, such as palbociclib, with letrozole"
_TAKEN_WITH = regex(
    r"\b(?:"
    r"(?:concomitant|concurrent|simultaneous|combined) (?:use|administration|intake|therapy|treatment) (?:of|with)"
    r"|co-?administ\w+)\b[^.;]*\w,? (?:together )?with (?:an? |any |the )?$",
    re.IGNORECASE,
)
# "history of malignancy treated without curative intent"
_INCURABLY = regex(
    r"^[^.;,]{0,40}\b(?:without curative|not (?:been )?(?:\w+ )?(?:cur|treated with cur)|non-?curativ|incurabl|with palliative)",
    re.IGNORECASE,
)
_PAGET, _OF_BONE = "paget's disease of the breast", regex(r"\bbones?\b|\bosteo|\bcalci", re.IGNORECASE)
# "Cardiac disease:" over a list of cardiac diseases
_HEADS_A_LIST, _CONTENT = regex(r"^\)?\s*:\s*$"), regex(r"[a-z]{3}", re.IGNORECASE)
_OF_THESE = regex(r"\b(?:of|has|have|had|with) (?:the following|these|those)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_SO_LARGE = regex(
    r"^\s*\(?\s*(?:[<>≤≥]|with\b|smaller|larger|less|more|greater|up to)[^;,]{0,30}?\d\s*[cm]m\b", re.IGNORECASE
)
_SIZED = regex(r"t\d[a-d]?\s*\([^()]{0,12}?[<>≤≥]", re.IGNORECASE)  # "T2 (> 3 cm), T3"
# "hormone therapy alone is not allowed"
_ALONE = regex(
    r"^(?:\s*(?:,|and/or|or|and)\s+(?:[\w-]+\s*){1,3}?){0,4}\s+(?:therapy |treatment )?(?:alone|only(?! (?:to|for|in|if|as|when|with|after)\b)|by itself)\b",
    re.IGNORECASE,
)
_WHEN = regex(r"^[^.;]{0,120}\)\s*(?:when|where|if|in the absence of)\b", re.IGNORECASE)
_LISTED_OF_THE_BREAST = regex(r"^[^.;:()]{0,50}\b(?:or|and|/) [^.;:()]{0,30}\bof the breast\b", re.IGNORECASE)
_OTHER = regex(r"\bother\s+$", re.IGNORECASE)
_OF_DRUGS = regex(r"\b(?:agents?|drugs?|medications?|medicines?)$", re.IGNORECASE)
_NONE = regex(r"[cp]?[mn]0", re.IGNORECASE)
_SPREAD = regex(r"\b(?:metasta\w+|spread|involvement|nodes?)\b[^;]*$", re.IGNORECASE)
# "No systemic therapy for metastatic disease. This includes chemotherapy and antibodies."
_THIS_INCLUDES = regex(
    r"\W*(?:this|these|it|they|which"
    r"|(?:(?:such|prohibited|disallowed|other|systemic|anti-?cancer|anti-?tumor|cancer|concomitant) )+"
    r"(?:therap(?:y|ies)|treatments?|agents?|drugs|medications?)) (?:\w+ ){0,2}includes?\b",
    re.IGNORECASE,
)
# "is receiving any of these and cannot be taken off them": only who cannot
_AND_CANNOT_STOP = regex(
    r"\band (?:who |which |that |they |it |in whom )?(?:(?:the|this|such|these) (?:\w+ ){1,2})?"
    r"(?:cannot|can not|can't|(?:is|are) (?:unable|not able|unwilling) to) (?:be )?(?:safely )?"
    r"(?:discontinu|stop|switch|interrupt|withdraw|taken off)\w*\b"
    r"|\band (?:who |which |then )?(?:(?:was|were|has|have|had|been) ){0,2}"
    r"(?:taken off|discontinued|stopped|withdrawn)(?: (?:it|the|this|treatment|therapy|drug))* "
    r"(?:due to|because of|for) (?!prog|dis)",
    re.IGNORECASE,
)
# as in: anticancer therapy within 3 weeks. It includes radiotherapy (palliative is allowed), chemotherapy (2 weeks if weekly)
_WITH_MORE_BEHIND = regex(
    r"[^.\n]{0,90}\.\s+(?:it|this|these) includes?\b[^.\n]*\([^()]*(?:\b(?:allowed|permitted)\b|\d+ \w+ for\b)",
    re.IGNORECASE,
)
_DENIES = regex(r"non-?\s?[a-z]|operable|resectable", re.IGNORECASE)  # "non-metastatic"
_TRIAL_DRUG = regex(r"\binvestigational\b[^.;]*\bincluding\b", re.IGNORECASE)
# "radiation will be given after the completion of chemotherapy": what the trial does
_WILL_BE_GIVEN = regex(
    r"^(?:(?!\b(?:that|which|who|whom|if|and|or)\b)[^.;:,]){0,40}?\bwill be (?:given|administered|delivered|offered|performed)\b",
    re.IGNORECASE,
)


def _heads_a_list(words: Around) -> bool:
    """Whether a condition only heads the list of what excludes: "Cardiac disease:", "any of the following heart conditions:"."""
    if not _HEADS_A_LIST.match(words.rest):
        return False
    return _CONTENT.search(words.clause) is None or _OF_THESE.search(words.clause) is not None


def excluded_leaf(node: Not, leaf: Leaf, text: str) -> Node:
    """A requirement that must not be true, or what doubt leaves of its exclusion."""
    requirement, span = leaf.requirement, leaf.span
    words = around(span, text)
    if (earlier := as_had_before(requirement, words.before)) is not None:
        requirement, leaf = earlier, Leaf(earlier, span)
        node = Not(leaf, node.span)
    if (drugs := of_drugs_only(requirement, words.rest)) is not None:
        surely = excluded_leaf(Not(Leaf(drugs, span), node.span), Leaf(drugs, span), text)
        more = All((leaf, Unparsed(span, "whether more than drugs is meant")), span)
        return All((surely, Not(more, node.span)), node.span)
    before, behind = _BRACKET.sub(" ", words.clause), _BRACKET.sub(" ", words.rest)
    if excluded_in_passing(requirement, words.before, words.sentence) or _NOT_SOLELY.search(
        f"{before}{words.own}{behind}"
    ):
        return Allow(node, span)
    if named_for_risk(requirement, words):
        return Not(Unparsed(span, "it is named as what one is at risk of or screened for"), node.span)
    if requirement.kind is Kind.THERAPY and _WILL_BE_GIVEN.match(words.rest):
        return Allow(node, span)
    if requirement.kind is Kind.STAGE and _NONE.fullmatch(words.own) and _SPREAD.search(words.clause):
        return Allow(node, span)  # "no distant metastases (M0)": what it says in other words
    if of_patients_of_another(requirement, words):
        return Not(All((leaf, Unparsed(span, "it excludes patients of another cancer")), span), node.span)
    if (unfit := as_judged_unfit(node, leaf, words)) is not None:
        return unfit
    if (why := only_said(requirement, words) or something_else(requirement, words)) is not None:
        # "surgery for operable disease": whoever's is not inoperable has it, whatever else is meant
        meant = All((leaf, Unparsed(span, why)), span) if _denied_by_name(requirement, words) else Unparsed(span, why)
        return Not(meant, node.span)
    if (as_meant := as_an_example(requirement, words.own, words.clause) or as_listed(requirement, words)) is not None:
        return Not(Leaf(as_meant, span), node.span)
    why = (
        _left_at_surgery(requirement)
        or _of_the_breast(requirement, words)
        or only_with_another(requirement, words)
        or excluded_from_an_arm(words)
        or in_a_gloss(requirement, words)
        or _in_some_cases(requirement, words)
        or lets_some_in(requirement, words)
        or excluded_in_part(requirement, words)
        or of_an_enzyme(requirement, words.before, words.after)
        or only_so(requirement, words)
        or excludes_otherwise(requirement, words)
        or brought_about(requirement, words)
        or an_earlier_cancer(requirement, words.before)
        or (
            None if _denied_by_name(requirement, words) else narrowed(requirement, words.own, words.clause, words.after)
        )
        or of_another(requirement, words.own, words.clause)
        or misnamed(requirement, words.own, words.before, words.after)
    )
    if why is not None:
        return Not(All((leaf, Unparsed(span, why)), span), node.span)
    return _treatment(node, leaf, words) if requirement.kind is Kind.THERAPY else node


def _denied_by_name(requirement: Requirement, words: Around) -> bool:
    """Whether an adjective of those who are let in denies it: the words beside that say no more of who is kept out."""
    return requirement.kind is Kind.STAGE and _DENIES.match(words.own) is not None


def _left_at_surgery(requirement: Requirement) -> str | None:
    """Why residual disease may not exclude: what was left at surgery need not be there now."""
    return "what was left at surgery need not be there now" if requirement.concept == "residual disease" else None


def _of_the_breast(requirement: Requirement, words: Around) -> str | None:
    """Why a kind of cancer that arises elsewhere too may be meant of the breast: "squamous carcinoma or sarcoma of the breast"."""
    kind = requirement.kind is Kind.CANCER and "breast" not in requirement.concept
    return "it may be meant of the breast" if kind and _LISTED_OF_THE_BREAST.match(words.rest) else None


def _in_some_cases(requirement: Requirement, words: Around) -> str | None:
    """Why a cancer or a treatment may exclude in some cases only: "a special type (mucinous or tubular) when no nodes are involved"."""
    if requirement.concept == "other malignancy" and _INCURABLY.match(words.rest):
        return "it excludes cancers that were not cured only"
    if requirement.concept == _PAGET and _OF_BONE.search(words.sentence):
        return "Paget's disease of bone may be meant"
    cancer = requirement.kind is Kind.CANCER and requirement.concept != "other malignancy"
    if cancer and _WHEN.match(words.rest):
        return "it excludes where something else is so"
    if requirement.kind is Kind.THERAPY and _TAKEN_WITH.search(words.before):
        return "it excludes together with what is taken at the same time"
    if requirement.kind is Kind.THERAPY and _A_STUDY_OF.search(words.clause):
        return "who took part in a study of it may have had something else"
    if requirement.kind is Kind.THERAPY and _FOR_THOSE_WITH.search(words.clause):
        return "it says of whom something is asked"
    if requirement.kind is Kind.COMORBIDITY and _heads_a_list(words):
        return "the list under it says which of it excludes"
    if requirement.concept == "T" and (_SO_LARGE.match(words.rest) or _SIZED.search(words.own)):
        return "it excludes tumours of that size only"
    if requirement.kind is Kind.THERAPY and _ALONE.match(words.rest):
        return "it excludes whoever had nothing else"
    treatment = requirement.kind is Kind.THERAPY and requirement.setting is None
    if treatment and _SINCE_IT_SPREAD.search(words.clause):
        return "treatment before the cancer spread may not be meant"
    return None


def _treatment(node: Not, leaf: Leaf, words: Around) -> Node:
    """The exclusion of a treatment as its sentence means it."""
    requirement, span = leaf.requirement, leaf.span
    if is_over(requirement, words.rest) or of_its_head(requirement, words):
        return replace(node, node=ongoing(leaf))
    timed = requirement.when is not None or any(key == "relapse" for key, _ in requirement.detail)
    if not timed and _FIRST_DOSE_OF.search(words.before):
        return Allow(node, span)
    clause = NEW_LINE.split(words.clause)[-1]  # other lines of a list without bullets speak of something else
    rest = NEW_LINE.split(words.rest)[0]
    sentence = clause + words.own + rest
    outside = without_asides(clause) + words.own + without_asides(rest)
    if _SAYS_WHAT_IS_MEANT.search(outside) or defines(clause, words.own, rest) or REGARDLESS.search(words.before):
        return Allow(node, span)
    if _SAYS_WHAT_IS_MEANT.search(sentence):
        return Not(All((leaf, Unparsed(span, "a bracket beside it says which is meant")), span), node.span)
    if isinstance(requirement.value, Comparison | Between) and _PLANNED.search(words.before):
        planned = tuple(sorted({*requirement.detail, ("planned", "yes")}))
        return Not(Leaf(replace(requirement, detail=planned), span), node.span)
    if (resisted := as_resisted(requirement, words)) is not None:
        return replace(node, node=replace(leaf, requirement=resisted))
    if requirement.value not in (None, "prior", "concurrent"):
        return node
    general = requirement.concept in ANTICANCER
    if _THIS_INCLUDES.match(clause) or (general and _THIS_INCLUDES.match(sentence)):
        return Not(All((leaf, Unparsed(span, "it says what the sentence before takes in")), span), node.span)
    if _AND_CANNOT_STOP.search(words.heading + sentence) or (general and _WITH_MORE_BEHIND.match(words.after)):
        return Not(All((leaf, Unparsed(span, "what is said beside it lets in some")), span), node.span)
    if (general and _PURPOSE.search(words.before)) or (_TRIAL_DRUG.search(clause) and not general):
        return Allow(node, span)
    if general and (_OTHER.search(words.before) or _OF_DRUGS.search(words.own)):
        # agents are drugs, and after others have been named, radiation and surgery among them, so is the rest
        return Not(Leaf(replace(requirement, concept="systemic therapy"), span), node.span)
    return node
