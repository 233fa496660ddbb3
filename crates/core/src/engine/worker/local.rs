//! Jobs that need no network: timers, tickets and tasks that wait for somebody, open tickets under a new configuration, the host of
//! a show's orders.
use std::collections::BTreeMap;

use crate::engine::decide::AFTER_SHOW_MS;
use crate::engine::decide::{goes_back, is_away, task_goes_back};
use crate::engine::engine::Engine;
use crate::engine::input::Outcome;
use crate::engine::paging::{parse_mark, write_mark};
use crate::engine::query::row;
use crate::engine::routes;
use crate::error::Result;
use crate::limits::MAX_DRAINED;
use crate::model::agent::{Agent, AgentKind};
use crate::model::ids::{AgentId, OrderId, ShopKey, TaskId, Tenant, TicketId, Uid};
use crate::model::job::{Job, JobBody};
use crate::model::presence::Absence;
use crate::model::show::Show;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::{DAY, Timestamp};
use crate::store::index::group_of;
use crate::store::{Index, Mark, Reader, Record, Scan, Table};

/// Orders handed over for attribution at a time.
const ATTRIBUTED: usize = 200;
/// How long an order may wait to be paid.
const UNPAID: i64 = DAY;

/// What comes of a job that needs no network; the place where the attribution of a show goes on.
pub(crate) struct Settled {
    pub outcome: Outcome,
    pub mark: Option<Mark>,
}

/// Carries such a job out.
pub(crate) fn carry(reader: &mut dyn Reader, tenant: &Tenant, job: &Job, mark: Option<Mark>) -> Result<Settled> {
    let done = |outcome| Settled { outcome, mark: None };
    // Where a job goes on that looks at a list a part at a time.
    let after = job.place.as_deref().map(parse_mark).transpose()?;
    match &job.body {
        JobBody::Drain { queue } => {
            let waiting = (Index::TicketWaiting, queue.0);
            let part = part::<Ticket>(reader, tenant, waiting, after, wants_somebody)?;
            Ok(done(Outcome {
                assign: part.rows.into_iter().map(TicketId).collect(),
                place: part.next.map(write_mark),
                ..Outcome::default()
            }))
        }
        JobBody::DrainTasks { group } => {
            let waiting = (Index::TaskWaiting, group_of(group));
            let part = part::<Task>(reader, tenant, waiting, after, |_| true)?;
            Ok(done(Outcome {
                tasks: part.rows.into_iter().map(TaskId).collect(),
                place: part.next.map(write_mark),
                ..Outcome::default()
            }))
        }
        JobBody::Vacate { agent } => Ok(done(leaving(reader, tenant, *agent)?)),
        JobBody::Reapply => {
            let part = part::<Ticket>(reader, tenant, (Index::TicketOpen, Uid::ZERO), after, |_| true)?;
            Ok(done(Outcome {
                assign: part.rows.into_iter().map(TicketId).collect(),
                place: part.next.map(write_mark),
                ..Outcome::default()
            }))
        }
        JobBody::Attribute { show, formerly } => match row::<Show>(reader, tenant, show.0)? {
            Some(show) => attribute(reader, tenant, &show.item, formerly, mark),
            None => Ok(done(Outcome::default())),
        },
        // The rules know what a moment means.
        _ => Ok(done(Outcome::default())),
    }
}

/// Whether somebody may be found for a ticket that waits: nobody is asked, or fewer than may be.
fn wants_somebody(t: &Ticket) -> bool {
    t.assignment.offers.is_empty() || t.assignment.offers_wanted > 0
}

/// The first tickets of a list that are wanted, to be looked at again.
fn tickets(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    list: (Index, Uid),
    wanted: impl Fn(&Ticket) -> bool,
) -> Result<Vec<TicketId>> {
    let found = part::<Ticket>(reader, tenant, list, None, wanted)?;
    Ok(found.rows.into_iter().map(TicketId).collect())
}

/// The same of tasks.
fn tasks(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    list: (Index, Uid),
    wanted: impl Fn(&Task) -> bool,
) -> Result<Vec<TaskId>> {
    let found = part::<Task>(reader, tenant, list, None, wanted)?;
    Ok(found.rows.into_iter().map(TaskId).collect())
}

/// Some rows of a list, and the place of the last of them where more may come.
struct Part {
    rows: Vec<Uid>,
    next: Option<Mark>,
}

/// The first rows of a list that are wanted, from a place on. Others are passed over, be they many.
fn part<R: Record>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    (index, group): (Index, Uid),
    after: Option<Mark>,
    wanted: impl Fn(&R) -> bool,
) -> Result<Part> {
    let mut found: Vec<Mark> = Vec::new();
    let mut scan = Scan {
        after,
        ..Scan::all(index, group, R::TABLE, MAX_DRAINED)
    };
    loop {
        let page = reader.list(tenant, &scan)?;
        let rows = page.entries.iter().filter(|e| R::of(&e.row).is_some_and(&wanted));
        found.extend(rows.map(|e| e.mark));
        match page.next {
            Some(next) if found.len() < MAX_DRAINED => scan.after = Some(next),
            _ => break,
        }
    }
    found.truncate(MAX_DRAINED);
    // A place in the order, not a number of rows: what is given out leaves the list, and nothing is passed over for that.
    Ok(Part {
        next: found.last().copied().filter(|_| found.len() >= MAX_DRAINED),
        rows: found.into_iter().map(|mark| mark.id).collect(),
    })
}

/// The first tickets and tasks that an agent who is no longer there cannot keep: what is offered to them, and what goes back
/// to the queues and groups.
fn leaving(reader: &mut dyn Reader, tenant: &Tenant, agent: AgentId) -> Result<Outcome> {
    let who = row::<Agent>(reader, tenant, agent.0)?.map(|agent| agent.item);
    let away = who.as_ref().is_none_or(|who| is_away(who.presence));
    // A bot that is gone hands over whatever it has.
    let policy = match &who {
        None => Absence::RequeueAll,
        Some(who) if who.kind == AgentKind::Bot && away => Absence::RequeueAll,
        Some(_) => routes::config(reader, tenant)?.unwrap_or_default().presence.on_leave,
    };
    let mut found = tickets(reader, tenant, (Index::TicketOffered, agent.0), |_| away)?;
    found.extend(tickets(reader, tenant, (Index::TicketAgent, agent.0), |t| {
        goes_back(policy, t)
    })?);
    found.truncate(MAX_DRAINED);
    let held = (Index::TaskAgent, agent.0);
    let tasks = tasks(reader, tenant, held, |task| match who {
        None => task.load().is_some(),
        Some(_) => task_goes_back(policy, task),
    })?;
    Ok(Outcome {
        assign: found,
        tasks,
        ..Outcome::default()
    })
}

/// The next orders of the show's shops that were placed while it ran, or shortly before. The job goes on until there are none.
fn attribute(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    show: &Show,
    formerly: &[(ShopKey, Timestamp, Timestamp)],
    mark: Option<Mark>,
) -> Result<Settled> {
    let rooms = show.rooms.iter().map(|r| ShopKey::of(&r.platform, &r.shop));
    let now = rooms.map(|shop| (shop, show.starts_at, show.ends_at));
    // What counts is when an order was paid; it is listed by when it was placed.
    let mut shops: BTreeMap<ShopKey, (Timestamp, Timestamp)> = BTreeMap::new();
    for (shop, from, to) in now.chain(formerly.iter().copied()) {
        let (from, to) = (from.plus(-UNPAID), to.plus(AFTER_SHOW_MS));
        let span = shops.entry(shop).or_insert((from, to));
        *span = (span.0.min(from), span.1.max(to));
    }
    let mut orders: Vec<Mark> = Vec::new();
    for (shop, (from, to)) in shops {
        let scan = Scan {
            from: from.0,
            to: to.0,
            after: mark,
            ..Scan::all(Index::OrderShop, shop.0, Table::Order, ATTRIBUTED)
        };
        orders.extend(reader.list(tenant, &scan)?.entries.iter().map(|e| e.mark));
    }
    // Shops are merged in time order, so that one mark is the place in all of them.
    orders.sort_unstable();
    orders.truncate(ATTRIBUTED);
    let attribute = orders.iter().map(|mark| OrderId(mark.id)).collect();
    Ok(Settled {
        outcome: Outcome {
            attribute,
            ..Outcome::default()
        },
        mark: orders.last().copied(),
    })
}

impl Engine {
    /// Carries out a job that needs no network.
    pub(crate) async fn settle_locally(&self, tenant: &Tenant, job: &Job) -> Result<Settled> {
        let mark = self.0.memory.attributed(tenant, job.id);
        let (of, copy) = (tenant.clone(), job.clone());
        match job.body {
            // The only ones that read; the others need no reader's thread.
            JobBody::Drain { .. }
            | JobBody::DrainTasks { .. }
            | JobBody::Vacate { .. }
            | JobBody::Attribute { .. }
            | JobBody::Reapply => self.0.readers.run(move |reader| carry(reader, &of, &copy, mark)).await,
            _ => Ok(Settled {
                outcome: Outcome::default(),
                mark: None,
            }),
        }
    }
}
