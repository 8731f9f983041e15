"""Owns the therapies that a text only defines, lists, counts or puts over a list."""

from __future__ import annotations

from criteria.atoms.therapies.lines_of import headed_class
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import Around, is_conduct
from criteria.atoms.therapies.therapy_womanhood import near
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind
from criteria.words.moods import Mood

_TALKING = regex(
    r"\b(?:"
    r"accept\w*|commitment|behaviou?r\w*|cognitive|mindfulness|music|art|dance|yoga|massage|physical|occupational"
    r"|speech|group|psycho\w*|family|couples?|sex|exercise|relaxation|dignity|pet|animal|light|compression|physio)"
    r"[\s-]+$"
)
# what might be, is listed, defined or limited
_FOR_IT = regex(r"\(\s*(?:(?:i\.?\s?e|e\.?\s?g)\.?,?\s*)?for\s+(?:\w+\s+){0,2}$")
_OPTIONAL = regex(
    r"(?:\bwith\s+or\s+without|\bwhether\s+or\s+not\b[^.;,]{0,30}|\bregardless\s+of|\birrespective\s+of|\+\s?/\s?-"
    r"|\+\s+or\s+-|±"
    r"|\bno\s+wash-?\s?out(?!\s+(?:periods?\s+)?(?:is\s+|will\s+be\s+)?(?:required|needed|necessary))\s+"
    r"(?:for|on|to|regarding))\s*(?:[\w()/-]+\s+){0,4}$"
)
# "any number of prior endocrine therapies", "no restriction on prior chemotherapy": they are permitted where the sentence says no more
_OF_ANY_NUMBER = regex(
    r"\b(?:any\s+number\s+of|unlimited(?:\s+number\s+of)?|no\s+(?:upper\s+)?(?:restrictions?|limit\w*)\s+(?:for|on|to|regarding))\s+(?:[\w()/-]+\s+){0,4}$"
)
_LISTED = regex(
    r"\b(?:refus\w+|declin(?:e|es|ed|ing)|unwilling\w*|not\s+willing)\b[^.;,]{0,60}$"
    r"|\bineligible\s+(?:for|to\s+(?:receive|undergo))\b[^.;,]{0,40}$"
    r"|\bor\s+(?:(?:are|is|be|considered|deemed)\s+)*not\s+(?:be\s+)?(?:considered\s+|deemed\s+)?"
    r"(?:eligible|suitable|(?:an?\s+)?(?:appropriate\s+|good\s+|suitable\s+)?candidates?|fit)\s+"
    r"(?:for|to\s+(?:receive|undergo))\s+(?:\w+\s+){0,3}$"
    r"|\blists?\s+of\b[^.;]{0,20}$|\belapsed\s+since\s+(?:\w+\s+){0,2}$"
)
# "changes in endocrine therapy within 3 months": taking it is not what excludes
_CHANGES = regex(
    r"\b(?:chang(?:e|es|ed|ing)|switch(?:es|ed|ing)?|modif\w+|alter(?:ed|ations?)|adjust\w+)\s+(?:in|of|to|from)\s+"
    r"(?:(?:the|their|any|dose|dosage|type|or|and|of|current|adjuvant|concomitant)\s+)*$"
)
_NOT_DONE = regex(
    r"\s*(?:(?:is|was|has|have|are|were|that|which)\s+)*(?:not|never|in)[\s-]?(?:(?:yet|been)\s+)*"
    r"(?:completed?|finished|started|given|performed|done)\b"
    r"|\s*(?:is\s+|are\s+)?(?:still\s+)?pending\b"
)
_OR_INTOLERANT = regex(
    r"\b(?:intoleran\w+|resistan\w+|refractory|progress\w+|failed)\s*,?\s*(?:(?:to|on|after)\s*,?\s*)?(?:or|and|and/or)\b[^.;,]{0,30}$"
)
_LIMITED = regex(
    r"(?:\b(?:no\s+more\s+than|up\s+to|(?:a\s+)?maximum\s+of|fewer\s+than|less\s+than|at\s+most)|≤|<)\s*"
    r"(?:\w+\s+){0,4}?(?:lines?|regimens?|number)\s+(?:of\s+)?(?:(?!(?:and|or|no|not|nor)\b)\w+\s+){0,3}$"
)
_FOR = regex(r"\bfor\s+(?:the\s+)?(?:adjuvant|neoadjuvant|first-line|palliative)\s+$")
_CANDIDATE = regex(r"\b(?:candidate|eligible|suitable|scheduled|planned|indicat)")
_IN_WHICH = regex(r"\b(?:study|studies|trials?)\s+(?:in\s+which|where|that|whose)\b[^.;]{0,80}$")
_DEFINED = regex(
    r"^\W*(?:(?:use|treatment|therapy)\s+)?counts?\b"
    r"|^\W*(?:(?:line|regimen)s?\s+(?:is|are)"
    r"|(?:is|are|was|(?:will|should|would|must)(?:\s+not)?\s+be|does|do)\s+(?:not\s+)?"
    r"(?:defined|considered|counted|count|regarded))\b"
)
# "for whom chemotherapy is considered appropriate": nothing is defined by it
_FOR_WHOM = regex(r"\bfor\s+whom\s+(?:[\w-]+\s+){0,4}$")
_IS_FIT = regex(
    r"\s+(?:is|are|was)\s+(?:considered|regarded)\s+(?:as\s+|to\s+be\s+)?(?:\w+ly\s+)?(?:appropriate|suitable|indicated|advisable)\b"
)
_COUNTS = regex(
    r"^[^.;]{0,40}\b(?:will|should|would|must|is|are)\s+(?:not\s+)?(?:be\s+)?"
    r"(?:considered|counted|regarded|count(?:s)?)\s+(?:as\s+)?(?:a\b|an\b|one\b|two\b|\d|separate)[^.;]{0,20}\b"
    r"(?:lines?|regimens?|(?:treatments?|therap\w+)(?!\s+(?:for|of)\b))"
)
# "prior conjugates count as a line of chemotherapy", "tamoxifen has no required washout"
_COUNTED_AS = regex(
    r"\b(?:counts?|counted|regarded|considered)\s+(?:as|to\s+be)\s+(?:an?\s+)?(?!(?:\w+\s+)?candidates?\b)"
    r"(?:(?:\w+\s+)?(?:lines?|regimens?|courses?|forms?)\s+of\s+)?(?:\w+\s+){0,2}$"
)
_NO_WASHOUT = regex(
    r"^[^.;(]{0,30}\b(?:not\s+(?:have\s+|require\s+)(?:an?\s+)?(?:required\s+)?|no\s+(?:required\s+)?)wash-?\s?out\b"
)
_OF_INFECTION = regex(
    r"^\s+(?:for|of|against)\s+(?:\w+\s+){0,3}?(?:infections?|autoimmune|hypertension|diabetes|asthma)\b"
)
_AS = regex(
    r"\b(?:as|is|are|considered|considered\s+to\s+be|trials?\s+of|studies\s+of|benefit\s+of)\s+"
    r"(?:(?:a|an|the|their|his|her|part\s+of|first-line|early|adjuvant|neoadjuvant|metastatic|palliative|standard|any"
    r"|either|or|and|and/or)(?:,?\s+|\s*/\s*))*$"
)
# "no greater than 1 prior biologic response modifier": none will do as well
_NO_MORE_OF_IT = regex(
    r"\b(?:no|not)\s+(?:more|greater)\s+than\s+(?:one|two|three|four|\d)\s+(?:(?:prior|previous)\s+)(?:[\w-]+\s+){0,2}$"
)
# "mTOR inhibitors as the last anticancer treatment", "anthracyclines as part of prior chemotherapy": what those before it were
_IN_THE_ROLE_OF = regex(
    r"\bas\s+(?:the\s+|their\s+|an?\s+)?(?:"
    r"(?:very\s+)?(?:last|latest|most\s+recent|final|immediate(?:ly)?(?:\s+(?:prior|previous|preceding))?)"
    r"|(?:part|component)\s+of\s+(?:(?:any|an?|the|their)\s+)?(?:prior|previous|earlier|past))\s+"
    r"(?:(?:line\s+of|systemic|prior|previous|adjuvant|neoadjuvant|\(neo\)adjuvant|standard|or)\s+)*$"
)
_TARGET_OF = regex(r"\btarget\s+of\s+$|^\W*see\s+$")
_REPLACEMENT = regex(
    r"^\W*(?:note:?\s*)?(?:replacement\s+therapy\b|hormone\s+replacement\s+therapy\s*\(?(?:e\.g\.?,?\s*)?(?:thyrox|insulin|physiolog))"
)
_ETHICS = regex(r"\birb\b|\bethics\b|\binstitutional review")
# "the following CYP3A4 substrates: …" means those that it lists
_THE_FOLLOWING = regex(
    r"\b(?:any\s+of\s+)?(?:the|these)\s+following\s+(?:[\w-]+\s+){0,3}$|\bany\s+of\s+these\s+(?:[\w-]+\s+){0,2}$"
)
_LISTS = regex(r"[^.;:]{0,30}:\s*(?=[a-z])")
# "Endocrine therapy: Not specified" among the headings of an old registration
_NOT_SPECIFIED = regex(r"\s*:\s*not\s+specified\b")
_NON = regex(r"\bnon-?\s?$")
# "endocrine-resistant disease, defined as: relapse …": what shows the resistance is asked for, and nothing beside it
_RESISTANCE = regex(
    r"(?P<head>[\s-]*(?:resistan\w+|refractory|insensitiv\w*)\b(?:\s+(?:breast|disease|cancers?|tumou?rs?|patients))*)\s*(?:\([^()]*\))?\s*"
    r"(?::$|[,;:(]*\s*(?:(?:is|are|was|as)\s+)?(?:defined\b|i\.?e\b|that\s+is\b|meaning\b|either\b)(?:[^:]*:$|[^.]*?\b(?:progress|relaps|recur|fail)))"
)
_DEFINITION = regex(r"\((?:which\s+is\s+)?defined\s+as\b[^()]*$")
# "Prior chemotherapy:" over a list
_TITLE_ENDS = regex(r"\W*(?:(?:\w+\s+)?(?:requirements?|criteria|restrictions?|history|rules?)\W*)?")
_TITLE = regex(r"(?:(?:prior|previous|concurrent|concomitant|current|allowed|or|and|and/or)[\s/]+)*")
_LABELS = regex(
    r"\s*:\s*(?:(?:no|not|prior|previous|must|patients?|never|only|recover\w*|see)\b"
    r"|(?:at\s+least|more\s+than|[<>≥≤]=?)\s*[\w.]+\s+\w+\s+(?:must\s+)?(?:have\s+|has\s+)?(?:elapsed\s+|passed\s+)?"
    r"(?:since|after|from|following)\b)"
)
# "No other systemic therapy within 3 weeks, except for the following:" is said of all but these
_EXCEPTIONS_FOLLOW = regex(r"\b(?:except(?:ions?|ing)?|unless|other than|apart from)\b[^:]{0,40}:\W*$")
_COUNTS_LINES = regex(r"\b(?:lines?|regimens?|forms|therapies|treatments)\b|\d\s+(?:\w+\s+){0,3}(?:chemo)?therapy$")
# "no more than 2 prior regimens, including bevacizumab": it counts as one, and need not have been given
_AT_MOST = regex(
    r"(?:no|not)\s+more\s+than|up\s+to|(?:a\s+)?max\w*|at\s+most|≤|<|(?:less|fewer)\s+than|(?:0|zero|no)\b"
)
_COUNTED_IN = regex(
    r"[^.;:]{0,60}?(?:\(|,|\b)\s*(?:includ\w+|counting)\b(?!\s+(?:an?\s|at\s+least|one\b|prior\b|previous\b))[^.;:]{0,60}"
)
# "an exclusion of tumors that are candidates for curative treatment": of which tumors, and not what was or will be given
_FOR_WHICH_IT_IS_FIT = regex(
    r"\b(?:tumou?rs?|disease|cancers?|carcinomas?|lesions?|metastas[ei]s)"
    r"(?:,?\s+(?:that|which)\s+(?:is|are|was|were))?\s+(?:still\s+)?(?:an?\s+)?"
    r"(?:candidates?|suitable|amenable|eligible|appropriate)\b[^.;:]{0,40}$"
)
# "two prior regimens, one of which must have included a taxane": that one is asked for beside the number
_ONE_OF_WHICH = regex(
    r"[^.;]*?\b(?:one|1)\s+(?:lines?\s+|regimens?\s+)?of\s+which\s+"
    r"(?P<told>must|should|ha(?:s|d|ve)\s+to|was|were|is|has|had|included|contained|consisted)\b[^.;]*"
)
_GENERAL = frozenset(
    {"anticancer therapy", "curative therapy", "investigational agent", "local therapy", "standard therapy",
     "systemic therapy"}
)  # fmt: skip
_SHORT = 3  # letters of a regimen's code ("EC"), which other things share
_NEAR = 300
_NEXT = 12  # characters


def is_defined(words: Around, start: int, *, dated: bool) -> bool:
    """Whether it stands in a definition, a list to look up, a number that only limits, another word of the same letters."""
    own, name = words.own, words.name
    if (
        (_LISTED.search(own) and not dated and not _OR_INTOLERANT.search(own))
        or _LIMITED.search(own)
        or _TARGET_OF.search(own)
    ):
        return True
    if _CHANGES.search(own[-60:]) or (words.passage.base is Effect.EXCLUDE and _NOT_DONE.match(words.behind)):
        return True
    if _IN_WHICH.search(own) or _OPTIONAL.search(own) or _COUNTED_AS.search(own) or _NO_WASHOUT.match(words.after):
        return True
    if name.concept in _GENERAL and _OF_INFECTION.match(words.behind):
        return True
    if (
        (_DEFINED.match(words.behind) and not _is_fit_for_them(words))
        or _COUNTS.match(words.after)
        or (name.concept in _GENERAL and _AS.search(own))
    ):
        return True
    if _is_limited_or_a_role(words) or _is_of_any_number(words):
        return True
    if name.concept == "anticancer therapy" and (
        _TALKING.search(own[-40:]) or (_FOR.search(own) and not _CANDIDATE.search(own[-70:]))
    ):
        return True
    if _REPLACEMENT.match(words.passage.lower, start) or (_NON.search(own) and not name.detail):
        return True
    if _NOT_SPECIFIED.match(words.behind) or _is_spelt_out(words):
        return True
    if (shown := _RESISTANCE.match(words.passage.lower, name.end)) is not None:
        words.passage.claimed.append((name.start, shown.end("head")))
        return True
    if _DEFINITION.search(own) or _FOR_IT.search(own) or is_conduct(words.passage.lower):
        return True
    return name.end - name.start <= _SHORT and _ETHICS.search(near(words)) is not None


def _is_limited_or_a_role(words: Around) -> bool:
    """Whether there may be so many of it, a disease is fit for it, or the treatment before it had its role: "A as the last therapy"."""
    if words.passage.base is Effect.REQUIRE and _NO_MORE_OF_IT.search(words.own[-60:]):
        return True
    if words.passage.base is Effect.EXCLUDE and _FOR_WHICH_IT_IS_FIT.search(words.own):
        return True
    return _IN_THE_ROLE_OF.search(words.own[-90:]) is not None


def _is_fit_for_them(words: Around) -> bool:
    """Whether it is what those who are meant may be given: "for whom chemotherapy is considered appropriate"."""
    return _FOR_WHOM.search(words.own) is not None and _IS_FIT.match(words.behind) is not None


def _is_of_any_number(words: Around) -> bool:
    """Whether there may have been any number of it in a sentence that permits nothing."""
    permits = words.passage.scopes.mood(words.name.start) is Mood.PERMITTED
    return not permits and _OF_ANY_NUMBER.search(words.own) is not None


def _is_spelt_out(words: Around) -> bool:
    """Whether a class stands before the list of those of it that are meant."""
    if _THE_FOLLOWING.search(words.own[-60:]) is None or (listed := _LISTS.match(words.behind)) is None:
        return False
    begins = words.name.end + listed.end()
    return any(m.kind is Kind.THERAPY and begins <= m.start <= begins + _NEXT for m in words.passage.mentions)


# "axillary staging by sentinel node biopsy or dissection": which operation, is what follows
_BY_ONE_OF = regex(
    r"\s*(?:procedures?\s+|surgery\s+)?(?:\("
    r"|,?\s*(?:(?:which|that)\s+(?:can|may|could)\s+)?"
    r"(?:with|by|using|via|through|includ(?:e|es|ing)|consisting\s+of|either|i\.e\.|e\.g\.)[\s:,(]+)"
    r"(?:(?:either|an?|the|of|e\.g\.|i\.e\.,?)\s+)*(?:sentinel|sln|slnb|snb|targeted|tad|axillary|alnd|lymph|node)"
)


def is_heading(words: Around) -> bool:
    """Whether it is a heading: "Prior antitumor therapies:" over a list, or a topic that stands alone ("Chemotherapy")."""
    passage, name = words.passage, words.name
    over_a_list = (
        passage.text.endswith(":") and not name.naive and _EXCEPTIONS_FOLLOW.search(passage.lower, name.end) is None
    )
    if over_a_list and (name.concept in _GENERAL or _TITLE.fullmatch(passage.lower, 0, name.start)):
        return name.concept in _GENERAL or _TITLE_ENDS.fullmatch(passage.lower, name.end) is not None
    if name.concept == "axillary surgery" and _BY_ONE_OF.match(words.behind):
        return True
    if headed_class(passage) == name.concept and passage.lower.find(":") >= name.end:
        return True
    if (
        name.start == 0
        and _LABELS.match(words.behind)
        and any(_is_told_behind(passage, name, m) for m in _therapies(passage))
    ):
        return True  # "Surgery: no prior mastectomy"
    alone = name.start == 0 and not words.behind.strip(" .:")
    alone = alone and not (name.naive and ":" not in words.behind)  # "Chemotherapy-naive" says all
    return alone and passage.base is Effect.REQUIRE and not passage.lead and not is_all_of_its_line(words)


_OF_THE_BREAST = frozenset({"mastectomy", "lumpectomy"})


def is_all_of_its_line(words: Around) -> bool:
    """Whether an operation of the breast is all that a line among inclusions says: "Modified radical mastectomy"."""
    passage, name = words.passage, words.name
    if name.concept not in _OF_THE_BREAST or passage.base is not Effect.REQUIRE or passage.lead:
        return False
    return name.start == 0 and not words.behind.strip(" .") and ":" not in passage.text


def _therapies(passage: Passage) -> list[Mention]:
    return passage.of_kind(Kind.THERAPY)


def _is_told_behind(passage: Passage, name: Name, other: Mention) -> bool:
    return other.start > name.end and ";" not in passage.lower[name.end : other.start]


def explains_lines(passage: Passage, name: Name) -> bool:
    """Whether the name only explains a count: "one line of endocrine therapy (tamoxifen or …)", "of which one was …"."""
    lower = passage.lower
    for start, end in passage.claimed:
        if not 0 <= name.start - end <= _NEAR or not _COUNTS_LINES.search(lower, start, end):
            continue
        if passage.base is Effect.REQUIRE and (one := _ONE_OF_WHICH.fullmatch(lower, end, name.start)) is not None:
            return _AT_MOST.match(lower, start) is not None and one["told"] not in ("must", "should")
        opened = lower.find("(", end, end + 3)
        closed = lower.find(")", opened) if opened >= 0 else -1
        if opened >= 0 and opened < name.start < (closed if closed > 0 else len(lower)):
            return True
        if "of which" in lower[end : name.start]:
            return True
        if _AT_MOST.match(lower, start) and _COUNTED_IN.fullmatch(lower, end, name.start):
            return True
    return False
