"""Owns sites of spread that are named without being asked for: as examples, as a tumor that began there, as what loosens a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind

# "visceral crisis such as liver metastases": they exclude only as the crisis, which is asked for by itself
_EXAMPLES_OF_IT = regex(r"[^.;]{0,40}?[\s,(]+(?:e\.?\s?g\.?|i\.?\s?e\.?|such as|including|like|for example)[^.;]*$")
# "malignant CNS tumor", "CNS tumors or brain metastases": a tumor that began there
_A_TUMOUR = hints("tumor", "tumour")
_BEGAN_THERE = regex(
    r"\b(?:malignant|benign|unrelated|concurrent|concomitant|other)\s+(?:stable |malignant |benign )?$"
    r"|(?:therapy|treatments?|surgery|radiation|resection)\s+(?:for|of)\s+(?:(?:the|an?|any|their)\s+)?$"
)
_BESIDE_SPREAD = regex(r",? (?:or|and|and/or|/) (?:(?:known|active|any|symptomatic) )*(?:brain|cns|cerebral) metasta")
# "CNS disease such as seizures, stroke or dementia": an ailment of the nerves
_OF_THE_NERVES = regex(
    r"(?: \([a-z]+\))?,? \(?(?:such as|including(?:,? but not limited to)?|e\.g\.,?|like)(?![^.;]{0,160}\bmetasta)"
    r"[^.;]{0,80}?\b"
    r"(?:seizures?|epilep\w+|dementia|strokes?|parkinson\w*|primary brain|cerebrovascular|multiple sclerosis)"
)
# "staining of metastatic breast cancer specimens", "determined in the recurrent tumor"
_SAMPLED = regex(r"(?: (?:breast|cancer|tumou?r|disease))+ (?:specimens?|samples?|tissues?|biops(?:y|ies))\b")
# "metastatic disease in at least one regional lymph node", "a node containing metastatic carcinoma": the spread is to the nodes
_TO_NODES = regex(
    r"(?: (?:breast|mammary|disease|cancer|spread|(?:adeno)?carcinoma|deposits?|foc(?:us|i)))* "
    r"(?:in|to|within|involving)"
    r"(?: (?:at least|the|a|an|any|one|two|three|\d+|or|more|regional|ipsilateral|axillary|sentinel|level|i|ii))* "
    r"(?:lymph )?nodes?\b"
)
_NODES_HOLD = regex(
    r"\bnodes? (?:must be (?:identified|found|removed) )?(?:which |that )?(?:containing|contains?|with|showing|positive for|involved (?:by|with)) (?:\w+ )?$"
)
IN_THE_HEAD = frozenset({"brain", "leptomeningeal"})  # of these any may be meant
# "for advanced disease (localized unresectable or metastatic)": what a bracket behind a setting holds is of that
SPELLS_IT_OUT = regex(r"[\w ]{0,24}\((?:(?!not|no|except|excluding)[\w-]+[ ,/]+){0,2}|[ ,/]+(?:or |and |and/or )?")

# "advanced, symptomatic, visceral spread", "metastatic disease who have symptomatic visceral spread": the extent is that of the crisis
_VISCERAL_SPREAD = regex(
    r"(?:[/, ]+(?:metastatic|or|and|symptomatic|life-threatening|(?:disease|breast cancer) (?:who|that|which) (?:have|has)))*[, ]+visceral (?:spread|cris)"
)


def began_there(lower: str, match: re.Match[str]) -> bool:
    """Whether a tumor of the brain, or another disease of it, is meant that is no spread of another cancer."""
    if match[0].endswith("disease") and _OF_THE_NERVES.match(lower, match.end()):
        return True
    return (
        _A_TUMOUR.search(match[0]) is not None
        and "metasta" not in match[0]
        and (
            _BEGAN_THERE.search(lower, 0, match.start()) is not None
            or _BESIDE_SPREAD.match(lower, match.end()) is not None
        )
    )


def is_example_of_crisis(lower: str, found: list[tuple[re.Match[str], str]], start: int) -> bool:
    """Whether what stands at ``start`` is an example of a visceral crisis that is named before it."""
    heads = (
        m.end() for m, site in found if site == "visceral crisis" and m.end() <= start and "organ" not in m.group()
    )
    return any(_EXAMPLES_OF_IT.fullmatch(lower, end, start) is not None for end in heads)


def is_looser_limit(lower: str, start: int) -> bool:
    """Whether the site only loosens a limit: "≤ 5 x ULN with liver metastases" asks nobody to have any."""
    before = lower[max(0, start - 90) : start]
    return (
        re.search(
            r"(?:\buln\b|upper limit|\bx\b|(?<![a-z])\d+(?:\.\d+)?\s?%?|mg/dl|normal)[^;]{0,60}\b"
            r"(?:if|in|with|without|for|presence of|absence of|due to|unless|when|because of|except|subjects|patients|known"
            r"|documented)\b[^;]{0,45}$",
            before,
        )
        is not None
        or re.search(r"^(?:if|in|for)\b[^,;]{0,60}$", before.strip()) is not None
        and "uln" in lower
    )


# "steroids for brain metastases", "anticonvulsants to control leptomeningeal disease": what the drug is taken for
_DRUG_FOR = regex(
    r"\b(?:"
    r"medications?|medicines?|drugs?|(?:cortico)?steroids?|dexamethasone|anti-?(?:convulsants?|epileptics?)|mannitol"
    r"|diuretics?|analgesics?)\s+(?:(?:that\s+(?:were|are|was|is)\s+)?(?:started|given|taken|used|prescribed)\s+)?"
    r"(?:for|to\s+(?:treat|control|manage|relieve))\s+"
    r"(?:(?:the|an?|any|their|symptomatic|symptoms?|signs?|control|management|treatment|of|from|due|to)\s+)*$"
)

# "must undergo MRI of the brain to rule out metastases": what is looked for
_LOOKED_FOR = regex(
    r"\bto (?:(?:confirm|detect) or )?(?:exclude|rule out)\s+(?:(?!no\b)[\w/-]+\s+){0,4}?(?:/ ?)?$"
    r"|\b(?:scans?|mri|ct|imaging|tests?)\b[^.;]{0,60}\bto (?:confirm|verify|document) (?:(?:there (?:is"
    r"|are) )?no|the absence of) (?:(?:known|new|active|any) )*$"
)


def is_in_passing(lower: str, start: int, *, excepted: bool) -> bool:
    """Whether the site at ``start`` only loosens a limit, unless it is ``excepted``, or tells for what a drug is taken or a scan is made."""
    if not excepted and is_looser_limit(lower, start):
        return True
    return _DRUG_FOR.search(lower, 0, start) is not None or _LOOKED_FOR.search(lower, 0, start) is not None


# "skin-only metastatic disease": the spread to one place, which is less than any
_ONE_PLACE = regex(r"(?<!\w)(?!(?:with|have|has|had|having|of|and|or|is|are|for|not)\b)[a-z-]+[ -]only $")


def is_of_another_thing(lower: str, start: int, end: int) -> bool:
    """Whether the extent at ``start`` to ``end`` is said of lymph nodes, of one place, of the tissue that is looked at, or of who has a visceral crisis."""
    if _ONE_PLACE.search(lower, 0, start):
        return True
    if _VISCERAL_SPREAD.match(lower, end) or _TO_NODES.match(lower, end) or _SAMPLED.match(lower, end):
        return True
    return _NODES_HOLD.search(lower, 0, start) is not None


def in_no_condition(passage: Passage, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those that lie in no name of a condition that says what it comes from: "dyspnea due to advanced malignancy"."""
    named = passage.of_kind(Kind.COMORBIDITY)
    return (m for m in found if not any(n.start < m.start() and m.end() <= n.end for n in named))


# "metastatic disease, including bone-only disease": that is spread as well, and not asked of anybody
_INCLUDING = regex(
    r"\b(?:disease|metasta\w+|cancers?|carcinomas?|tumou?rs?),? \(?including (?:(?:patients|those) (?:with|who have) )?$"
)
_NEAR_IT = 80  # characters


def is_asked_of_none(passage: Passage, start: int) -> bool:
    """Whether the site is only one that the required spread may have reached: "metastatic disease, including bone-only disease"."""
    if passage.base is not Effect.REQUIRE or passage.scopes.negations(start, passage.claimed) % 2:
        return False
    return _INCLUDING.search(passage.lower, max(0, start - _NEAR_IT), start) is not None


# "No active brain metastases" among exclusions: what is kept out, and not what is asked for
_DENIED = regex(
    r"\W*(?:no|without)(?: (?:known|active|symptomatic|untreated|uncontrolled|progressive|new|clinical|evidence|history|of|current|prior|or|and))* $"
)
# "No evidence of distant metastases (e.g., lung, liver)": the examples are denied with what they are examples of
_DENIED_EXTENT = regex(
    r"\W*no(?: (?:known|clinical|radiologic(?:al)?|current|active|prior|history|evidence|signs?|suspicion|of|any|distant|or|and))*"
    r"(?: metasta\w+(?: disease| spread| lesions?)? \((?:i\.?e\.?|e\.?g\.?|such as|including|for example),?(?: [\w/]+,?)*)? $"
)


def is_denied(passage: Passage, start: int) -> bool:
    """Whether an exclusion that begins with "no" denies the spread to a site, which nobody can be meant to need."""
    denied = passage.base is Effect.EXCLUDE and _DENIED.fullmatch(passage.lower, 0, start) is not None
    return denied or is_denied_extent(passage, start)


def is_denied_extent(passage: Passage, start: int) -> bool:
    """Whether an exclusion that begins with "no" denies that the cancer has spread or come back, or a site as an example of it.

    It is written for "locally recurrent cancer"; who lacks what is asked for is spoken of as "without" it.
    """
    return passage.base is Effect.EXCLUDE and _DENIED_EXTENT.fullmatch(passage.lower, 0, start) is not None
