"""Running the command line in this process, and small files to run it on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``trialmatch`` with these arguments, away from the settings of whoever runs the tests."""
    for variable in ("INDEX", "REGISTRY_URL", "PACE", "PORT"):
        monkeypatch.delenv(f"TRIALMATCH_{variable}", raising=False)
    runner = CliRunner()
    return lambda *arguments: runner.invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Write a file: text as it is, anything else as JSON."""

    def written(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else json.dumps(content).encode())
        return path

    return written
