"""Owns the conversation with the registry: ClinicalTrials.gov's API v2, asked politely and believed only when checked."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from requests import Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import RequestException

from indexer.errors import BadAnswerError, RegistryDownError, RequestRefusedError
from indexer.pace import AGAIN, Pacer, paced_retry
from indexer.records import record_id

BASE_URL = "https://clinicaltrials.gov/api/v2"
PAGE = 1000
"""Studies on a page, the most that the registry gives."""

IDS_PER_REQUEST = 100
"""Ids in one query; more make an address longer than some servers take."""

LARGEST = 256_000_000
"""Bytes in one answer; a page of 1000 real records has about 20 million."""

LONGEST = 600.0
"""Seconds for one answer, however steadily it drips."""

IDLE_PAGES = 3
"""Pages in a row without a record that is new to us, after which the listing is taken to have no end."""

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """Records of one page that no earlier page had; ``total`` is told with the first page only.

    ``token`` leads to the next page, None after the last.
    """

    records: tuple[Any, ...]
    token: str | None
    total: int | None


class RegistryClient:
    """Asks the registry. ``pace`` is the least number of seconds from one request to the next.

    ``requests`` and ``retries`` count what was sent. Every method raises ``RequestRefusedError`` (our request is
    wrong), ``RegistryDownError`` (no usable answer after all retries) or ``BadAnswerError`` (an answer to something
    else).
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        pace: float = 1.0,
        timeout: float = 60.0,
        attempts: int = 8,
        backoff: float = 1.0,
        largest: int = LARGEST,
    ) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise ValueError(f"the registry's address must begin with http:// or https://, not {base_url!r}")
        self.base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._attempts = attempts
        self._backoff = backoff
        self._largest = largest
        self._pacer = Pacer(pace)
        self._session = Session()
        adapter = HTTPAdapter(max_retries=paced_retry(attempts, backoff, self._pacer))
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._session.headers.update({"User-Agent": user_agent(), "Accept": "application/json"})

    @property
    def requests(self) -> int:
        """How many requests were sent, repeated ones included."""
        return self._pacer.requests

    @property
    def retries(self) -> int:
        """How many requests were sent again."""
        return self._pacer.retries

    def stamp(self) -> str:
        """The registry's ``dataTimestamp``: it changes whenever its data do."""
        answer = self._get("/version", {})
        found = answer.get("dataTimestamp")
        if not isinstance(found, str) or not _STAMP.match(found):
            raise BadAnswerError(f"{self.base_url}/version names no dataTimestamp: {_start(answer)}")
        return found

    def pages(self, query: Mapping[str, str], token: str | None = None, size: int = PAGE) -> Iterator[Page]:
        """The pages of a listing, from the beginning or from where ``token`` leads.

        Ends where the registry's total is reached, for after an exactly full last page it still gives a token.
        BadAnswerError for tokens that come round again and for pages without end.
        """
        parameters = {**query, "pageSize": str(size), "format": "json"}
        ids: set[str] = set()
        tokens = {token}
        total: int | None = None
        fresh = token is None
        idle = 0
        while True:
            asked = parameters | ({"pageToken": token} if token else {"countTotal": "true"})
            answer = self._get("/studies", asked)
            records, token = self._listing(answer)
            if fresh and "pageToken" not in asked:
                total = _total(answer)
            new = list(_unseen(records, ids))
            idle = 0 if new else idle + 1
            complete = total is not None and len(ids) >= total
            yield Page(tuple(new), None if complete else token, total if "pageToken" not in asked else None)
            if token is None or complete:
                return
            if token in tokens:
                raise BadAnswerError(f"{self.base_url}/studies: the page token {token[:40]!r} comes round again")
            if idle >= IDLE_PAGES:
                raise BadAnswerError(f"{self.base_url}/studies: {idle} pages in a row without a new record")
            tokens.add(token)

    def by_ids(self, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The records of these ids, as far as they are in view; one that was not asked for is a BadAnswerError."""
        for at in range(0, len(ids), IDS_PER_REQUEST):
            some = ids[at : at + IDS_PER_REQUEST]
            for page in self.pages({"filter.ids": ",".join(some)}, size=IDS_PER_REQUEST):
                for record in page.records:
                    self._check_id(record, set(some))
                    yield record

    def study(self, nct_id: str) -> dict[str, Any]:
        """One record, by its id or a former one; RequestRefusedError with status 404 if it is not in view."""
        record = self._get(f"/studies/{nct_id}", {"format": "json"})
        self._check_id(record, {nct_id})
        return record

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    def _check_id(self, record: Any, asked: set[str]) -> None:
        found = record_id(record)
        if found in asked or (found is not None and asked & set(_aliases(record))):
            return
        raise BadAnswerError(f"{self.base_url} was asked for {_few(asked)} and answers with {found or 'no study'}")

    def _listing(self, answer: dict[str, Any]) -> tuple[list[Any], str | None]:
        records, token = answer.get("studies"), answer.get("nextPageToken")
        if not isinstance(records, list) or not (token is None or isinstance(token, str)):
            raise BadAnswerError(f"{self.base_url}/studies does not answer with a list of studies: {_start(answer)}")
        return records, token or None

    def _get(self, path: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The JSON object at a path; an answer that breaks off or is no JSON is asked for again."""
        url = self.base_url + path
        for attempt in range(self._attempts + 1):
            if attempt:
                time.sleep(min(self._backoff * 2 ** (attempt - 1), 60.0))
            self._pacer.wait()
            self._pacer.count(again=attempt > 0)
            try:
                return self._ask(url, parameters)
            except _BrokenError as error:
                broken = error
        raise BadAnswerError(f"{url}: {broken}") from broken

    def _ask(self, url: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        try:
            response = self._session.get(url, params=dict(parameters), timeout=self._timeout, stream=True)
        except RequestException as error:
            raise RegistryDownError(f"{url} cannot be reached: {_reason(error)}") from error
        try:
            with response:
                body = self._body(response)
        except RequestException as error:
            raise _BrokenError(f"the answer breaks off: {_reason(error)}") from error
        if response.status_code in AGAIN:
            raise RegistryDownError(f"{url} still answers {response.status_code} after {self._attempts} retries")
        if response.status_code >= 500:
            raise RegistryDownError(f"{url} answers {response.status_code}: {_start(body)}")
        if response.status_code >= 400:
            raise RequestRefusedError(f"{url} refuses the request: {_start(body)}", response.status_code)
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:  # the second for lists in lists in lists
            kind = response.headers.get("Content-Type", "no content type")
            raise _BrokenError(f"the answer is not JSON ({kind}): {_start(body)}") from error
        if not isinstance(answer, dict):
            raise BadAnswerError(f"{url} answers with something that is no object: {_start(body)}")
        return answer

    def _body(self, response: Response) -> bytes:
        deadline = time.monotonic() + LONGEST
        parts, size = [], 0
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self._largest:
            raise BadAnswerError(f"{response.url} answers with {int(announced):,} bytes, more than {self._largest:,}")
        for part in response.iter_content(65_536):
            parts.append(part)
            size += len(part)
            if size > self._largest:
                raise BadAnswerError(f"{response.url} answers with more than {self._largest:,} bytes")
            if time.monotonic() > deadline:
                raise BadAnswerError(f"{response.url} has been answering for {LONGEST:.0f} s and is not done")
        return b"".join(parts)


class _BrokenError(Exception):
    """An answer that came damaged, and may come whole when asked for again."""


def user_agent() -> str:
    """How we introduce ourselves."""
    try:
        return f"trialmatch/{version('trialmatch')}"
    except PackageNotFoundError:
        return "trialmatch"


def _unseen(records: list[Any], ids: set[str]) -> Iterator[Any]:
    """The records whose ids are not among ``ids`` yet, which grows by them; those without an id as well."""
    for record in records:
        name = record_id(record)
        if name is None or name not in ids:
            yield record
        if name is not None:
            ids.add(name)


def _total(answer: dict[str, Any]) -> int | None:
    total = answer.get("totalCount")
    return total if isinstance(total, int) and total >= 0 else None


def _aliases(record: Any) -> list[str]:
    identity = record["protocolSection"]["identificationModule"]
    aliases = identity.get("nctIdAliases")
    return [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []


def _start(answer: object) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return " ".join(text.split())[:120] or "nothing"


def _few(ids: set[str]) -> str:
    return min(ids) if len(ids) == 1 else f"{min(ids)} and {len(ids) - 1} more"


def _reason(error: BaseException) -> str:
    """The cause at the bottom: the layers above it only repeat the address."""
    inner = getattr(error, "reason", None) or (error.args[0] if error.args else None)
    if isinstance(inner, BaseException) and inner is not error:
        return _reason(inner)
    return str(error).rpartition(": ")[2] or type(error).__name__
