"""Owns what a study is to the project: its record with every field named and typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

NCT_ID = re.compile(r"NCT\d{8}", re.ASCII)
OPEN_STATUSES = ("RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE")
"""The overall statuses under which a person may still join, in the order of how soon."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to ask about a study or a site."""

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a study runs; ``status`` is None where the registry gives none, and then the study's own holds.

    ``lat`` and ``lon`` are degrees of the city, both or neither.
    """

    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is tried: ``type`` is the registry's word, such as ``DRUG``."""

    type: str | None
    name: str
    other_names: tuple[str, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a study; ``interventions`` are the registry's labels, such as ``Drug: Letrozole``."""

    label: str
    type: str | None = None
    description: str | None = None
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeshTerm:
    """A heading that the registry assigns: a MeSH descriptor id such as ``D001943``, where given, and its name."""

    id: str | None
    term: str


@dataclass(frozen=True, slots=True)
class Study:
    """One study. Dates are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; what the registry does not give is None or empty.

    ``odd`` lists fields whose value makes no sense and was left out. ``condition_ancestors`` are the headings above
    those of its conditions.
    """

    nct_id: str
    title: str
    aliases: tuple[str, ...] = ()
    official_title: str | None = None
    acronym: str | None = None
    summary: str | None = None
    description: str | None = None
    status: str | None = None
    last_known_status: str | None = None
    why_stopped: str | None = None
    study_type: str | None = None
    phases: tuple[str, ...] = ()
    allocation: str | None = None
    masking: str | None = None
    purpose: str | None = None
    enrollment: int | None = None
    sponsor: str | None = None
    sponsor_class: str | None = None
    collaborators: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    condition_mesh: tuple[MeshTerm, ...] = ()
    condition_ancestors: tuple[MeshTerm, ...] = ()
    intervention_mesh: tuple[MeshTerm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    arms: tuple[Arm, ...] = ()
    eligibility: str = ""
    sex: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    healthy_volunteers: bool | None = None
    sites: tuple[Site, ...] = ()
    contacts: tuple[Contact, ...] = ()
    start_date: str | None = None
    primary_completion_date: str | None = None
    completion_date: str | None = None
    first_posted: str | None = None
    last_update_posted: str | None = None
    odd: tuple[str, ...] = ()

    @property
    def mesh_terms(self) -> tuple[str, ...]:
        """The names of the headings of its conditions and interventions."""
        return tuple(mesh.term for mesh in self.condition_mesh + self.intervention_mesh)

    @property
    def open(self) -> bool:
        """Whether a person may join now or soon."""
        return self.status in OPEN_STATUSES

    def site_status(self, site: Site) -> str | None:
        """The status that holds at a site: its own, or else that of the study."""
        return site.status or self.status
