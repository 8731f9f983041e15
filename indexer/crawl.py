"""Owns finding out what the registry has in view: in full, since a day, or by comparing ids and dates.

The registry may change while it is being read. Each way ends only when the data timestamp was the same before and
after, or when what was read was compared with a listing of which that is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from indexer.document import canonical, digest
from indexer.errors import BadAnswerError, RequestRefusedError
from indexer.journal import Journal
from indexer.registry import RegistryClient
from indexer.report import Listener, Progress
from indexer.scope import Scope
from indexer.study import NCT_ID, record_date, record_id

OVERLAP = timedelta(days=3)
"""How far a delta reaches back beyond the last refresh: the registry posts by its own calendar, and late."""

TRIES = 5
"""How often a reading is begun again because the registry moved meanwhile; it moves about once a day."""

Known = Mapping[str, str | None]
"""Ids and the dates of their last update."""


class Crawl:
    """One reading of the registry, noted in a journal. ``beat`` is called now and then, to hold on to the lease."""

    def __init__(
        self, client: RegistryClient, scope: Scope, journal: Journal, tell: Listener, beat: Callable[[], None]
    ) -> None:
        self._client = client
        self._query = scope.query()
        self._journal = journal
        self._tell = tell
        self._beat = beat
        self.repaired = False

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

        A delta never tells of studies that left. When the registry's count shows that some did, or that others came
        with an old date, ids and dates are compared too; whether that was needed.
        """
        area = "AREA[LastUpdatePostDate]"
        query = {**self._query, "filter.advanced": f"({area}RANGE[{since.isoformat()},MAX] OR {area}MISSING)"}
        for _ in range(TRIES):
            stamp = self._client.stamp()
            for page in self._client.pages(query):
                self._journal.add(_entries(page.records), {})
                self._say("crawling", self._journal.counts()["records"], page.total)
            total = self._client.count(self._query)
            if self._client.stamp() == stamp:
                break
            self.repaired = True
        else:
            raise self._restless()
        seen = {**known, **self._journal.posted()}
        if total != len(seen):
            self._settle(seen, repair=False)
            return True
        self._journal.note({"stage": "gathered", "stamp": stamp, "total": total})
        return False

    def reconcile(self, known: Known) -> None:
        """Compares ids and dates with those ``known``, and reads the records that differ."""
        self._settle({**known, **self._journal.posted()}, repair=False)

    def _read_pages(self, token: str | None, total: int | None) -> int | None:
        for page in self._client.pages(self._query, token):
            total = page.total if page.total is not None else total
            self._journal.add(_entries(page.records), {"token": page.token, "total": total})
            self._say("crawling", self._journal.counts()["records"], total)
        return total

    def _settle(self, known: Known, *, repair: bool = True) -> None:
        """Lists ids and dates, reads what differs, until a listing holds from beginning to end."""
        self.repaired = self.repaired or repair
        dates = dict(known)
        for _ in range(TRIES):
            stamp = self._client.stamp()
            listing, total = self._list()
            wanted = [nct_id for nct_id, posted in listing.items() if dates.get(nct_id, "") != posted]
            got = 0
            for record in self._client.by_ids(wanted):
                entries = list(_entries([record]))
                self._journal.add(entries, {})
                dates.update({key: posted for key, posted, _ in entries})
                got += 1
                self._say("repairing", got, len(wanted))
            if self._client.stamp() == stamp and total == len(listing) and got == len(wanted):
                self._journal.list_all(listing, {"stage": "gathered", "stamp": stamp, "total": total})
                return
            self.repaired = True
        raise self._restless()

    def _list(self) -> tuple[dict[str, str | None], int | None]:
        listing: dict[str, str | None] = {}
        total = None
        for page in self._client.pages({**self._query, "fields": "NCTId,LastUpdatePostDate"}):
            total = page.total if page.total is not None else total
            listing.update({name: record_date(r) for r in page.records if (name := record_id(r))})
            self._say("asking", len(listing), total)
        return listing, total

    def _restless(self) -> BadAnswerError:
        return BadAnswerError(f"{self._client.base_url} changed during each of {TRIES} readings; try again later")

    def _say(self, phase: str, done: int, total: int | None) -> None:
        self._beat()
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
