"""Owns what restricts an excluded condition beyond its name: a word before it, or a clause behind the list that holds it."""

from __future__ import annotations

from criteria.patterns import Pattern, Words, regex
from criteria.text.passage import Passage

Range = tuple[int, int]

# "recent infarction", "newly diagnosed diabetes", "resistant hypertension", "impending fracture": some of it
_WORD_BEFORE = regex(
    r"(?<!or )(?<!and )(?<!/)\b(?P<word>recent(?:ly (?:diagnosed|discovered|acquired))?"
    r"|new(?:ly[- ](?:diagnosed|discovered|detected|developed)|[- ]onset)"
    r"|(?:treatment|therapy|drug|medication)?-?resistant"
    r"|(?:rapidly |quickly |slowly )?progressi(?:ve|ng)|(?:rapidly )?worsening|long[- ]?(?:standing|lasting|term)"
    r"|impending|imminent|complicated|secondary|brittle|paroxysmal"
    r"|advanced)\s+(?:\([^()]{1,50}\)\s*)?(?:history of\s+(?:an?\s+)?)?(?:[a-z-]+\s+)?$"
)
# "cord compression not definitively treated"
_NOT_TREATED = regex(
    r"\s*(?:(?:that|which) (?:is|are|was|were|has|have) )?"
    r"(?P<cue>not (?:been |yet )*(?:[a-z]+ly )?(?:treated|repaired|corrected|drained|resected|anticoagulated))\b"
)
# "neuropathy not associated with chemotherapy", "anemia secondary to another cause": by what it came about
_CAUSE = regex(
    r"\s*(?:\([^()]{1,24}\)\s*)?(?P<cue>(?:(?:that|which) (?:is|are|was|were) )?(?:not )?(?:"
    r"secondary to|due to|caused by|attributable to|attributed to|resulting from|associated with|related to"
    r"|as a result of)\b)(?! (?:any|an?y? unknown|whatever))"
)
_OF_TREATMENT = regex(r"\b(?:toxic\w*|adverse|side[- ]effects?|complications?|recover\w*|events?|effects)\b")
_BOTH = regex(r"\b(?:primary|prior|past|history of|previous|remote|chronic)\s*(?:,|or|and|and/or|/)\s*(?:an?\s+)?$")
# "suspected pneumonitis that cannot be ruled out" says how it is known, and restricts nothing
_CAN = r"can(?:not(?! be (?:ruled out|excluded)\b(?! as)))?"
# a list that ends in "… that would make surgery unsafe", a bracket of examples before "impairing …"
_CLAUSE = regex(
    r"(?P<list>(?:[^;.]|(?<=\be)\.g\.|(?<=\bi)\.e\.|(?<=\betc)\.){0,180}?)(?P<end>[\s,)]+)"
    r"(?P<cue>"
    r"(?:that|which)\s+(?:(?:in the (?:opinion|judge?ment)[^,;.]{0,40},?|is|are|significantly|adversely|seriously)\s+)*"
    r"(?:"
    rf"would|could|may|might|{_CAN}|will|likely|expected|preclude\w*|prevent\w*|interfere\w*|limits?|impairs?|affects?"
    r"|makes?|place[sd]?|puts?|pose[sd]?|compromise\w*|contraindicate\w*|increases?|judged|deemed|considered|felt)\b"
    r"|where (?:there (?:is|are|was|were)|it)\b"
    r"|(?:precluding|impairing|interfering|preventing|compromising|contraindicating|limiting|making|rendering|deemed"
    r"|judged|sufficiently|severe enough|serious enough|likely to|expected to)\b)"
)
_NEW_CLAUSE = regex(r"\b(?:that|which|who|unless|except|if|but|within|requiring|history)\b|\d\s*(?:weeks|months|years)")
# the clause belongs to the last of the list where that names nothing in particular
_GENERAL_LAST = regex(
    r"\b(?:any|other|another|social|psych\w+|mental|medical|situations?|circumstances?|serious|severe|significant"
    r"|uncontrolled)\b[^,;()]{0,60}$"
    r"|\b(?:"
    r"conditions?|disorders?|illness(?:es)?|diseases?|problems?|abnormalit\w+|complications?|findings?|symptoms?"
    r"|events?)\s*$"
)
# an illness of the mind stands beside other "conditions that would preclude treatment" only where it does so too
_OF_THE_MIND = regex(r"\bpsych\w+|\bmental|\bdepress\w+|\baddict\w+|\bsocial\b")
_IN_THE_WAY = regex(
    r"(?:(?:that|which)\s+(?:\w+\s+){0,3}?)?(?:"
    r"render\w*|preclude\w*|precluding|prevent\w*|interfer\w+|limit\w*|impair\w*|compromis\w+|affect\w*|hinder\w*"
    r"|preclud\w+)\b"
)
# "a chronic disease such as … which may", "impaired gastrointestinal function or gastrointestinal disease that may"
_HEADS_IT = regex(
    r"\s*,?\s*\(?(?:such as|e\.g\.?,?|including|like)\b|\s*(?:function|tract)?\s*(?:\([^()]*\)\s*)?or\s+(?:any\s+)?(?:gastrointestinal|gi|digestive)\b"
)
# "arrhythmia or valvular disease that requires medication", "an effusion, or ascites requiring drainage": said of each of them
_SHARED = regex(
    r"(?P<list>(?:\s*\([^()]{1,30}\))?(?:,(?: (?!(?:that|which|who)\b)[\w/-]+){1,4}?){0,4}(?P<comma>,)? (?:or|and/or)"
    r"(?: (?!(?:that|which|who)\b)[\w/-]+){1,4}?(?: \([^()]{1,30}\))?)? "
    r"(?P<cue>(?:that|which|who)(?P<clause>) "
    r"(?:(?:is|are|was|were|has|have|had|been|do|does|clinically|currently|already)\s+)*"
    r"(?:requir\w+|need\w*"
    r"|(?:not |un|in|poorly |inadequately )(?:been |yet |well |adequately |sufficiently |under )*(?:adequate )?"
    r"control(?:led)?"
    r"|detectable|(?:a |an )?(?:detectable|active|elevated|evidence)|untreated|unstable|symptomatic|progressing|would"
    rf"|could|may|might|{_CAN})\b"
    r"|requiring\b|needing\b|(?:uncontrolled|not (?:well |adequately |sufficiently )*controlled) (?:by|with|despite|on|under)\b)"
)
# what has happened is over, and neither needs nor lacks control
_EVENTS = regex(
    r"\b(?:"
    r"infarct\w*|stroke|accident|attack|cva|tia|mi|angina|embol\w+|thrombo\w+|torsades?|arrest|hiv|aids|cirrhosis"
    r"|transplant\w*|long qt|bleeding|ha?emorrhage|perforation|fistula|dementia|pneumonitis|heart failure|chf)\b"
)
_COULD = regex(r"\b(?:would|could|may|might|can|cannot)$")
_NAMELESS = regex(r",? or (?:(?:any|other|another) )*(?:diseases?|conditions?|disorders?|illness(?:es)?)")
_FLUID = regex(r"\b(?:effusions?|ascites)\b")
_ENDS = regex(r"[;.]|$")
_CLAUSE_ENDS = regex(r"[,;.)]|$")
_NEAR = 60


# "lupus or other connective tissue disease with pulmonary involvement (i.e., scleroderma)": only where it involves that organ
_INVOLVED = r"with (?:(?!(?:or|and)\b(?! suspic| suspect)|no\b|history\b)[\w-]+,? ){1,6}?(?:involvement|damage|complications?|manifestations?)\b"
_WITH_INVOLVEMENT = regex(rf"(?P<list> (?:or|and/or|and)(?: [\w/-]+){{1,4}}?)? (?P<cue>{_INVOLVED})")
_AROUND_THE_EXAMPLE = regex(rf"(?P<cue>{_INVOLVED})[^().;]{{0,40}}\((?:i\.e\.|e\.g\.|such as|including|like)[^()]*$")
# "systemic disease that could interfere with treatment (e.g., A, B)": an example excludes only as such a disease
_IN_THE_WAY_OF_IT = regex(
    r"\b(?:diseases?|illness(?:es)?|conditions?|disorders?)\s+"
    r"(?P<cue>(?:that|which)\s+(?:would|could|may|might|can)\b[^().;]{3,90})\("
    r"(?:i\.e\.|e\.g\.?|such as|including|like)[^()]*$"
)
# an example that says how bad it is, is bad enough: "(e.g., unstable angina)"
_BAD_ENOUGH = regex(
    r"\b(?:uncontrolled|severe|unstable|active|symptomatic|significant|acute|serious|decompensated|advanced|major"
    r"|refractory|end-stage|recent|poorly)\b[^,;()]*$"
)
_CLASS = regex(r"\b(?:new york heart|nyha|class|grade|stage)\b")
# "any severe concurrent disease, infection, or comorbid condition that renders …"
_AMONG_ILLS = regex(r"\b(?:diseases?|illness(?:es)?|conditions?|disorders?),\s+$")
_OR_ANY_THAT = regex(
    r",?\s+or\s+(?:[\w-]+\s+){0,3}(?:comorbidity|comorbidities|conditions?|diseases?|disorders?|illness(?:es)?)\s+"
    r"(?P<cue>"
    r"(?:that|which)\b[^.;]{0,80}?\b(?:would|could|may|might|renders?|makes?|interferes?|precludes?|prevents?)\b)"
)
_LONG = 260  # characters
_BRACKETS = regex(r"\([^()]*\)")
# "active cardiac disease: angina, arrhythmias …": the list says which
_OF_AN_ORGAN = regex(
    r"(?:"
    r"cardiac|heart|cardio-?vascular|pulmonary|lung|liver|hepatic|renal|kidney|gastro-?intestinal|neurologic(?:al)?"
    r"|autoimmune|psychiatric|mental|vascular|hematologic(?:al)?|medical) "
    r"(?:diseases?|disorders?|conditions?|illness(?:es)?|problems?|history|abnormalit(?:y|ies))(?: problems?)?"
)
_HEADS_A_LIST = regex(r"(?: \([^()]*\))?\s*:(?=\W*$|\s*[a-z][^.]{10,})")
# "HBsAg positive with HBV DNA > 500 IU/mL": a carrier is excluded only together with the load
# up to the load, unless it is what lets the carrier in: "HBV carriers are eligible if the viral load is undetectable"
_UP_TO_ITS_LOAD = (
    r"(?:(?!\b(?:or|defined|meaning|namely|unless|except)\b"
    r"|(?<!not )(?<!not be )\b(?:eligible|allowed|permitted|enrolled|included)\b)[^.;]){1,90}?"
)
_LOADS = {
    "hepatitis b": regex(_UP_TO_ITS_LOAD + r"(?P<cue>\b(?:(?:hbv|hepatitis b(?: virus)?)[ -]*)(?:dna|viral load)\b|\b(?:dna|viral load|copies)\b)"),
    "hepatitis c": regex(_UP_TO_ITS_LOAD + r"(?P<cue>\b(?:(?:hcv|hepatitis c(?: virus)?)[ -]*)(?:rna|viral load)\b|\b(?:rna|viral load|copies)\b)"),
}  # fmt: skip
_OTHER_VIRUS = regex(r"\b(?:hbv|hcv|hiv|hepatitis [abcde])[ -]*$")


def with_its_load(passage: Passage, concept: str, end: int) -> Range | None:
    """The viral load with which an infection named up to ``end`` is excluded; None where none stands beside it."""
    pattern = _LOADS.get(concept)
    match = pattern.match(passage.lower, end) if pattern is not None else None
    if match is None or _OTHER_VIRUS.search(passage.lower, end, match.start("cue")):
        return None
    return match.start("cue"), _end(_ENDS, passage.lower, match.end("cue"))


# as in: cirrhosis (Child-Pugh B or C), liver disease with a Child-Pugh score above 7
_OF_A_CLASS = regex(
    r"(?: of the liver)?,? ?\(?(?:(?:with|at|of|defined as|diagnosed|i\.e\.,?|an?|level|class|score) )*(?P<cue>child[- ]?pugh)\b"
    r"(?! (?:class |level |score )?a or (?:higher|worse|above)\b)"
)


def restriction(passage: Passage, start: int, end: int) -> Range | None:
    """The words that restrict the condition named at ``start`` to ``end``; None where nothing does."""
    lower = passage.lower
    word = _WORD_BEFORE.search(lower, max(0, start - _NEAR), start)
    if word is not None and not _BOTH.search(lower, 0, word.start("word")):
        return word.start("word"), end
    cause = None if _OF_TREATMENT.search(lower, start, end) else _CAUSE.match(lower, end)
    if cause is not None and passage.is_free(cause.start("cue"), stop := _end(_CLAUSE_ENDS, lower, cause.end())):
        return cause.start("cue"), stop
    heads = _HEADS_A_LIST.match(lower, end) if _OF_AN_ORGAN.fullmatch(lower, start, end) else None
    if heads is not None:
        return start, heads.end()
    involved = _WITH_INVOLVEMENT.match(lower, end)
    if involved is not None and not (involved["list"] and _EVENTS.search(lower, start, end)):
        return involved.span("cue")
    for pattern in (_AROUND_THE_EXAMPLE, _IN_THE_WAY_OF_IT):
        around = pattern.search(lower, max(0, start - _LONG), start)
        if around is not None and (pattern is _AROUND_THE_EXAMPLE or not _is_bad_enough(lower, start, end)):
            return around.span("cue")
    ills = _OR_ANY_THAT.match(lower, end) if _AMONG_ILLS.search(lower, max(0, start - _NEAR), start) else None
    if ills is not None:
        return ills.span("cue")
    graded = _OF_A_CLASS.match(lower, end)
    if graded is not None and not _is_bad_enough(lower, start, end):
        return graded.start("cue"), _end(_ENDS, lower, graded.end("cue"))
    untreated = _NOT_TREATED.match(lower, end)
    if untreated is not None:
        return untreated.start("cue"), untreated.end()
    return _behind(passage, start, end) or shared_clause(passage, start, end)


def _is_bad_enough(lower: Words, start: int, end: int) -> bool:
    """Whether an example says how bad it is, by a word before it, in its name or by a class or grade behind."""
    return (
        _BAD_ENOUGH.search(lower, max(0, start - 24), end) is not None
        or _CLASS.search(lower, start, end + 24) is not None
    )


def shared_clause(passage: Passage, start: int, end: int) -> Range | None:
    """The clause behind an "or" that is said of what stands before it too: "asthma or bronchitis which is not controlled"."""
    lower = passage.lower
    match = _SHARED.match(lower, end)
    if match is None or _EVENTS.search(lower, start, end):
        return None
    if match["list"] is None:
        return None if match["clause"] is None else (match.start("cue"), _end(_CLAUSE_ENDS, lower, match.end("cue")))
    general = _COULD.search(match["cue"]) is not None and _GENERAL_LAST.search(match["list"]) is not None
    if _NEW_CLAUSE.search(match["list"]) or general or _NAMELESS.fullmatch(match["list"]):
        return None  # "gout, or other diseases that require oxygen": it is the other diseases that need it
    fluid = _FLUID.search(lower, start, end) is not None and _FLUID.search(match["list"]) is not None
    if match["clause"] is None and "," in match["list"] and not fluid:
        return None  # "asthma, or arrhythmia requiring medication"
    return match.start("cue"), _end(_CLAUSE_ENDS, lower, match.end("cue"))


def _behind(passage: Passage, start: int, end: int) -> Range | None:
    """The clause that closes the list, or the bracket, in which a condition stands."""
    lower = passage.lower
    match = _CLAUSE.match(lower, end)
    if match is None:
        return None
    listed = str(lower[match.start("list") : match.end("list")])
    bracket = lower.count("(", 0, end) > lower.count(")", 0, end)
    behind = listed + match["end"]
    closes = behind.count(")") > behind.count("(")
    if not bracket and not closes and "(" in behind:
        listed = _BRACKETS.sub(" ", behind).rstrip(" ,")
    if bracket is not closes or _NEW_CLAUSE.search(listed):
        return None
    last = not bracket and listed.strip() and (not _is_list(listed) or _GENERAL_LAST.search(listed))
    mind = _OF_THE_MIND.search(lower, start, end) and _IN_THE_WAY.match(lower, match.start("cue"))
    if last and not mind and not _HEADS_IT.match(listed):
        return None
    return match.start("cue"), _end(_ENDS, lower, match.end("cue"))


def _is_list(words: str) -> bool:
    return "," in words or " or " in words or " and " in words


def _end(stop: Pattern, lower: str, at: int) -> int:
    found = stop.search(lower, at)
    return found.start() if found else len(lower)
