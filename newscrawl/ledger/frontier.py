"""Whose turn it is: a queue per host, taken round robin, of which only the heads are in memory.

Invariant: memory does not grow with the queue. At most `HEADS` rows are held, read by index in pages of at
most `PAGE`, whatever the number of URLs that wait.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, or_, select, update

from newscrawl.ledger.clock import Clock
from newscrawl.ledger.records import STORY, Leased
from newscrawl.ledger.schema import State, hosts, urls

PAGE: Final = 200
"""Rows of one host read at once, at most."""
HEADS: Final = 20_000
"""Rows of all hosts held, at most."""
LEASE_SECONDS: Final = 600
"""A host's lease; it is renewed when half of it is over."""
LONGEST_WAIT: Final = 7 * 24 * 3600
"""Seconds; nothing ever waits longer."""
_AHEAD: Final = 4
"""Turns a host may have under way for each request it may have: the others' pages are here and wait to be
read. So nobody waits for the network while pages are read, and what a kill has fetched again stays little."""
_PROMOTE_EVERY: Final = 1.0
_PROMOTE_ROWS: Final = 500


class _Host:
    """A host's head of the queue and what of it is under way."""

    __slots__ = (
        "active",
        "busy",
        "come",
        "head",
        "name",
        "owned_until",
        "paused_until",
        "read_up",
        "waiting",
    )

    def __init__(self, name: str, paused_until: int) -> None:
        self.name = name
        self.paused_until = paused_until
        self.owned_until = 0
        self.head: deque[Leased] = deque()
        self.busy: set[int] = set()
        """What is leased and has no committed outcome: in the queue still, but not to be handed out."""
        self.active = 0
        """Of these, how many have not ended."""
        self.come = 0
        """Of these again, how many have their page."""
        self.read_up = False
        """Whether the head is all there is: nothing was left in the ledger, and nothing came since."""
        self.waiting = False
        """Whether it stands in the rotation."""


class Frontier:
    """Hands out URLs. The rows stay in the queue until their outcome is committed.

    Invariant: a lease is in memory alone, so a process that dies gives it back by dying. What says to other
    workers that a host is taken, and until when, is the host's row.
    """

    def __init__(
        self,
        writer: Connection,
        clock: Clock,
        *,
        owner: str,
        scope: Callable[[str], bool] | None = None,
        lane: str = "",
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._owner = owner
        self._scope = scope
        self._lane = lane
        self._hosts: dict[int, _Host] = {}
        self._out_of_scope: dict[int, str] = {}
        self._ended: set[int] = set()
        self._come: set[int] = set()
        self._rotation: deque[int] = deque()
        self._promote_at = 0.0
        self.in_flight: dict[int, Leased] = {}
        """What is leased and has no committed outcome."""
        with writer.begin():
            rows = writer.execute(select(hosts.c.id, hosts.c.name, hosts.c.paused_until)).all()
        now = clock.now()
        for row in rows:
            self._meet(row.id, row.name, min(row.paused_until, now + LONGEST_WAIT))

    def restrict(self, scope: Callable[[str], bool] | None) -> None:
        """Hand out only hosts for whose name `scope` is true; None for all. The others keep their queues."""
        self._scope = scope
        self._hosts.clear()
        self._out_of_scope.clear()
        self._rotation.clear()
        with self._writer.begin():
            rows = self._writer.execute(select(hosts.c.id, hosts.c.name, hosts.c.paused_until)).all()
        for row in rows:
            self._meet(row.id, row.name, row.paused_until)
        for leased in self.in_flight.values():
            if (host := self._hosts.get(leased.host_id)) is not None:
                host.busy.add(leased.id)
                host.active += leased.id not in self._ended
                host.come += leased.id in self._come

    def admit(self, name: str) -> None:
        """Hand out this host too, which `scope` has come to include."""
        for identity in [found for found, known in self._out_of_scope.items() if known == name]:
            del self._out_of_scope[identity]
            with self._writer.begin():
                paused = self._writer.execute(
                    select(hosts.c.paused_until).where(hosts.c.id == identity)
                ).scalar()
            self._meet(identity, name, int(paused or 0))

    def lease(self, limit: int, *, per_host: int | Callable[[str], int] | None = None) -> list[Leased]:
        """Up to `limit` URLs whose turn it is, of each host the most urgent first, the hosts in turn.

        With `per_host`, a number or what gives it for a host's name, hosts of which as many are asked for are
        passed over. An empty list means: nothing now.
        """
        self._promote()
        now = self._clock.now()
        taken: list[Leased] = []
        passed = 0
        while len(taken) < limit and self._rotation and passed < len(self._rotation):
            identity = self._rotation[0]
            host = self._hosts[identity]
            room = per_host(host.name) if callable(per_host) else per_host
            full = room is not None and (host.active - host.come >= room or host.active >= room * _AHEAD)
            if full or host.paused_until > now:
                self._rotation.rotate(-1)
                passed += 1
                continue
            if not host.head and (
                host.read_up or not self._own(identity, now) or not self._refill(identity, host)
            ):
                self._rotation.popleft()
                host.waiting = False
                continue
            leased = host.head.popleft()
            host.busy.add(leased.id)
            host.active += 1
            self.in_flight[leased.id] = leased
            taken.append(leased)
            self._rotation.rotate(-1)
            passed = 0
        return taken

    def arrived(self, identity: int) -> None:
        """The page of this one is here: its host can be asked for another."""
        leased = self.in_flight.get(identity)
        if leased is None or identity in self._come or identity in self._ended:
            return
        self._come.add(identity)
        if (host := self._hosts.get(leased.host_id)) is not None:
            host.come += 1

    def ended(self, identity: int) -> None:
        """The turn of this one is over, though not yet committed: its place under way is free."""
        leased = self.in_flight[identity]
        self._ended.add(identity)
        host = self._hosts.get(leased.host_id)
        if host is not None:
            host.active -= 1
        self._gone(identity, host)

    def _gone(self, identity: int, host: _Host | None) -> None:
        """Its page, if it has one, counts no more."""
        if identity in self._come:
            self._come.discard(identity)
            if host is not None:
                host.come -= 1

    def settled(self, ids: Iterable[int]) -> None:
        """The outcomes of these are committed."""
        for identity in ids:
            self._drop(identity)

    def release(self, identity: int) -> None:
        """Give a URL back without an outcome: it is in the queue still."""
        leased = self._drop(identity)
        if leased is not None:
            self.queued({leased.host_id: leased.priority})

    def queued(self, entered: Mapping[int, int], names: Mapping[int, str] | None = None) -> None:
        """Note that rows were committed to these hosts' queues, with their highest priority."""
        for identity, priority in entered.items():
            host = self._hosts.get(identity)
            if host is None:
                if identity in self._out_of_scope:
                    continue
                name = names.get(identity) if names else None
                host = self._meet(identity, name if name is not None else self._name(identity), 0)
                if host is None:
                    continue
            elif host.head and priority > host.head[-1].priority:
                host.head.clear()  # the newcomer goes before what was read: read again
            host.read_up = False
            self._line_up(identity, host)

    def pause(self, name: str, until: int) -> None:
        """Leave a host alone until then (UTC epoch seconds), over runs too."""
        until = min(until, self._clock.now() + LONGEST_WAIT)
        with self._writer.begin():
            self._writer.execute(update(hosts).where(hosts.c.name == name).values(paused_until=until))
        for host in self._hosts.values():
            if host.name == name:
                host.paused_until = until

    def next_turn(self) -> int | None:
        """When something that waits is due or a paused host goes on, UTC epoch seconds; None for never.

        In the past or present when something could be leased now, were it not for `per_host`.
        """
        with self._writer.begin():
            due = self._writer.execute(select(func.min(urls.c.due_at))).scalar()
        lined_up = [self._hosts[identity] for identity in self._rotation]
        resumed = [host.paused_until for host in lined_up if host.head or not host.read_up]
        return min([moment for moment in (*resumed, due) if moment is not None], default=None)

    def next_retry(self, within: int) -> int | None:
        """The soonest moment of the next `within` seconds, UTC epoch seconds, at which something is to be had
        that has no outcome yet; None when there is none. Rechecks, which become due all the time, do not
        count.
        """
        horizon = self._clock.now() + within
        query = (
            select(urls.c.host_id, func.min(urls.c.due_at))
            .where(urls.c.due_at <= horizon, urls.c.outcome.is_(None), urls.c.lane == self._lane)
            .group_by(urls.c.host_id)
        )
        with self._writer.begin():
            rows = self._writer.execute(query).all()
        due = [max(moment, self._hosts[host].paused_until) for host, moment in rows if host in self._hosts]
        lined_up = [self._hosts[identity] for identity in self._rotation]
        due += [host.paused_until for host in lined_up if host.head or not host.read_up]
        return min((moment for moment in due if moment <= horizon), default=None)

    def left(self) -> tuple[int, int]:
        """Stories in scope without an outcome: how many could be had now, how many wait for their time."""
        ready = waiting = 0
        waits = urls.c.due_at.is_not(None)
        now = self._clock.now()
        with self._writer.begin():
            for of in (urls.c.rank.is_not(None), waits):
                query = (
                    select(urls.c.host_id, func.count())
                    .where(of, urls.c.lane == self._lane, urls.c.outcome.is_(None), urls.c.kind == STORY)
                    .group_by(urls.c.host_id)
                )
                for identity, number in self._writer.execute(query):
                    host = self._hosts.get(identity)
                    if host is None:
                        continue
                    if host.paused_until > now or of is waits:
                        waiting += int(number)
                    else:
                        ready += int(number)
        return ready, waiting

    @property
    def idle(self) -> bool:
        """Whether no host has anything in its queue, as far as is known without asking the ledger."""
        return not self._rotation

    @property
    def under_way(self) -> int:
        """How many are leased and have not ended."""
        return len(self.in_flight) - len(self._ended)

    def held(self) -> int:
        """Rows held in memory."""
        return sum(len(host.head) for host in self._hosts.values())

    def give_up_leases(self) -> None:
        """At the end of a run: the hosts are free for others."""
        with self._writer.begin():
            self._writer.execute(
                update(hosts)
                .where(hosts.c.lease_owner == self._owner)
                .values(lease_owner=None, lease_until=None)
            )

    def _meet(self, identity: int, name: str, paused_until: int) -> _Host | None:
        if self._scope is not None and not self._scope(name):
            self._out_of_scope[identity] = name
            return None
        host = self._hosts[identity] = _Host(name, paused_until)
        self._line_up(identity, host)
        return host

    def _line_up(self, identity: int, host: _Host) -> None:
        if not host.waiting:
            host.waiting = True
            self._rotation.append(identity)

    def _name(self, identity: int) -> str:
        with self._writer.begin():
            return str(self._writer.execute(select(hosts.c.name).where(hosts.c.id == identity)).scalar())

    def _drop(self, identity: int) -> Leased | None:
        leased = self.in_flight.pop(identity, None)
        host = self._hosts.get(leased.host_id) if leased is not None else None
        if host is not None:
            host.busy.discard(identity)
            host.active -= identity not in self._ended
        self._gone(identity, host)
        self._ended.discard(identity)
        return leased

    def _refill(self, identity: int, host: _Host) -> bool:
        page = max(8, min(PAGE, HEADS // len(self._hosts)))
        wanted = page + len(host.busy)
        with self._writer.begin():
            rows = self._writer.execute(_HEAD, {"lane": self._lane, "host": identity, "page": wanted}).all()
        host.read_up = len(rows) < wanted
        # What is under way is in the queue still, for the case that we die.
        host.head.extend(leased_from(row) for row in rows if row.id not in host.busy)
        while len(host.head) > page:
            host.head.pop()
            host.read_up = False
        return bool(host.head)

    def _own(self, identity: int, now: int) -> bool:
        """Take or renew the lease of a host and, to save transactions, of those next in turn."""
        host = self._hosts[identity]
        if host.owned_until - now > LEASE_SECONDS // 2:
            return True
        following = [other for other, _ in zip(self._rotation, range(64), strict=False)]
        until = now + LEASE_SECONDS
        free = or_(
            hosts.c.lease_owner.is_(None), hosts.c.lease_owner == self._owner, hosts.c.lease_until < now
        )
        with self._writer.begin():
            # Row locks for PostgreSQL, where workers that lease at the same time pass over each other's
            # hosts.
            query = (
                select(hosts.c.id).where(hosts.c.id.in_(following), free).with_for_update(skip_locked=True)
            )
            ours = list(self._writer.execute(query).scalars())
            self._writer.execute(
                update(hosts).where(hosts.c.id.in_(ours)).values(lease_owner=self._owner, lease_until=until)
            )
        for other in ours:
            self._hosts[other].owned_until = until
        return identity in ours

    def _promote(self) -> None:
        """Move what is due into the queues."""
        elapsed = self._clock.elapsed()
        if elapsed < self._promote_at:
            return
        self._promote_at = elapsed + _PROMOTE_EVERY
        query = (
            select(urls.c.id, urls.c.host_id, urls.c.priority)
            .where(urls.c.due_at <= self._clock.now())
            .order_by(urls.c.due_at)
            .limit(_PROMOTE_ROWS)
        )
        with self._writer.begin():
            rows = self._writer.execute(query).all()
            if not rows:
                return
            changes = [{"of": row.id, "new": -row.priority} for row in rows]
            self._writer.execute(_PROMOTE, changes)
        if len(rows) == _PROMOTE_ROWS:
            self._promote_at = 0.0
        entered: dict[int, int] = {}
        for row in rows:
            entered[row.host_id] = max(row.priority, entered.get(row.host_id, row.priority))
        self.queued(entered)


def free_at_start(writer: Connection, now: int, *, alone: bool = True) -> None:
    """Undo what a run that was killed, or a clock that was wrong, left behind.

    Invariant: at start every row without an outcome is in the queue or waits, and nothing waits longer than
    `LONGEST_WAIT`. The constraints of the table keep the first; leases of the dead and times beyond go here.
    `alone` says that no other worker can be alive: the lock is ours.
    """
    dead = hosts.c.lease_owner.is_not(None) if alone else hosts.c.lease_until < now
    with writer.begin():
        writer.execute(update(hosts).where(dead).values(lease_owner=None, lease_until=None))
        horizon = now + LONGEST_WAIT
        writer.execute(update(hosts).where(hosts.c.paused_until > horizon).values(paused_until=now))
        writer.execute(update(urls).where(urls.c.due_at > horizon).values(due_at=now))


def leased_from(row: Any) -> Leased:
    """What a row of `LEASED` says."""
    return Leased(row[0], row[1], row[2], State(row[3]), *row[4:])


LEASED = select(
    urls.c.id,
    urls.c.url,
    urls.c.host_id,
    urls.c.state,
    urls.c.kind,
    urls.c.priority,
    urls.c.attempts,
    urls.c.publisher,
    urls.c.source_id,
    urls.c.published_at,
    urls.c.title,
    urls.c.payload,
    urls.c.etag,
    urls.c.last_modified,
    urls.c.outcome,
    urls.c.stage,
    urls.c.reason,
    urls.c.detail,
    urls.c.fetched_at,
)
"""The columns of a `Leased`, in its order."""
_HEAD = (
    LEASED.where(
        urls.c.lane == bindparam("lane"), urls.c.host_id == bindparam("host"), urls.c.rank.is_not(None)
    )
    .order_by(urls.c.rank, urls.c.id)
    .limit(bindparam("page"))
)
_PROMOTE = update(urls).where(urls.c.id == bindparam("of")).values(rank=bindparam("new"), due_at=None)
