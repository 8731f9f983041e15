"""Owns what is known of a line that excludes though nothing of it was read: the kind of what it names, or what it presupposes."""

from __future__ import annotations

import re

from criteria.nodes import cover
from criteria.patterns import regex
from criteria.sentence.abilities import able, stable, suffices
from criteria.sentence.liver_shares import of_the_liver
from criteria.sentence.of_some import of_some
from criteria.sentence.treated_places import of_whoever_was_irradiated
from criteria.sentence.unread_treatments import in_the_breast, not_to_be_given
from criteria.sentence.washout_sentences import of_a_washout
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import All, Any, Effect, If, Kind, Leaf, Node, Not, Requirement, Unparsed
from criteria.words.condition_words import names_ailment
from criteria.words.exposures import (
    by_needle_alone,
    exceeded_doses,
    names_exposure,
    names_procedure,
    names_programme,
)
from criteria.words.states_of_body import names_state

# "no bronchospasm other than …", and what makes a sentence more than a name of what excludes
_DENIES = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women|must|should|have|has|with|be)\s+)*"
    r"(?:no|without|absence of|free (?:of|from)|(?<=must )not have|(?<=should )not have|(?<=must )not be"
    r"|(?<=should )not be)\b(?: (?:patients?|subjects?|participants?) (?:with|who (?:have|had))\b)?"
)
_EXCEPT = re.compile(r"\b(?:other than|except|apart from|unless)\b")
_TREATS = regex(r"\b(?:treat\w*|therap\w*|medic(?:ation|ine)s?|drugs?|agents?|use|receiv\w*|regimens?|surg\w*)\b")
_SAYS_WHEN = regex(r"\b(?:no|not|without|eligible|allowed|permitted|must|should|unless|if)\b|\d\s*(?:%|mg|cm|mm)")

# "toxicity that led to discontinuation of prior trastuzumab", "no benefit from endocrine therapy": whoever had none of it has not that
_CAME_OF = regex(
    r"\b(?:toxicit(?:y|ies)|reactions?|intoleran\w+|intolerable"
    r"|(?:adverse|severe|serious|life-?threatening|immune-(?:mediated|related)) (?:events?|effects?)|aes?"
    r"|side[- ]effects?|complications?|discontinu\w+|(?:dose )?reductions?|benefit|respon\w+|drop|decline|decrease"
    r"|refractory|resistan\w+|progress\w+|relapsed?|recurrences?)\b"
    r"[^.;,:]{0,60}?\b(?:to|of|on|with|from|during|after|following|under|due to|related to|while on|while receiving)"
    r"\s+(?:(?:the|an?|any|all|their|her)\s+)*(?:(?:prior|previous|earlier|past)\s+)?"
    r"(?:treatment with\s+|exposure to\s+)?$"
)
# "no lung toxicity due to prior chemotherapy": a harm that must not be is still one of whoever had the treatment
_HARM_DENIED = regex(
    r"\W*(?:no|without) "
    r"(?:(?!(?:no|not|response|benefit|refractory|progress\w*|relaps\w*|recurr\w*|resist\w*)\b)[\w-]+ ){0,4}?"
    r"(?:\w*toxicit(?:y|ies)|reactions?|adverse (?:events?|effects?)|complications?|side[- ]effects?) "
    r"(?:to|of|from|due to|related to|after|following|during|with)\b"
)
# "change in the dose of bisphosphonates within 4 weeks"
_CHANGED = regex(
    r"\W*(?:(?:no|any|recent|other) )*(?:changes?|adjustments?|modifications?|increases?|escalations?) (?:in|of) "
    r"(?:(?:the|their|any|concomitant|concurrent|current|systemic|oral) )*(?:"
    r"(?:dose|dosage|dosing|type|schedule|regimen)s?(?: (?:or|and) (?:dose|dosage|type|schedule|regimen))? (?:of|for)"
    r" )?$"
)
_ANOTHER = regex(
    r"(?:;|:"
    r"|,? \bor\b(?!"
    r" (?:equal|higher|greater|above|more|worse|severe|serious|fatal|recurrent|intolerable|life-?threatening|[1-5])\b)"
    r"|,? \band\b(?!"
    r" (?:(?:[\w-]+ )?(?:discontinu\w+|withdraw\w+|interruption)\b|resulted|led|which|that|therefore|was|were|had to)))"
)
_NEGATES = regex(r"\b(?:without|unless|except|other than|never|na[iï]ve|study|trial|protocol)\b")

# "rapidly progressing metastases", "need for immediate treatment of brain metastases": whoever has none has not that
_SPREAD = regex(
    r"\b(?:"
    r"(?P<cns>(?:brain|cns|central nervous system|cerebral|intracranial|brain ?stem|nervous system)(?: \(cns\))?) "
    r"|(?P<lepto>lepto-?meningeal) )?(?:"
    r"metastas[ei]s|metastatic (?:disease|lesions?|deposits?|sites?)|(?<=l )(?:disease|carcinomatosis)"
    r"|(?<=brain )lesions?|(?<=cns )(?:lesions?|disease))\b"
    r"|\b(?P<treated>cns|brain)[- ](?:specific|directed) (?:treatment|therap)\w*"
)
_IN_THE_BRAIN = regex(r" (?:in|to|of|within|involving) the (?:brain|cns|cerebell|midbrain|pons|medulla)")
_NO_SPREAD = regex(
    r"\b(?:no|not|without|non|never|absence|lack|free|less|fewer|only|prophyla\w*|screen\w*|suspic\w*|suspect\w*"
    r"|suggest\w*|risk|rul\w+ out|evaluat\w+|prevent\w*|exclud\w*|question\w*|possib\w*|equivocal|other than|else"
    r"|primary|prior to|before|unless|except|since|local|loco-?regional|regional|nod\w+|lymph\w*|axill\w+|in-transit"
    r"|benign)\b"
)
_AND_MORE = regex(
    r"(?:,|;|:|\bor\b|\band\b)\W*(?:[\w-]+ ){0,4}?(?:"
    r"recurren\w+|tumou?rs?|cancers?|carcinoma\w*|effusions?|ascites|infections?|failure|histor(?:y|ies)|surgery"
    r"|evidence|patients?|subjects?|women|who|has|have|had|is|are)\b"
)
_BEFORE_IT = regex(r"[,;:]|\b(?:or|and)\b")
_ADJECTIVES = regex(r"\W*(?:[\w-]+(?:ly)? ?(?:, |,? and |,? or )?){1,8}")

# what is found in the urine is a condition where no bound is named
_FINDING = regex(
    r"\W*(?:"
    r"(?:presence of|known|significant|any|clinically|persistent|baseline|pre-?existing|with|has|have|patients?) )*"
    r"(?:proteinuria|h(?:a)?ematuria|glucosuria|albuminuria)"
    r"(?: (?:at|on|during) (?:screening|baseline|entry|urinalysis))?\W*"
)
_LIVER_SCORE = regex(r"\bchild[- ]?(?:turcotte[- ])?pugh\b")
# values out of ranges that the trial has elsewhere, if at all: for the team to judge
_OUT_OF_RANGE = regex(
    r"\W*(?:(?:"
    r"any|known|has|have|having|with|your|patients?|subjects?|participants?|clinically|significant|screening|baseline"
    r"|preliminary|pre-?treatment|presence of|evidence of) )*"
    r"(?:(?:laboratory|lab|blood|bloodwork|serum|hematology|chemistry)[, ]+){1,4}"
    r"(?:(?:values?|tests?|results?|parameters|work) )?(?:(?:that |which )?(?:is |are |fall |falls ))?out(?:side)?"
    r"(?: of)? (?:the |their |its )?(?:specified |required |acceptable |protocol |study )*(?:ranges?|limits?)"
    r"\b[^<>≥≤\d]{0,60}"
)
_WHEN = regex(r"\b(?:prior to|before|after|within|during|for)\b")
_PROCEDURES = frozenset(
    {"gastrectomy", "hepatectomy", "contrast agent", "hip replacement", "radioactive tracer", "joint surgery",
     "transplant", "bowel resection", "gastric bypass"}
)  # fmt: skip


def unread_line(passage: Passage, where: Span) -> Node:
    """A sentence of which nothing was read; one that excludes is known to do so by the kind of what it names.

    What can only be in whoever has spread, or has had a treatment, is asked of nobody else.
    """
    if (told := of_the_liver(passage, where) or not_to_be_given(passage, where)) is not None:
        return told
    denies = _DENIES.match(passage.lower)
    excludes = denies is not None if passage.base is Effect.REQUIRE else passage.base is Effect.EXCLUDE
    ruled_out = _RULED_OUT.fullmatch(passage.lower) if passage.base is Effect.REQUIRE and denies is None else None
    if ruled_out is not None and (kind := _kind(passage, *ruled_out.span("what"), [])) is Kind.COMORBIDITY:
        return Not(Unparsed(where, kind=kind), where)
    asked = of_whoever_was_irradiated(passage, Unparsed(where)) or of_some(passage, where)
    if not excludes:
        known = asked or of_a_washout(passage) or able(passage, where) or suffices(passage, where)
        return known or stable(passage, where) or Unparsed(where)
    if (asked := asked or in_the_breast(passage, where)) is not None:
        return asked
    drugs = [m for m in passage.mentions if m.kind is Kind.THERAPY]
    if drugs and exceeded_doses(passage.lower):
        had = (Leaf(Requirement(Kind.THERAPY, m.name, "prior"), passage.view.span(m.start, m.end)) for m in drugs)
        return All(tuple(Not(All((one, Unparsed(one.span, "not read")), one.span), one.span) for one in had), where)
    if _OUT_OF_RANGE.fullmatch(passage.lower) is not None:
        return Not(Leaf(Requirement(Kind.LAB, "organ function", "inadequate"), where), where)
    if (needle := by_needle_alone(passage.lower)) is not None:
        return Not(Unparsed(passage.view.span(*needle), kind=Kind.COMORBIDITY), where)
    if not denies and _LIVER_SCORE.search(passage.lower) is not None:  # the score of those with a failing liver
        liver = Leaf(Requirement(Kind.COMORBIDITY, "liver disease"), where)
        return Not(All((liver, Unparsed(where)), where), where)
    kind = _kind(passage, denies.end() if denies else 0, len(_EXCEPT.split(passage.lower)[0]), drugs)
    if kind is not None:
        return Not(Unparsed(where, kind=kind), where)
    if denies is None:
        presupposed = _came_of(passage, drugs) or _spread(passage, 0)
    else:
        harm = passage.base is Effect.REQUIRE and _denies_a_harm(passage)
        presupposed = (_came_of(passage, drugs) if harm else None) or _spread(passage, denies.end())
    if presupposed is not None:
        return If(presupposed, Unparsed(where), where)
    return Unparsed(where)


# among what is asked for: "Patients with two broken ribs are not eligible"
_RULED_OUT = regex(
    r"\W*(?:all |any )?(?:patients?|subjects?|participants?|women|individuals?|those) "
    r"(?:with|who (?:have|had|has)(?: had)?) "
    r"(?P<what>(?:(?!\b(?:no|not|without|unless|except|who|but|if|and)\b)[^.;:])+?) "
    r"(?:are|is|will be|should be|shall be|must be) (?:also )?"
    r"(?:not (?:be )?(?:eligible|included|enrolled)|ineligible|excluded)"
    r"(?: (?:for|from|in) (?:the|this) (?:study|trial|protocol))?\W*"
)


# "a pacemaker that is not MRI safe": whoever has it is asked
_NOT_FOR_MRI = regex(
    r",? (?:(?:that|which) (?:is|are) )?(?:not|non-?)[ -]?(?:mri?|magnetic resonance(?: imaging)?)[- ]?(?:safe|compatible|conditional|approved)\b"
)
# "problems walking without a cane"
_WITHOUT_HELP = regex(
    r" without (?:(?:an?|the|any|or|use|of|using) )*(?:canes?|walkers?|crutch\w*|assist\w*|help|aids?|support|device)"
    r"(?:,? (?:or|and/or) (?:(?:an?|the|other) )*(?:canes?|walkers?|crutch\w*|assist\w*|help|aids?|support|device)| assistance| device)*\b"
)
_ARE_EXCLUDED = regex(
    r",? (?:are|is|will be|should be|shall be|must be) (?:also |therefore )?"
    r"(?:(?:not (?:be )?|in)(?:eligible|included|enrolled|allowed|permitted)|excluded)"
    r"(?: (?:for|from|in) (?:the|this) (?:study|trial|protocol))?\W*$"
)


def _kind(passage: Passage, start: int, end: int, drugs: list[Mention]) -> Kind | None:
    """Of which list of a record the thing is that the line names from ``start`` to ``end``; None where it may be of none."""
    tail = _ARE_EXCLUDED.search(passage.lower, start, end) if passage.base is Effect.EXCLUDE else None
    end = end if tail is None else tail.start()  # which only says again what the heading does
    named = str(passage.lower[start:end])  # without the word that denies it, which would make it a statement
    if not drugs and names_exposure(named):
        return Kind.THERAPY
    named = _WITHOUT_HELP.sub("", _NOT_FOR_MRI.sub("", named))
    when = _WHEN.search(named)
    near = [m for m in drugs if when is None or m.start < start + when.start()]
    if all(m.name in _PROCEDURES for m in near) and names_procedure(named):
        return Kind.THERAPY
    if names_programme(named):
        return Kind.THERAPY
    if _FINDING.fullmatch(named) is not None:
        return Kind.COMORBIDITY
    if _SAYS_WHEN.search(named):
        return None
    if names_ailment(named):
        return Kind.THERAPY if _TREATS.search(passage.lower) else Kind.COMORBIDITY
    return Kind.COMORBIDITY if names_state(named) else None


def _end(lower: str) -> int:
    """Where a line stops naming what excludes: at its exception."""
    opening = _EXCEPT.search(lower)
    return opening.start() if opening is not None else len(lower)


def _came_of(passage: Passage, drugs: list[Mention]) -> Node | None:
    """The treatment without which what excludes cannot have come about; None where the line may be of something else too."""
    lower = passage.lower
    drugs = [m for m in drugs if m.end <= _end(lower)]
    first = next((m for m in drugs if _CAME_OF.search(lower, 0, m.start) or _CHANGED.search(lower, 0, m.start)), None)
    if (
        first is None
        or _NEGATES.search(lower, 0, _end(lower)) is not None
        or _ANOTHER.search(lower, 0, first.start) is not None
    ):
        return None
    last = first
    for mention in drugs:
        if mention.start > last.end and re.fullmatch(r"\W*(?:or|and|/|,|\W)*\W*", lower[last.end : mention.start]):
            last = mention
    if _ANOTHER.search(lower, last.end, _end(lower)) is not None:
        return None
    had = [
        Leaf(Requirement(Kind.THERAPY, m.name, "prior"), passage.view.span(m.start, m.end))
        for m in drugs
        if first.start <= m.start <= last.start
    ]
    return had[0] if len(had) == 1 else Any(tuple(had), cover(had))


def _denies_a_harm(passage: Passage) -> bool:
    """Whether it must not be that a treatment did harm or was changed: "no change in letrozole within 30 days"."""
    lower = passage.lower
    return _HARM_DENIED.match(lower) is not None or any(_CHANGED.match(lower, 0, m.start) for m in passage.mentions)


def _spread(passage: Passage, begin: int) -> Node | None:
    """The spread without which the line, from ``begin``, excludes nobody; None where it may be of something else too."""
    lower = passage.lower
    end = _end(lower)
    found = _SPREAD.search(lower, begin, end)
    if found is None or _NO_SPREAD.search(lower, begin, end) or _AND_MORE.search(lower, found.end(), end):
        return None
    if _BEFORE_IT.search(lower, begin, found.start()) and not _ADJECTIVES.fullmatch(lower, begin, found.start()):
        return None
    where = passage.view.span(*found.span())
    if found["lepto"] is not None:
        return Leaf(Requirement(Kind.METASTASIS, "leptomeningeal", "any"), where)
    if found["cns"] or found["treated"] or _IN_THE_BRAIN.match(lower, found.end()):
        return Leaf(Requirement(Kind.METASTASIS, "brain", "any"), where)
    return Leaf(Requirement(Kind.STAGE, "metastatic"), where)
