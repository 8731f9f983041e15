"""Owns finding out what the registry has in view: in full, since a day, or by comparing ids and dates.

The registry may change while it is being read. Each way ends only when the data timestamp was the same before and
after, or when what was read was compared with a listing of which that is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from indexer.document import canonical, digest
from indexer.errors import BadAnswerError, RequestRefusedError
from indexer.journal import Journal
from indexer.records import record_date, record_id
from indexer.registry import Page, RegistryClient
from indexer.report import Listener, Progress
from indexer.scope import Scope
from indexer.study import NCT_ID

OVERLAP = timedelta(days=3)
"""How far a delta reaches back beyond the last refresh: the registry posts by its own calendar, and late."""

TRIES = 5
"""How often a reading is begun again because the registry moved meanwhile; it moves about once a day."""

Known = Mapping[str, str | None]
"""Ids and the dates of their last update."""


_POSTED = "AREA[LastUpdatePostDate]"
_IDS_AND_DATES = "NCTId,LastUpdatePostDate"


@dataclass(slots=True)
class _Listing:
    """Ids and dates as the registry lists them: ``count`` includes records without an id, ``total`` is what it says.

    ``oldest`` is the date of the last one so far; ``ordered`` tells whether none came after an older one.
    """

    dates: dict[str, str | None] = field(default_factory=dict)
    count: int = 0
    total: int | None = None
    oldest: str = "9"
    ordered: bool = True

    def add(self, page: Page) -> None:
        self.total = page.total if page.total is not None else self.total
        self.count += len(page.records)
        for record in page.records:
            name, day = record_id(record), record_date(record)
            if name:
                self.dates[name] = day
            self.ordered = self.ordered and (day or "") <= self.oldest
            self.oldest = day or ""


class Crawl:
    """One reading of the registry, noted in a journal.

    ``beat`` holds on to the lease. It is called before anything is noted: while the registry had us wait, another
    process may have taken over, and the journal with it.
    """

    def __init__(
        self, client: RegistryClient, scope: Scope, journal: Journal, tell: Listener, beat: Callable[[], None]
    ) -> None:
        self._client = client
        self._query = scope.query()
        self._journal = journal
        self._tell = tell
        self._beat = beat
        self.repaired = False
        self.comparing = 0
        """Requests that listed ids and dates to find out what left, beyond the one that tells whether any did."""

    def full(self) -> None:
        """Reads every record; goes on after the last page noted in the journal."""
        notes = self._journal.notes()
        token, total = notes.get("token"), notes.get("total")
        stamp = self._client.stamp()
        straddled = token is not None and stamp != notes.get("stamp")
        if token is None:
            self._journal.note({"stamp": stamp})
        try:
            total = self._read_pages(token, total)
        except RequestRefusedError:
            if token is None:
                raise
            total = self._read_pages(None, None)  # the token has outlived its data
            straddled = True
        after = self._client.stamp()
        if straddled or after != stamp or total != self._journal.counts()["records"]:
            self._settle(self._journal.posted())
            return
        listing = {key: posted for key, posted in self._journal.posted().items() if NCT_ID.fullmatch(key)}
        self._journal.list_all(listing, {"stage": "gathered", "stamp": after, "total": total})

    def delta(self, since: date, known: Known) -> bool:
        """Reads what was posted on ``since`` or later; ``known`` is what the index has in view.

        A delta never tells of studies that left. So the ids and dates of the older ones are listed as well, newest
        first, and no further than it takes: to where as many are left as are known. Whether that was to the end.
        """
        query = {**self._query, "filter.advanced": f"({_POSTED}RANGE[{since.isoformat()},MAX] OR {_POSTED}MISSING)"}
        for _ in range(TRIES):
            stamp = self._client.stamp()
            recent, total = self._read_recent(query)
            before = self._client.requests
            older, whole = self._list_older(since, {key: day for key, day in known.items() if key not in recent})
            self.comparing += self._client.requests - before - 1
            complete = self._read_differing(older.dates, known)
            if self._client.stamp() == stamp and complete:
                total = None if total is None or older.total is None else total + older.total
                listing = {key: day for key, day in recent.items() if NCT_ID.fullmatch(key)} | older.dates
                self._journal.list_all(listing, {"stage": "gathered", "stamp": stamp, "total": total})
                return whole
            self.repaired = True
        raise self._restless()

    def reconcile(self, known: Known) -> None:
        """Compares ids and dates with those ``known``, and reads the records that differ."""
        self._settle({**known, **self._journal.posted()}, repair=False)

    def _read_pages(self, token: str | None, total: int | None) -> int | None:
        for page in self._client.pages(self._query, token):
            total = page.total if page.total is not None else total
            self._beat()
            self._journal.add(_entries(page.records), {"token": page.token, "total": total})
            self._say("crawling", self._journal.counts()["records"], total)
        return total

    def _settle(self, known: Known, *, repair: bool = True) -> None:
        """Lists ids and dates, reads what differs, until a listing holds from beginning to end."""
        self.repaired = self.repaired or repair
        dates = dict(known)
        for _ in range(TRIES):
            stamp = self._client.stamp()
            listing = _Listing()
            before = self._client.requests
            for page in self._client.pages({**self._query, "fields": _IDS_AND_DATES}):
                self._list(page, listing)
            self.comparing += self._client.requests - before
            complete = self._read_differing(listing.dates, dates)
            dates |= self._journal.posted()
            if self._client.stamp() == stamp and listing.total == listing.count and complete:
                self._journal.list_all(listing.dates, {"stage": "gathered", "stamp": stamp, "total": listing.total})
                return
            self.repaired = True
        raise self._restless()

    def _read_recent(self, query: dict[str, str]) -> tuple[dict[str, str | None], int | None]:
        """Reads all records that match; their dates by key, and how many the registry says there are."""
        found: dict[str, str | None] = {}
        total = None
        for page in self._client.pages(query):
            total = page.total if page.total is not None else total
            entries = _entries(page.records)
            self._beat()
            self._journal.add(entries, {})
            found |= {key: posted for key, posted, _ in entries}
            self._say("crawling", len(found), total)
        return found, total

    def _list_older(self, since: date, expected: Known) -> tuple[_Listing, bool]:
        """The ids and dates of what was posted before ``since``, newest first, and whether all of it was listed.

        Once the registry has exactly as many left as we expect there, those are taken to be the ones: one that left
        and one that came with an old date would have to balance, and the next reconciliation finds them.
        """
        listing = _Listing()
        last_day = (since - timedelta(days=1)).isoformat()
        query = {
            **self._query,
            "filter.advanced": f"{_POSTED}RANGE[MIN,{last_day}]",
            "fields": _IDS_AND_DATES,
            "sort": "LastUpdatePostDate:desc",
        }
        for page in self._client.pages(query):
            self._list(page, listing)
            left = {
                key: day for key, day in expected.items() if key not in listing.dates and (day or "") <= listing.oldest
            }
            if listing.ordered and listing.total is not None and listing.total - listing.count == len(left):
                listing.dates |= {key: day for key, day in left.items() if NCT_ID.fullmatch(key)}
                return listing, False
        return listing, True

    def _read_differing(self, listing: Known, known: Known) -> bool:
        """Reads what is listed with another date than is known; whether all of it was there."""
        wanted = [nct_id for nct_id, posted in listing.items() if known.get(nct_id, "") != posted]
        got = 0
        for record in self._client.by_ids(wanted):
            self._beat()
            self._journal.add(_entries([record]), {})
            got += 1
            self._say("repairing", got, len(wanted))
        return got == len(wanted)

    def _list(self, page: Page, listing: _Listing) -> None:
        self._beat()
        listing.add(page)
        self._say("asking", listing.count, listing.total)

    def _restless(self) -> BadAnswerError:
        return BadAnswerError(f"{self._client.base_url} changed during each of {TRIES} readings; try again later")

    def _say(self, phase: str, done: int, total: int | None) -> None:
        self._tell(Progress(phase, done, total))


def first_day(stamp: str, newest: str | None) -> date:
    """The day from which a delta reads: before the last refresh, and not after the newest record that we have.

    The second holds even when the registry's clock, or a timestamp that it once gave, runs ahead.
    """
    days = [date.fromisoformat(stamp[:10])]
    if newest and len(newest) == 10:
        days.append(date.fromisoformat(newest))
    return min(days) - OVERLAP


def _entries(records: Iterable[Any]) -> list[tuple[str, str | None, Any]]:
    return [(_key(record), record_date(record), record) for record in records]


def _key(record: Any) -> str:
    found = record_id(record)
    return found if found and NCT_ID.fullmatch(found) else f"?{digest(canonical(record))}"
