"""Owns the words that narrow what is excluded: it is not excluded as such where they were not read."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms import Atom, Polarity
from criteria.atoms.cancers.measured_for import BY_HAND
from criteria.atoms.conditions.qualifiers import qualifiers
from criteria.patterns import regex
from criteria.sentence.put_to_the_team import put_to_the_team
from criteria.sentence.restricted import restriction, shared_clause, with_its_load
from criteria.sentence.which_malignancies import which_malignancies
from criteria.sentence.which_of_its_kind import which_of_its_kind
from criteria.text.passage import Passage
from criteria.tree import All, Comparison, Effect, Kind, Leaf, Node, Requirement, Unparsed
from criteria.words.condition_words import word_set
from criteria.words.context import Cue

# no trial excludes measurable disease as such: the sentence says what does not count as measurable
_MEASURES = frozenset({"measurable disease", "evaluable disease"})
# a clause that narrows what it follows: "metastatic disease that can be resected", "bleeding requiring transfusion"
_QUALIFIES = regex(
    r"(?:/[\w ]{3,24}(?: \([\w -]{1,12}\))? (?:metastas[ei]s|lesions?|disease))?(?: \([\w -]{1,12}\))?"
    r"(?: (?:diagnosed|treated|occurring))?"
    r"(?: \\?[<>≤≥=]{1,2} ?\d+ (?:years?|months?)(?: (?:previous(?:ly)?|back|ago|prior|before|earlier))?)?"
    r"(?:[\w /-]{0,25}?| within [\w /-]{3,60}?)[ ,(]*(?P<cue>\b(?:"
    r"(?<!provided )(?<!half-lives of )(?<!half-life of )that(?! can ?not be (?:ruled out|excluded)\b(?! as))|which|whose|requiring|resulting in|causing"
    r"|leading to"
    r"|(?:treated|irradiated|resected|operated)"
    r"(?= (?:[^,;.]{0,20} )?(?:within|in the (?:last|past|previous)|less than|<|for less))"
    r"|only (?:by|in|if|when)|amenable to|necessitating|(?:in|from|of) which the (?:patient|subject|participant)"
    r"|who (?:(?:have|has|had|are|is|were|was|do|does|did|been|not|an?|good|deemed|considered|felt) )*"
    r"(?:refus\w+|declin\w+|(?:(?:suitable|appropriate) )?candidates?|suitable|unsuitable|eligible|ineligible|amenable|fit|unfit)"
    r"|(?<!those )(?:for|in) (?:which|whom)"
    r"|without (?:complete|full|adequate) recovery"
    r"|and (?:(?:who|that) )?(?:is |are )?(?:unwilling|unable|not willing|not able|cannot|refus\w+|declin\w+)(?= ))\b)"
)
# behind the exceptions in brackets: another cancer "(except skin cancer), which could affect the assessment"
_BEHIND_ITS_EXCEPTION = regex(
    r"[\w /-]{0,60}\([^()]{1,250}\)\s*,?\s*(?P<cue>(?:that|which) (?:could|may|might|would|can|will)\b)"
)
# "must not have started or stopped hormones", "a change of hormones": who goes on with them as before is not meant
_STARTS_OR_STOPS = regex(
    r"\b(?P<word>(?:start\w*|initiat\w*|begun|beginning|chang\w*)\s*(?:or|and|and/or|/)\s*"
    r"(?:stop\w*|cessation|discontinu\w*|chang\w*|adjust\w*|withdraw\w*)"
    r"|(?:stop\w*|cessation|discontinu\w*)\s*(?:or|and|and/or|/)\s*(?:start\w*|initiat\w*))\s+(?:of |in |on |with )?"
    r"[^.;:()]{0,60}(?:\([^()]{0,60})?$"
)
# "prior treatment that would preclude study therapy": which of it does is for the study team to say
_FOR_THE_TEAM = regex(
    r"(?:that|which) (?:(?:would|could|might|may) )?(?:preclude|prohibit|contra-?indicate|prevent)s? "
    r"(?:(?:the|this|use of|any) )*(?:(?:study|protocol|trial|research) ?"
    r"(?:therapy|treatment|participation|compliance|drugs?|entry|enrol\w+|medications?)?"
    r"|participation(?: in (?:the|this) (?:study|trial))?|enrol\w+)\W*"
)
# "a fracture or patients that may require surgery": others are kept out beside those with the fracture
_OF_OTHERS = regex(r"\b(?:or|and/or)\s+(?:(?:any|those)\s+)?(?:patients|subjects|participants|individuals|women)\s+$")
# "anticoagulants, which may affect the injection": why they are excluded
_SAYS_WHY = regex(r"\w*, which (?:may|might|could|can)\b")
_QUALIFIER_ENDS = regex(r"[,;.)]|\bor\b|\band/or\b")
_SAYS_HOW_IT_IS = regex(
    r"(?:that|which) (?:"
    r"(?:is|are|were|remains?|have been|has been|still|either|currently|clinically|not|been|previously|adequately|well"
    r"|poorly|badly|inadequately|medically)\s+)*"
    r"(?:active|untreated|uncontrolled|symptomatic|progressi\w+|unstable|growing|treated|stable|controlled|new|significant|relevant|severe|serious|acute|chronic|current)"
    r"(?=[,;.)]|$| (?:or|and/or|and|in)\b)"
)
_NEEDS_TREATMENT = regex(
    r"(?:causing|requiring|needing|(?:that|which) (?:requires?|needs?)) "
    r"(?:(?:any|active|local|immediate|ongoing|further|urgent|clinical|neurologic(?:al)?) )*"
    r"(?:treatment|therapy|intervention|symptoms?|radiation|radiotherapy|surgery)\b(?=[,;.)]|$| (?:or|and|and/or)\b)"
)
_SAYS_ITS_GRADE = regex(r"(?:that|which) (?:is|are|exceeds?|has exceeded)\b[^,;.]{0,30}?\bgrade\b")
_SPREAD = frozenset({Kind.STAGE, Kind.METASTASIS})
# where, how far and how large: "metastatic disease to the spine", "brain metastases larger than 3 cm", "in the other breast"
_WHERE = regex(
    r"(?P<site> (?:"
    r"brain|cns|central nervous|meningeal|bone|bony|osseous|skeletal|liver|hepatic|lung|pulmonary|pleural|pericardial"
    r"|peritoneal|visceral|skin|cutaneous|spinal|pelvic|adrenal|ocular|orbital|cardiac|nodal)\b(?! cancer))"
    r"|(?:"
    r" (?:disease|cancers?|carcinomas?|lesions?|spread|involvement|malignanc(?:y|ies)|tumou?rs?|metastas[ei]s|growth))?"
    r"(?: \([^()]*\))? "
    r"(?P<cue>(?:to|involving|affecting|limited to|confined to|restricted to|outside|beyond"
    r"|in(?! (?:patients|subjects|participants|women|case"
    r"|(?:the )?(?:opinion|judge?ment|past|last|previous|medical|history|investigator)|situ|addition|whom|any of"
    r"|accordance|order)\b)"
    r"|within(?! (?:the |a )?(?:past|last|previous|prior|first|preceding|\d|[a-z]+ (?:days?|weeks?|months?|years?)))"
    r"|with(?!\s(?:or without|the exception|exception|no\b|history|known|confirmed|documented))"
    r"|at (?:high |higher |increased )?risk|deemed|considered|suitable|not (?:suitable|amenable|controlled)"
    r"|(?:larger|greater|more|bigger) than|exceeding|measuring|over \d|alone|unresponsive|refractory|resistant"
    r"|as (?:the |an? )?(?:only|sole|first)|known to)\b|[>≥]=?)"
)
_OBJECT = regex(
    r"(?: (?:the|a|an|any|other))*(?: (?:"
    r"time|date|study|screening|baseline|enrol\w+|entry|imaging|ct|mri|pet|radiolog\w*|x-ray|diagnosis|registration"
    r"|randomi[sz]ation|presentation|breast(?! (?:skin|muscle))|(?:\w+ )?scans?))\b"
)
_OTHER_BREAST = regex(r"[^,;.]{0,60}?\b(?P<cue>in the (?:contralateral|opposite|other|ipsilateral|same) breast)\b")
_BEFORE = regex(r"(?P<word>[a-z][\w'-]*)[ ]$")
_SUGGESTED = regex(r"\b(?P<word>suggestive of|suspicious (?:for|of)|indicative of|concern\w* for) (?:the |any )?$")
# what stands before a disease and narrows nothing: whose it is, how it is known, what sort of word it belongs to
_PLAIN = word_set(
    """
    no not nor neither any the a an of or and with without for as to in by from than that is are was were be been has have had having if who whose which on
    at known suspected possible probable confirmed documented proven established definite definitive evident detectable detected identified
    diagnosed apparent obvious clinical clinically radiologic radiological radiographic radiographically histologic histological histologically
    pathologic pathological pathologically cytologic visible overt prior previous previously past current currently concurrent concomitant
    existing present new newly active untreated uncontrolled symptomatic progressive progressing history evidence presence signs sign diagnosis
    carcinoma mammary other another distant distantly systemic locally local regional primary breast cancer tumor tumour disease patients subjects participants
    women men either both including excluding except such e.g eg i.e ie only have develop developed true macroscopic microscopic synchronous
    initial stable asymptomatic treated controlled inactive resected irradiated brain cns spinal cord bone lung liver central nervous system
    solid malignant metastatic advanced unresectable inoperable recurrent relapsed invasive novo early stage inflammatory positive negative all
    these those there their his her your its it this must should may can will cannot never parenchymal leptomeningeal meningeal intracranial
    cerebral carcinomatous unstable growing non refractory noninvasive situ in-situ ductal lobular infiltrating bilateral multifocal
    show demonstrate reveal disclose detect identify
    """
)
_STATES = word_set(
    """
    active untreated uncontrolled symptomatic progressive progressing stable asymptomatic treated controlled inactive resected irradiated
    unstable growing
    """
)


_NEEDS = regex(r"(?:(?:that|which)\s+(?:(?:has|have|had)\s+)?requir(?:es?|ed)|requiring)\s+")
_FAR = 120  # characters before a treatment in which its list begins


def with_unread_qualifier(passage: Passage, atom: Atom, leaf: Leaf) -> Node:
    """An excluded thing that its sentence narrows in words that were not read is not excluded as such."""
    if atom.requirement.kind is Kind.ADMINISTRATIVE:
        return leaf  # the study team sees the whole of it: "enrolled in a trial in which drugs are given"
    if atom.requirement.concept in _MEASURES and atom.requirement.value != BY_HAND:
        return All((leaf, Unparsed(leaf.span, "narrowed by its sentence")), leaf.span)
    found = _clause(passage, atom)
    if found is None and atom.requirement.kind is Kind.THERAPY:
        changed = _STARTS_OR_STOPS.search(passage.lower, max(0, atom.start - _FAR), atom.start)
        found = shared_clause(passage, atom.start, atom.end) if changed is None else changed.span("word")
    if found is None and atom.requirement.kind in _SPREAD and atom.polarity is not Polarity.FLIP:
        found = _in_the_other_breast(passage, atom)
        if found is None and not isinstance(atom.requirement.value, tuple):
            found = _where(passage, atom) or _kind_of_it(passage, atom)
    if found is None and atom.requirement.kind is Kind.COMORBIDITY:
        found = _of_a_condition(passage, atom)
    if found is None:
        found = which_of_its_kind(passage, atom) or which_malignancies(passage, atom) or put_to_the_team(passage, atom)
    if (
        found is None
        or _is_of_the_excepted(passage, atom, found[0])
        or _is_its_need(atom, passage.lower[slice(*found)])
    ):
        return leaf
    if (needed := _with_its_need(passage, atom, leaf, found)) is not None:
        return needed
    # a word before a condition is a name for some of it: "recent pancreatitis"
    named = Kind.COMORBIDITY if atom.requirement.kind is Kind.COMORBIDITY and found[0] < atom.start else None
    if atom.requirement.kind is Kind.THERAPY and _FOR_THE_TEAM.fullmatch(passage.lower, *found) is not None:
        judged = Requirement(Kind.ADMINISTRATIVE, "investigator judgement")
        return Leaf(judged, leaf.span.cover(passage.view.span(*found)))
    unread = Unparsed(passage.view.span(*found), "narrows the exclusion", named)
    return All((leaf, unread), leaf.span.cover(unread.span))


_THOSE = regex(r"\s*(?:for\s+)?(?:(?:those|the ones|lesions|metastases|patients|subjects|participants|cases)\s+)?")


def _is_of_the_excepted(passage: Passage, atom: Atom, at: int) -> bool:
    """Whether a clause says which of it are excepted, and not which are excluded: "except those that have been treated"."""
    scope = passage.scopes.over(at, Cue.EXCEPTION) if at >= atom.end else None
    if scope is None or not scope.is_lifted_from or scope.at < atom.end:
        return False
    return _THOSE.fullmatch(passage.lower, scope.start, at) is not None


def _of_a_condition(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    """What narrows a condition: a clause that says no more than was read of it ("that is poorly controlled") does not."""
    found = restriction(passage, atom.start, atom.end) if atom.requirement.when is None else None
    if found is not None and _says_no_more(passage, atom, found[0]):
        found = None
    if found is not None and _OF_OTHERS.search(passage.lower, atom.end, found[0]) is not None:
        found = None
    return found or with_its_load(passage, atom.requirement.concept, atom.end)


def _says_no_more(passage: Passage, atom: Atom, at: int) -> bool:
    """Whether a clause is the state in which the thing was read: of "uncontrolled disease that is untreated" it is another."""
    said = _SAYS_HOW_IT_IS.match(passage.lower, at)
    if said is None:
        return False
    value = atom.requirement.value
    stated = {*value.split(" or ")} if isinstance(value, str) else set()
    stated |= {*dict(atom.requirement.detail).get("qualifiers", "").split(", ")}
    words = {*qualifiers("", said.group()).words}
    return bool(stated & words) or (value == "active" and not {"severe", "significant"} & words)


def _clause(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    match = _QUALIFIES.match(passage.lower, atom.end)
    if match is None and atom.requirement.concept == "other malignancy":
        match = _BEHIND_ITS_EXCEPTION.match(passage.lower, atom.end)
    if match is None or (atom.requirement.when is not None and match["cue"].startswith("only")):
        return None  # "only if more than a year ago" is its window
    if _OF_OTHERS.search(passage.lower, atom.end, match.start("cue")) is not None:
        return None
    if match["cue"].endswith(" whom") and passage.base is not Effect.EXCLUDE:
        return None  # "naive to it and for whom it is not available" asks for both
    if match["cue"] == "treated" and atom.requirement.concept == "other malignancy" and atom.requirement.when:
        return None  # "other cancers diagnosed or treated within 5 years": its time counts from either
    if atom.requirement.kind is Kind.THERAPY and _SAYS_WHY.match(passage.lower, atom.end):
        return None
    if isinstance(atom.requirement.value, Comparison) and _SAYS_ITS_GRADE.match(passage.lower, match.start("cue")):
        return None
    if _says_no_more(passage, atom, match.start("cue")):
        return None
    active_spread = atom.requirement.kind is Kind.METASTASIS and atom.requirement.value == "active"
    if active_spread and _NEEDS_TREATMENT.match(passage.lower, match.start("cue")):
        return None
    return _unread(passage, atom, match.start("cue"), match.end())


def _is_its_need(atom: Atom, words: str) -> bool:
    """Whether the words are what the condition needs, which has been read with it: "diabetes requiring insulin"."""
    need = dict(atom.requirement.detail).get("requiring")
    said = _NEEDS.match(words)
    if need is None or said is None:
        return False
    rest = words[said.end() :].removeprefix(need)
    if rest == words[said.end() :]:
        return False
    return not rest or (atom.requirement.when is not None and rest[0] == " ")


def _with_its_need(passage: Passage, atom: Atom, leaf: Leaf, found: tuple[int, int]) -> Leaf | None:
    """The condition with what it shares with the next one: "lung disease or pneumonitis that required steroids"."""
    requirement = atom.requirement
    if requirement.kind is not Kind.COMORBIDITY or requirement.value is not None or atom.end > found[0]:
        return None
    words = passage.lower[slice(*found)]
    said, need = _NEEDS.match(words), qualifiers("", words).requiring
    if said is None or need is None or words[said.end() :] != need:
        return None
    detail = tuple(sorted((*requirement.detail, ("requiring", need))))
    return replace(leaf, requirement=replace(requirement, value=f"requiring {need}", detail=detail))


def _where(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    """The place, share or size of a spread that is excluded: "metastatic disease to the spine"."""
    match = _WHERE.match(passage.lower, atom.end)
    if match is not None and match["site"] is not None:
        return _unread(passage, atom, match.start("site") + 1, match.end())
    said = match is None or (atom.requirement.concept.endswith(" only") and match["cue"].startswith("as"))
    if match is None or said or _OBJECT.match(passage.lower, match.end()):
        return None
    return _unread(passage, atom, match.start("cue"), match.end())


def _in_the_other_breast(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    match = _OTHER_BREAST.match(passage.lower, atom.end)
    return None if match is None else _unread(passage, atom, match.start("cue"), match.end())


def _kind_of_it(passage: Passage, atom: Atom) -> tuple[int, int] | None:
    """The word before a spread that says which or how much of it: "massive distant metastases", "painful bone metastases"."""
    hinted = _SUGGESTED.search(passage.lower, 0, atom.start)
    if hinted is not None:
        return hinted.span("word")
    match = _BEFORE.search(passage.lower, max(0, atom.start - 30), atom.start)
    if match is None or atom.requirement.value == "extensive":
        return None
    word = match["word"]
    plain = word in _PLAIN and not (atom.requirement.kind is Kind.STAGE and word in _STATES)
    if (
        plain
        or word.endswith(("ly", "-detectable", "-evident", "-visible", "-apparent"))
        or not passage.is_free(*match.span("word"))
    ):
        return None
    return match.span("word")


def _unread(passage: Passage, atom: Atom, start: int, cue_end: int) -> tuple[int, int] | None:
    """The words from ``start`` to the end of their phrase; None where another statement, or the atom itself, has read them."""
    stop = _QUALIFIER_ENDS.search(passage.lower, cue_end)
    end = stop.start() if stop else len(passage.lower)
    if any(a < end and start < b for a, b in passage.claimed if b > atom.end):
        return None
    return start, len(passage.lower[:end].rstrip())
