"""Settings come from the environment; one that makes no sense stops the service with a clear sentence."""

import pytest

from api.errors import SettingsError
from api.settings import Settings


def test_without_an_environment_the_service_stays_on_loopback_and_asks_the_registry_once_a_second() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.pace) == ("127.0.0.1", 8080, 1.0)
    assert settings.index.startswith("sqlite:")
    assert settings.index.endswith(".local/share/trialmatch/index.sqlite")


def test_every_field_is_read_from_the_variable_of_its_name() -> None:
    environ = {
        "TRIALMATCH_INDEX": "http://127.0.0.1:9200",
        "TRIALMATCH_REGISTRY_URL": "http://127.0.0.1:8001/api/v2/",
        "TRIALMATCH_PACE": "0.25",
        "TRIALMATCH_HOST": "192.0.2.1",
        "TRIALMATCH_PORT": "9000",
        "TRIALMATCH_THREADS": "4",
        "TRIALMATCH_MAX_BODY": "50000",
        "TRIALMATCH_REQUESTS_A_MINUTE": "0",
        "TRIALMATCH_MATCH_LIMIT": "7",
    }
    assert Settings.from_environment(environ) == Settings(
        index="http://127.0.0.1:9200",
        registry_url="http://127.0.0.1:8001/api/v2",
        pace=0.25,
        host="192.0.2.1",
        port=9000,
        threads=4,
        max_body=50_000,
        requests_a_minute=0,
        match_limit=7,
    )


def test_an_empty_variable_leaves_the_default() -> None:
    assert Settings.from_environment({"TRIALMATCH_PORT": " "}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TRIALMATCH_INDEX", "/var/lib/index.sqlite"),
        ("TRIALMATCH_INDEX", "sqlite:"),
        ("TRIALMATCH_INDEX", "ftp://example.org"),
        ("TRIALMATCH_INDEX", "http://[::1"),
        ("TRIALMATCH_REGISTRY_URL", "clinicaltrials.gov"),
        ("TRIALMATCH_PACE", "fast"),
        ("TRIALMATCH_PACE", "-1"),
        ("TRIALMATCH_PACE", "nan"),
        ("TRIALMATCH_PORT", "65536"),
        ("TRIALMATCH_PORT", "80.5"),
        ("TRIALMATCH_THREADS", "0"),
        ("TRIALMATCH_MAX_BODY", "10"),
        ("TRIALMATCH_REQUESTS_A_MINUTE", "-5"),
        ("TRIALMATCH_MATCH_LIMIT", "many"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_with_its_variable_and_what_was_expected(
    variable: str, value: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({variable: value})
    assert variable in str(caught.value)
    assert repr(value) in str(caught.value)
    assert "expected" in str(caught.value)
