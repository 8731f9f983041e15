"""Owns what a text says about the diagnosis: the cancer that is asked for, its histology, and other malignancies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.context import Cue, Mood
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.tag import Mention
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.windows import windows

_MALIGNANCY = r"(?:(?:invasive|active|primary|non-breast|solid|haematolog\w+|hematolog\w+|in situ|systemic|known|serious|concomitant|malignant|concurrent|synchronous|metastatic|significant|progressing) )*(?:malignan\w+(?: (?:disease|tumou?rs?|neoplasms?))?|cancers?|neoplas(?:m|ia)s?|primary(?= (?:within|in the))|carcinomas?|primary tumou?rs?|tumou?rs?)"
_OTHER = regex(
    rf"""\b(?:other|another|second(?:ary)?|additional|prior|previous|concurrent|concomitant|different|synchronous|co-?existing|any|separate|simultaneous|non-breast|past|active|multiple(?=\ primary))\s
        (?:(?:or|and|and/or|/|,|other|second(?:ary)?|active|concurrent|prior|previous|past|concomitant|additional|primary|current|known|history\ of|history|an?|different|non-breast|synchronous|current\ or\ prior)\s)*{_MALIGNANCY}
      | \b(?:history|diagnosis|diagnosed|evidence)\s(?:of|with)\s(?:an?\ |any\ |another\ |other\ |a\ second\ |prior\ |invasive\ |active\ )*(?:malignanc\w+|malignant\ (?:disease|tumou?rs?|neoplasms?)|cancer(?=\ (?:other|within|in|except|\(|who|that|with))|non-breast\ (?:cancer|malignanc\w+))
      | \bmalignanc(?:y|ies)\ (?:other|within|in\ the|during|except|treated|diagnosed)
      | \b(?:malignan\w+|cancers?|neoplasms?|tumou?rs?)\ other\ than
      | ^(?:any\ |known\ |a\ )?malignan(?:cy|cies|t\ (?:neoplasms?|tumou?rs?|disease))\b(?=\ ?\(|\ (?:other|within|except|in\ the|during)|,)
      | \bdouble\ primary | \bsecond\ primar(?:y|ies)""",
    re.VERBOSE,
)
_HINT_OTHER = regex(r"malignan|cancer|neoplas|primar|carcinoma|tumou?r")
_NO_MALIGNANCY = regex(
    r"\s*(?:therap|treatment|medic|drug|agent|vaccin|surger|cells?\b|pain|specimen|tissue|biops|lesion|target|not listed)"
)
_TREATED_FOR = regex(
    r"\b(?:therap\w*|treatments?|chemotherap\w*|drugs?|agents?|salts|radiation|radiotherapy|surgery|\w+nib|\w+mab)[^.;]{0,30}\bfor (?:an?|the)? ?$"
)
_OWN_TUMOR = regex(
    r"(?:any|prior|previous|active|known) (?:primary |invasive )?(?:tumou?r|cancers?$|cancer (?:therap|treat))"
)
_FREE_OF = regex(r"\b(?:disease|cancer|recurrence|relapse)[- ]free (?:of|from|for)?[^.;]{0,50}$|\bfree of[^.;]{0,30}$")
_ANCHOR = regex(
    r"\b(?:treat(?:ments?|ed|ing)?|therap(?:y|ies)|chemotherapy|surgery|radiotherapy|radiation|regimens?|lines?|agents?|drugs?|medications?|received|indicated|approved|history of|risk|incidence|resection|prevention|recurrence|relapse|progression|related|due|secondary|from|other than|cause[ds]?|survivors?|disease-free)\b(?: \w+){0,4}? (?:for|of|to|from|against|due to|by|with|in|than)(?: (?:the|their|her|his|current|this|any|a|an|early|advanced|metastatic|locally|invasive|primary|study|index|her2|or|positive|negative|recurrent|hr|er|her2-positive|her2-negative|hr-positive|stage|iv|breast))*\s*$"
    r"|\b(?:recurrence|relapse|progression|treatment|onset) of (?:the |their |current |primary |metastatic )*$"
    r"|\b(?:since|after|from|before|prior to|following|time of|date of|at|within)\b[^.;,]{0,30}\bdiagnosis of (?:the |their |current |primary |metastatic )*$"
    r"|\b(?:prior to|before|since|after|following|until|criteria in|criteria for) (?:the |their |initial |first )*$"
)
_RELATIVES = regex(r"family|relative|first[- ]degree|mother|sister")
_ATTRIBUTE = regex(
    r"[- ](?:related|specific|directed|free|antigen|cells?\b|surger|therap|treatment|risk|susceptib|survivor|gene|diagnosis|recurrence)"
)
_DIAGNOSIS = regex(
    r"histolog|cytolog|patholog|confirmed|diagnos|proven|documented|biopsy|newly|(?:women|men|patients|subjects|participants|individuals) with|have|has\b|must|:|following"
)
_DIAGNOSED = regex(r"histolog|cytolog|patholog|confirmed|diagnos|proven|documented|biopsy")
_SUBTYPE = regex(
    r"^(?:(?:her2|hormone receptor|hr|er|triple)[- ](?:positive|negative|low)|er[+-]|metastatic|advanced|early|locally advanced|recurrent|stage \w+)\b.*\bbreast cancer$",
    re.IGNORECASE,
)
_EARLIER = regex(
    r"\b(?:prior|previous|history of|past|contralateral|ipsilateral|bilateral|another|second|earlier|concurrent|synchronous)\b[^.;,]{0,40}$"
)
_ORGAN_CANCERS = {
    "breast": "breast cancer", "ovarian": "ovarian cancer", "colorectal": "colorectal cancer", "colon": "colon cancer", "gastric": "gastric cancer",
    "lung": "lung cancer", "prostate": "prostate cancer", "pancreatic": "pancreatic cancer", "endometrial": "endometrial cancer",
    "endometrial/uterine": "endometrial cancer", "cervical": "cervical cancer", "bladder": "bladder cancer", "urothelial": "urothelial carcinoma",
    "esophageal": "esophageal cancer", "gastroesophageal junction": "gastroesophageal junction cancer", "head and neck": "head and neck cancer",
    "thyroid": "thyroid cancer", "renal": "renal cell cancer", "kidney": "renal cell cancer", "hepatocellular": "hepatocellular carcinoma", "biliary": "biliary tract cancer",
}  # fmt: skip
_BASAL_OR = regex(r"\bbasal(?: cell)?(?=(?:,| and| or| and/or|/)+ ?squamous)")
_ORGAN = regex(r"\b(?:" + "|".join(sorted(_ORGAN_CANCERS, key=len, reverse=True)) + r")\b")
_LIST = regex(
    r"\s?(?:\([^()]*\))?\s?(?:,|/|;|\bor\b|\band\b|,\s?(?:or|and))\s?(?:cn-high |advanced |metastatic |recurrent |high[- ]grade |serous |squamous |other |and/or )*"
)
_ORGANS = regex(rf"(?:\s?(?:,|/|or|and|and/or|,\s?(?:or|and))\s?(?:{_ORGAN.pattern})?)+\s?")
_OWN_DISEASE = frozenset({"breast cancer", "invasive breast cancer", "solid tumor", "cancer"})


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about cancers."""
    if passage.base is Effect.ALLOW and not passage.of_kind(Kind.CANCER):
        return []
    others = list(_others(passage))
    taken = [(a.start, a.end) for a in others]
    named = [a for a in _named(passage) if all(a.end <= s or e <= a.start for s, e in taken)]
    excluding = passage.base is Effect.EXCLUDE or (others and passage.scopes.negations(others[0].start) > 0)
    if others and (excluding or others[0].polarity is Polarity.MUST_NOT):
        first = others[0]
        named = [a for a in named if a.start < first.start or passage.scopes.over(a.start, Cue.EXCEPTION) is not None]
    return sorted([*others, *named], key=lambda a: a.start)


def _others(passage: Passage) -> Iterator[Atom]:
    lower = passage.lower
    for match in _OTHER.finditer(lower) if _HINT_OTHER.search(lower) else ():
        after = lower[match.end() :]
        if (
            passage.scopes.over(match.start(), Cue.EXCEPTION)
            or _TREATED_FOR.search(lower[: match.start()])
            or _OWN_TUMOR.match(match.group() + after[:8])
            or _NO_MALIGNANCY.match(after)
        ):
            continue
        polarity = Polarity.MUST_NOT if _FREE_OF.search(lower[: match.start()]) else Polarity.FOLLOW
        when = _window(passage, match.start(), match.end(), inverted=polarity is Polarity.MUST_NOT)
        yield Atom(match.start(), match.end(), Requirement(Kind.CANCER, "other malignancy", when=when), polarity)
        return


def _mentions(passage: Passage) -> list[Mention]:
    """Cancers by name, and organs that stand among them in a list: "breast, ovarian or prostate cancer"."""
    named = passage.of_kind(Kind.CANCER)
    if not named:
        return named
    found = list(named)
    for match in _BASAL_OR.finditer(passage.lower):
        found.append(Mention(match.start(), match.end(), Kind.CANCER, "basal cell carcinoma"))
        found.sort(key=lambda m: m.start)
    for match in _ORGAN.finditer(passage.lower):
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        after = next((m for m in named if m.start >= match.end()), None)
        before = next((m for m in reversed(found) if m.end <= match.start()), None)
        joined_after = after is not None and _ORGANS.fullmatch(passage.lower[match.end() : after.start]) is not None
        joined_before = before is not None and _LIST.fullmatch(passage.lower[before.end : match.start()]) is not None
        if joined_after or joined_before:
            found.append(Mention(match.start(), match.end(), Kind.CANCER, _ORGAN_CANCERS[match.group()]))
            found.sort(key=lambda m: m.start)
    return found


def _window(passage: Passage, start: int, end: int, *, inverted: bool) -> Window | None:
    """The time within which the other cancer counts; "free of disease for 5 years" rules out less than that."""
    found = next(windows(passage.lower, max(0, start - 40), min(len(passage.lower), end + 90)), None)
    if found is None or passage.scopes.over(found.start, Cue.EXCEPTION) is not None:
        return None
    window = found.window
    if inverted or window.op in (">=", ">"):
        return Window("<", window.number, window.unit)
    return window


def _named(passage: Passage) -> Iterator[Atom]:
    seen: set[str] = set()
    reach = -1  # where the list of diagnoses that is being read has come to
    for mention in _mentions(passage):
        listed = reach >= 0 and _LIST.fullmatch(passage.lower[reach : mention.start]) is not None
        if (
            mention.name in seen
            or mention.name == "other malignancy"
            or not (listed or _states_a_diagnosis(passage, mention))
        ):
            continue
        seen.add(mention.name)
        reach = mention.end
        if passage.base is Effect.EXCLUDE and passage.scopes.over(mention.start, Cue.EXCEPTION) is None:
            yield from _excluded(passage, mention)
        elif (name := _diagnosis(passage, mention)) is not None:
            yield Atom(_noun(passage, mention), mention.end, Requirement(Kind.CANCER, name))


def _noun(passage: Passage, mention: Mention) -> int:
    """Where the diagnosis itself starts, behind the stage or receptor that the vocabulary names with it."""
    breast = passage.lower.rfind("breast", mention.start, mention.end)
    return breast if breast > 0 and _SUBTYPE.match(mention.name) else mention.start


def _excluded(passage: Passage, mention: Mention) -> Iterator[Atom]:
    """An exclusion never means the trial's own disease as such, only an earlier one or a kind of it."""
    if mention.name.startswith("history of "):
        yield Atom(
            mention.start, mention.end, Requirement(Kind.CANCER, mention.name.removeprefix("history of "), "prior")
        )
        return
    own = mention.name in _OWN_DISEASE or _SUBTYPE.match(mention.name) is not None
    if not own:
        yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, mention.name))
    elif _EARLIER.search(passage.lower[max(0, mention.start - 60) : mention.start]):
        yield Atom(
            mention.start,
            mention.end,
            Requirement(Kind.CANCER, "breast cancer" if "breast" in mention.name else mention.name, "prior"),
        )


def _diagnosis(passage: Passage, mention: Mention) -> str | None:
    """The diagnosis that a sentence asks for, without the receptor or stage, which is a fact of its own.

    A diagnosis that the text has asked for before is not asked for again by a mention in passing.
    """
    name = mention.name
    if "triple" in name.lower():
        return None
    weak = (
        _DIAGNOSED.search(passage.lower[: mention.start]) is None
        and _DIAGNOSED.match(passage.lower[mention.end :].lstrip()) is None
    )
    if _SUBTYPE.match(name):
        name = "breast cancer"
    family = "breast cancer" if "breast cancer" in name else name
    again = family in passage.asked
    if weak and again and not passage.lead and name in _OWN_DISEASE:
        return None
    passage.asked.add(family)
    return name


def _states_a_diagnosis(passage: Passage, mention: Mention) -> bool:
    """Whether the cancer is the patient's and not the aim of a treatment, an anchor in time or a relative's."""
    before = passage.lower[max(0, mention.start - 110) : mention.start]
    after = passage.lower[mention.end : mention.end + 40]
    if "margin" in before or _RELATIVES.search(before) or _ATTRIBUTE.match(after):
        return False
    if (
        passage.scopes.mood(mention.start) is Mood.PERMITTED
        or passage.scopes.over(mention.start, Cue.EXCEPTION) is not None
    ):
        return True
    if _ANCHOR.search(before):
        return False
    if passage.base is Effect.REQUIRE and not passage.lead:
        return _DIAGNOSIS.search(before) is not None or mention.start < 60 or "diagnos" in after or "confirmed" in after
    return True
