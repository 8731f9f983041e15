"""Owns which sites of spread a wider word for a site covers, and which a closed list of metastases would name."""

from __future__ import annotations

# What each wider word for a site covers. Leptomeningeal disease is CNS involvement (gold guidelines, section 3).
COVERS = {
    "brain": {"brain", "leptomeningeal", "cns", "central nervous system", "spinal cord", "meningeal", "dural"},
    "visceral": {"liver", "lung", "pleura", "pleural", "peritoneum", "peritoneal", "adrenal", "kidney", "pericardium",
                 "ovary", "stomach", "bowel", "brain", "spleen", "pancreas", "lymphangitic"},
    "lung": {"lung", "pulmonary", "lymphangitic"},
    "bone": {"bone", "skeleton", "skeletal", "spine"},
    "leptomeningeal": {"leptomeningeal", "meningeal"},
    "pleural effusion": {"pleural effusion", "pleura", "pleural", "effusion"},
    "lymph node": {"lymph node", "lymph nodes", "nodal", "nodes"},
}  # fmt: skip
KNOWN_SITES = {"liver", "skin", "chest wall", "soft tissue", "adrenal", "peritoneal", "peritoneum", "pleura", "spinal cord",
                "pleural", "lymphangitic", "lymphangitic spread", "central nervous system"}  # fmt: skip
