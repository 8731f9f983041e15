"""Owns how a study is read from the registry's API v2 JSON, field by field, and its eligibility as typed criteria."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria import parse
from criteria.criterion import Criteria
from criteria.fields import from_registry_fields
from criteria.tree import Effect, Kind
from indexer.errors import StudyError
from indexer.fields import Fields, Record, read_date
from indexer.study import NCT_ID, Arm, Contact, Intervention, MeshTerm, Site, Study


def read_study(record: Record) -> Study:
    """The study that a record of the API v2 describes; StudyError, naming the study and the field, if it cannot be."""
    if not isinstance(record, dict):
        raise StudyError(None, "record", "expected an object")
    odd: list[str] = []
    nct_id = _nct_id(record)
    whole = Fields(record, "", nct_id, odd)
    section, derived = whole.module("protocolSection"), whole.module("derivedSection")
    identity = section.module("identificationModule")
    status = section.module("statusModule")
    design = section.module("designModule")
    sponsors = section.module("sponsorCollaboratorsModule")
    conditions = section.module("conditionsModule")
    treatment = section.module("armsInterventionsModule")
    eligibility = section.module("eligibilityModule")
    places = section.module("contactsLocationsModule")
    texts = section.module("descriptionModule")
    title = identity.text("briefTitle") or identity.text("officialTitle")
    study = Study(
        nct_id=nct_id,
        title=title or nct_id,
        aliases=identity.texts("nctIdAliases"),
        official_title=identity.text("officialTitle"),
        acronym=identity.text("acronym"),
        summary=texts.text("briefSummary"),
        description=texts.text("detailedDescription"),
        status=_code(status, "overallStatus"),
        last_known_status=_code(status, "lastKnownStatus"),
        why_stopped=status.text("whyStopped"),
        study_type=_code(design, "studyType"),
        phases=design.texts("phases"),
        allocation=_code(design.module("designInfo"), "allocation"),
        masking=_code(design.module("designInfo").module("maskingInfo"), "masking"),
        purpose=_code(design.module("designInfo"), "primaryPurpose"),
        enrollment=design.module("enrollmentInfo").count("count"),
        sponsor=sponsors.module("leadSponsor").text("name"),
        sponsor_class=_code(sponsors.module("leadSponsor"), "class"),
        collaborators=_names(sponsors, "collaborators", "name"),
        conditions=conditions.texts("conditions"),
        keywords=conditions.texts("keywords"),
        condition_mesh=_mesh(derived.module("conditionBrowseModule"), "meshes"),
        condition_ancestors=_mesh(derived.module("conditionBrowseModule"), "ancestors"),
        intervention_mesh=_mesh(derived.module("interventionBrowseModule"), "meshes"),
        interventions=tuple(_interventions(treatment)),
        arms=tuple(_arms(treatment)),
        eligibility=eligibility.verbatim("eligibilityCriteria"),
        sex=_code(eligibility, "sex"),
        minimum_age=_age(eligibility, "minimumAge"),
        maximum_age=_age(eligibility, "maximumAge"),
        healthy_volunteers=eligibility.flag("healthyVolunteers"),
        sites=tuple(_site(place) for place in places.modules("locations")),
        contacts=_contacts(places, "centralContacts"),
        start_date=status.module("startDateStruct").date("date"),
        primary_completion_date=status.module("primaryCompletionDateStruct").date("date"),
        completion_date=status.module("completionDateStruct").date("date"),
        first_posted=status.module("studyFirstPostDateStruct").date("date"),
        last_update_posted=status.module("lastUpdatePostDateStruct").date("date"),
    )
    return replace(study, odd=tuple(odd))


def typed_criteria(study: Study) -> Criteria:
    """The eligibility text as typed criteria, with the registry's own fields as criteria after those of the text.

    The conditions count as a required diagnosis only where the text requires none (design, section 3).
    """
    parsed = parse(study.eligibility)
    diagnosed = any(f.requirement.kind is Kind.CANCER and f.effect is Effect.REQUIRE for f in parsed.facts())
    fields = from_registry_fields(
        sex=study.sex,
        minimum_age=study.minimum_age,
        maximum_age=study.maximum_age,
        healthy_volunteers=study.healthy_volunteers,
        conditions=() if diagnosed else study.conditions,
    )
    return replace(parsed, criteria=parsed.criteria + fields)


def record_id(record: object) -> str | None:
    """The NCT id that a record carries, whatever else is wrong with it; None if there is none."""
    for name in ("protocolSection", "identificationModule", "nctId"):
        if not isinstance(record, dict):
            return None
        record = record.get(name)
    return record if isinstance(record, str) else None


def record_date(record: object) -> str | None:
    """The day of a record's last update, whatever else is wrong with it; None if there is none."""
    for name in ("protocolSection", "statusModule", "lastUpdatePostDateStruct", "date"):
        if not isinstance(record, dict):
            return None
        record = record.get(name)
    return read_date(record.strip()) if isinstance(record, str) else None


def _nct_id(record: Record) -> str:
    found = record_id(record)
    if found is None:
        raise StudyError(None, "protocolSection.identificationModule.nctId", "there is no NCT id")
    if not NCT_ID.fullmatch(found):
        raise StudyError(None, "protocolSection.identificationModule.nctId", f"{found[:40]!r} is not an NCT id")
    return found


def _code(fields: Fields, name: str) -> str | None:
    """A word of a closed list; one that we have never seen is kept, for the registry's lists grow."""
    value = fields.text(name)
    return value.upper().replace(" ", "_") if value else None


def _names(fields: Fields, name: str, inner: str) -> tuple[str, ...]:
    return tuple(text for item in fields.modules(name) if (text := item.text(inner)))


def _mesh(fields: Fields, name: str) -> tuple[MeshTerm, ...]:
    return tuple(MeshTerm(item.text("id"), term) for item in fields.modules(name) if (term := item.text("term")))


def _interventions(fields: Fields) -> list[Intervention]:
    return [
        Intervention(_code(item, "type"), name, item.texts("otherNames"), item.text("description"))
        for item in fields.modules("interventions")
        if (name := item.text("name"))
    ]


def _arms(fields: Fields) -> list[Arm]:
    return [
        Arm(label, _code(item, "type"), item.text("description"), item.texts("interventionNames"))
        for item in fields.modules("armGroups")
        if (label := item.text("label"))
    ]


def _age(fields: Fields, name: str) -> str | None:
    """An age limit such as ``18 Years``; None, noted where there are words, for no limit."""
    value = fields.text(name)
    if value is None or value.upper() in ("N/A", "NONE"):
        return None
    if not _AGE.fullmatch(value):
        fields.note(name, f"{value!r} is not an age")
        return None
    return value


_AGE = re.compile(r"\d+(\.\d+)?\s+(year|month|week|day|hour|minute)s?", re.ASCII | re.IGNORECASE)


def _contacts(fields: Fields, name: str) -> tuple[Contact, ...]:
    return tuple(
        Contact(item.text("name"), _code(item, "role"), _phone(item), item.text("email"))
        for item in fields.modules(name)
    )


def _phone(fields: Fields) -> str | None:
    phone, extension = fields.text("phone"), fields.text("phoneExt")
    return f"{phone} ext. {extension}" if phone and extension else phone


def _site(fields: Fields) -> Site:
    point = fields.module("geoPoint")
    lat, lon = point.number("lat", -90, 90), point.number("lon", -180, 180)
    located = lat is not None and lon is not None
    return Site(
        facility=fields.text("facility"),
        status=_code(fields, "status"),
        city=fields.text("city"),
        state=fields.text("state"),
        zip=fields.text("zip"),
        country=fields.text("country"),
        lat=lat if located else None,
        lon=lon if located else None,
        contacts=_contacts(fields, "contacts"),
    )
