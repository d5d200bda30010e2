"""The one policy: what a worker may do to a client. Lists, pages, exports and counts all ask here.

=================================================  =========================  ======================
who                                                client                     protected client
=================================================  =========================  ======================
responsible counsellor, and a substitute who       writes                     writes
serves with the same controller
leads the service of the controller (supervisor)   writes                     writes
serves in the client's unit                        writes                     knows the reference only
serves elsewhere with the same controller          reads                      knows the reference only
grant to the person, consultation, emergency       as granted                 as granted
grant to the person's unit                         as granted                 knows the reference only
anyone else                                        nothing                    nothing
=================================================  =========================  ======================

While processing is restricted (GDPR 18), only who leads the service writes. Who has been anonymised is nobody's client.

The same rules stand in the database as row-level security (`row_security`); a test holds the two against each other.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, Q, Value, When


class Access(enum.IntEnum):
    """What a worker may do to one client; each step has those before it."""

    NONE = 0
    REFERENCE = 1  # the page opens, and shows the reference and whom to ask
    READ = 2
    WRITE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody who acts in the register today, with all that their rights follow from, as ids.

    ``stands_in_for`` are the people whose substitute they are; ``read_grants`` and ``write_grants`` are clients opened
    to the person by name (grants, consultations, emergencies), ``unit_read_grants`` and ``unit_write_grants`` clients
    opened to a unit of theirs.
    """

    user_id: int
    audit_id: str
    units: frozenset[int] = frozenset()
    controllers: frozenset[int] = frozenset()
    led: frozenset[int] = frozenset()
    logs_for: frozenset[int] = frozenset()
    manages: frozenset[int] = frozenset()
    answers_for: frozenset[int] = frozenset()
    stands_in_for: frozenset[int] = frozenset()
    read_grants: frozenset[int] = frozenset()
    write_grants: frozenset[int] = frozenset()
    unit_read_grants: frozenset[int] = frozenset()
    unit_write_grants: frozenset[int] = frozenset()
    is_system: bool = field(default=False)

    @property
    def acts_as(self) -> frozenset[int]:
        """The responsible counsellors whose work this worker does: themselves, and whom they stand in for.

        Nobody's, once they serve nowhere: clients may still bear the name of who left.
        """
        return self.stands_in_for | {self.user_id} if self.serves else frozenset()

    @property
    def serves(self) -> bool:
        """Whether they serve clients by name anywhere."""
        return bool(self.controllers or self.led)

    @property
    def opens_clients(self) -> bool:
        """Whether there is any client whose page opens for them: an expert may have no more than a consultation."""
        granted = self.read_grants or self.write_grants or self.unit_read_grants or self.unit_write_grants
        return self.serves or bool(granted)


def _own(worker: Worker) -> Q:
    """Their own clients; of those whom they stand in for, the clients of municipalities in which they serve too."""
    here = Q(keyworker=worker.user_id) | Q(controller__in=worker.controllers)
    return Q(keyworker__in=worker.acts_as) & here


def _by_name(worker: Worker) -> Q:
    return _own(worker) | Q(controller__in=worker.led)


def writable_by(worker: Worker) -> Q:
    """The clients that ``worker`` may change."""
    open_to_unit = Q(unit__in=worker.units) | Q(pk__in=worker.unit_write_grants)
    by_work = _own(worker) | Q(pk__in=worker.write_grants) | (Q(is_protected=False) & open_to_unit)
    unrestricted = Q(processing_restricted=False) & by_work
    return Q(anonymised_at__isnull=True) & (Q(controller__in=worker.led) | unrestricted)


def readable_by(worker: Worker) -> Q:
    """The clients whose data ``worker`` may see, in lists and on their page."""
    named = _by_name(worker) | Q(pk__in=worker.read_grants | worker.write_grants)
    by_place = Q(controller__in=worker.controllers) | Q(pk__in=worker.unit_read_grants | worker.unit_write_grants)
    return Q(anonymised_at__isnull=True) & (named | (Q(is_protected=False) & by_place))


def openable_by(worker: Worker) -> Q:
    """The clients whose page opens for ``worker``, if only with a reference."""
    by_place = Q(controller__in=worker.controllers) | Q(pk__in=worker.unit_read_grants | worker.unit_write_grants)
    return readable_by(worker) | (Q(anonymised_at__isnull=True, is_protected=True) & by_place)


def access_level(worker: Worker) -> Case:
    """What ``worker`` may do to each client of a query, as a value of `Access`."""
    steps = ((writable_by, Access.WRITE), (readable_by, Access.READ), (openable_by, Access.REFERENCE))
    return Case(
        *(When(allowed(worker), then=Value(int(level))) for allowed, level in steps),
        default=Value(int(Access.NONE)),
        output_field=IntegerField(),
    )
