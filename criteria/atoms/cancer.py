"""Owns what a text says about the diagnosis: the cancer that is asked for, its histology, and other malignancies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.context import Cue
from criteria.passage import Passage
from criteria.tag import Mention
from criteria.tree import Effect, Kind, Requirement

_MALIGNANCY = r"(?:(?:invasive|active|primary|non-breast|solid|haematolog\w+|hematolog\w+|in situ|systemic|known|serious|concomitant|malignant|concurrent|synchronous|metastatic|significant|progressing) )*(?:malignan\w+(?: (?:disease|tumou?rs?|neoplasms?))?|cancers?|neoplas(?:m|ia)s?|primary(?= (?:within|in the))|carcinomas?|primary tumou?rs?|tumou?rs?)"
_OTHER = re.compile(
    rf"""\b(?:other|another|second(?:ary)?|additional|prior|previous|concurrent|concomitant|different|synchronous|co-?existing|any|separate|simultaneous|non-breast|past|active|multiple(?=\ primary))\s
        (?:(?:or|and|and/or|/|,|other|second(?:ary)?|active|concurrent|prior|previous|past|concomitant|additional|primary|current|known|history\ of|history|an?|different|non-breast|synchronous|current\ or\ prior)\s)*{_MALIGNANCY}
      | \b(?:history|diagnosis|diagnosed|evidence)\s(?:of|with)\s(?:an?\ |any\ |another\ |other\ |a\ second\ |prior\ |invasive\ |active\ )*(?:malignanc\w+|malignant\ (?:disease|tumou?rs?|neoplasms?)|cancer(?=\ (?:other|within|in|except|\(|who|that|with))|non-breast\ (?:cancer|malignanc\w+))
      | \bmalignanc(?:y|ies)\ (?:other|within|in\ the|during|except|treated|diagnosed)
      | \b(?:malignan\w+|cancers?|neoplasms?|tumou?rs?)\ other\ than
      | \bdouble\ primary | \bsecond\ primar(?:y|ies)""",
    re.VERBOSE,
)
_HINT_OTHER = re.compile(r"malignan|cancer|neoplas|primar|carcinoma|tumou?r")
_ANCHOR = re.compile(
    r"\b(?:treat(?:ment|ed|ing)?|therap(?:y|ies)|chemotherapy|surgery|radiotherapy|radiation|regimens?|lines?|agents?|drugs?|medications?|received|indicated|approved|family history|history of|risk|incidence|resection|prevention|recurrence|relapse|progression|related|due|secondary|since|from|other than|prior to|cause[ds]?|survivors?|disease-free)\b(?: \w+){0,4}? (?:for|of|to|from|against|due to|by|with|in|than)(?: (?:the|their|her|his|current|this|any|a|an|early|advanced|metastatic|locally|invasive|primary|study|index|her2|or|positive|negative|recurrent|hr|er|her2-positive|her2-negative|hr-positive|stage|iv|breast))*\s*$"
    r"|\b(?:diagnosis|recurrence|relapse|progression|treatment|onset) of (?:the |their |current |primary |metastatic )*$"
)
_DIAGNOSIS = re.compile(
    r"histolog|cytolog|patholog|confirmed|diagnos|proven|documented|biopsy|newly|women with|patients with|subjects with|participants with|have|has\b|must"
)
_STATES = {Kind.STAGE, Kind.BIOMARKER}


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about cancers."""
    others = list(_others(passage))
    taken = [(a.start, a.end) for a in others]
    named = [a for a in _named(passage) if all(a.end <= s or e <= a.start for s, e in taken)]
    if others and passage.base is Effect.EXCLUDE or others and passage.scopes.negations(others[0].start):
        first = others[0]
        named = [a for a in named if a.start < first.start or passage.scopes.over(a.start, Cue.EXCEPTION) is not None]
    return sorted([*others, *named], key=lambda a: a.start)


def _others(passage: Passage) -> Iterator[Atom]:
    for match in _OTHER.finditer(passage.lower) if _HINT_OTHER.search(passage.lower) else ():
        words = match.group()
        if re.search(r"\b(?:treatment|therapy|for)\b", words) or passage.scopes.over(match.start(), Cue.EXCEPTION):
            continue
        if re.match(
            r"(?:any|prior|previous|active|known) (?:primary |invasive )?(?:tumou?r|cancers?$|cancer (?:therap|treat))",
            words + passage.lower[match.end() : match.end() + 8],
        ):
            continue
        if re.match(
            r"\s*(?:therap|treatment|medic|drug|agent|vaccin|surger|cells?|pain|specimen|tissue|biops|lesion|target)",
            passage.lower[match.end() :],
        ):
            continue
        yield Atom(match.start(), match.end(), Requirement(Kind.CANCER, "other malignancy"))
        return


def _named(passage: Passage) -> Iterator[Atom]:
    seen: set[str] = set()
    for mention in passage.of_kind(Kind.CANCER):
        if mention.name in seen or mention.name == "other malignancy" or not _states_a_diagnosis(passage, mention):
            continue
        seen.add(mention.name)
        yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, mention.name))


def _states_a_diagnosis(passage: Passage, mention: Mention) -> bool:
    """Whether the cancer is the patient's and not the aim of a treatment, an anchor in time or a relative's."""
    before = passage.lower[max(0, mention.start - 110) : mention.start]
    after = passage.lower[mention.end : mention.end + 40]
    if re.search(r"family|relative|first[- ]degree|mother|sister", before) or re.match(
        r"[- ](?:related|specific|directed|free|antigen|cells?\b|surger|therap|treatment|risk|susceptib|survivor|gene)",
        after,
    ):
        return False
    if _ANCHOR.search(before):
        return False
    if passage.base is Effect.REQUIRE and not passage.lead:
        return _DIAGNOSIS.search(before) is not None or mention.start < 60 or "diagnos" in after or "confirmed" in after
    return True
