"""What the passing of time brings."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from portal import retention
from portal.accounts.actions import checking, closing, offices, recovering, slips
from portal.audit import chain
from portal.channels import outbox
from portal.channels.carrier import Carrier
from portal.hall.actions import indexing, mapping, outcomes, timing
from portal.jobs import work
from portal.ledger.actions import timing as promises
from portal.meetings.actions import publishing, reminding
from portal.meetings.actions import rehearsal as rehearsals
from portal.meetings.actions import running as meetings
from portal.notices.actions import digesting
from portal.places.actions import committing, staging, tidying
from portal.places.rules.importing import COMMIT, STAGE
from portal.policy import STRANGER
from portal.reporting.actions import needs, reports
from portal.volunteers.actions import planning, serving

_OFTEN = timedelta(seconds=5)
Job = Callable[[], Awaitable[object]]
# Long work, and who does it.
KINDS: Mapping[str, work.Kind] = {
    STAGE: work.Kind(staging.stage, staging.give_up),
    COMMIT: work.Kind(committing.commit, committing.give_up),
}


@dataclass(frozen=True)
class Entry:
    """A job, and when: every so often (and whenever its topic rings), or once a day at a time of the city."""

    name: str
    do: Job
    every: timedelta | None = None
    at: time | None = None
    topic: str | None = None


def schedule(carriers: Mapping[str, Carrier]) -> list[Entry]:
    return [
        Entry("end-due-rehearsals", lambda: rehearsals.end_due_rehearsals(STRANGER), every=timedelta(seconds=10)),
        Entry("close-due-motions", lambda: meetings.close_due_motions(STRANGER), every=timedelta(seconds=0.5)),
        Entry("deliver-codes", lambda: outbox.deliver_all(carriers, outbox.CODES), every=_OFTEN, topic=outbox.TOPIC),
        Entry("deliver-letters", lambda: outbox.deliver_all(carriers, outbox.MAIL), every=_OFTEN, topic=outbox.TOPIC),
        Entry("remind-of-meetings", lambda: reminding.remind_of_meetings(STRANGER), every=timedelta(minutes=5)),
        Entry("do-long-work", lambda: work.work_off(KINDS), every=timedelta(seconds=10), topic=work.TOPIC),
        Entry("chain-audit", chain.chain, every=timedelta(seconds=10)),
        Entry("forget-sheets", lambda: slips.forget_sheets(STRANGER), every=timedelta(minutes=5)),
        Entry("finish-recoveries", lambda: recovering.finish_recoveries(STRANGER), every=timedelta(minutes=1)),
        Entry("end-forgotten-services", lambda: serving.end_forgotten(STRANGER), every=timedelta(minutes=1)),
        Entry("remind-of-shifts", lambda: planning.remind_of_shifts(STRANGER), every=timedelta(minutes=5)),
        Entry("close-past-needs", lambda: needs.close_past_needs(STRANGER), at=time(2, 50)),
        Entry("erase-closed-accounts", lambda: closing.erase_closed(STRANGER), at=time(2, 40)),
        Entry("follow-moves", lambda: reports.follow_moves(STRANGER), at=time(3, 0)),
        Entry("keep-no-longer", retention.run, at=time(3, 10)),
        Entry("keep-time-in-the-hall", lambda: timing.keep_time(STRANGER), every=timedelta(minutes=1)),
        Entry("end-public-notices", lambda: outcomes.end_notices(STRANGER), every=timedelta(minutes=1)),
        Entry("publish-due-results", lambda: publishing.publish_due_results(STRANGER), every=timedelta(minutes=1)),
        Entry("finish-results", lambda: publishing.finish_results(STRANGER), every=timedelta(minutes=1)),
        Entry("draw-opinion-maps", lambda: mapping.draw_maps(STRANGER), every=timedelta(minutes=1)),
        Entry("keep-promises", lambda: promises.keep_promises(STRANGER), every=timedelta(minutes=10)),
        Entry("follow-ended-meetings", lambda: promises.follow_meetings(STRANGER), every=timedelta(minutes=10)),
        Entry("end-lapsed-residences", lambda: checking.end_lapsed(STRANGER), at=time(3, 40)),
        Entry("write-weekly-letters", lambda: digesting.write_digests(STRANGER), every=timedelta(minutes=10)),
        Entry("check-audit", chain.check, at=time(4, 0)),
        Entry("remind-to-renew", lambda: checking.remind_to_renew(STRANGER), at=time(8, 10)),
        Entry("remind-of-offices", lambda: offices.remind_of_ends(STRANGER), at=time(8, 20)),
        Entry("add-up-matters", indexing.add_up_counts, at=time(3, 30)),
        Entry("forget-brought-files", tidying.forget_brought_files, at=time(3, 25)),
    ]
