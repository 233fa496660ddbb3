//! Jobs that need no network: timers, waiting tickets of a queue, the host of a show's orders.
use crate::engine::engine::Engine;
use crate::engine::input::Outcome;
use crate::engine::query::row;
use crate::error::Result;
use crate::model::ids::{OrderId, ShopKey, Tenant, TicketId};
use crate::model::job::{Job, JobBody};
use crate::model::show::Show;
use crate::store::{Index, Mark, Reader, Scan, Table};

/// Waiting tickets offered at a time: more than a team takes at once, few enough to load.
const DRAINED: usize = 100;
/// Orders handed over for attribution at a time.
const ATTRIBUTED: usize = 200;

/// What comes of a job that needs no network; the place where the attribution of a show goes on.
pub(crate) struct Settled {
    pub outcome: Outcome,
    pub mark: Option<Mark>,
}

/// Carries such a job out.
pub(crate) fn carry(reader: &mut dyn Reader, tenant: &Tenant, job: &Job, mark: Option<Mark>) -> Result<Settled> {
    let done = |outcome| Settled { outcome, mark: None };
    match &job.body {
        JobBody::Drain { queue } => {
            let scan = Scan::all(Index::TicketWaiting, queue.0, Table::Ticket, DRAINED);
            let waiting = reader.list(tenant, &scan)?.entries;
            let assign = waiting.iter().map(|e| TicketId(e.mark.id)).collect();
            Ok(done(Outcome {
                assign,
                ..Outcome::default()
            }))
        }
        JobBody::Attribute { show } => match row::<Show>(reader, tenant, show.0)? {
            Some(show) => attribute(reader, tenant, &show.item, mark),
            None => Ok(done(Outcome::default())),
        },
        // The rules know what a moment means.
        _ => Ok(done(Outcome::default())),
    }
}

/// The next orders of the show's shops that were placed while it ran. The job goes on until there are none.
fn attribute(reader: &mut dyn Reader, tenant: &Tenant, show: &Show, mark: Option<Mark>) -> Result<Settled> {
    let mut shops: Vec<_> = show
        .rooms
        .iter()
        .map(|room| ShopKey::of(&room.platform, &room.shop))
        .collect();
    shops.sort_unstable();
    shops.dedup();
    let mut orders: Vec<Mark> = Vec::new();
    for shop in shops {
        let scan = Scan {
            from: show.starts_at.0,
            to: show.ends_at.0,
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
            JobBody::Drain { .. } | JobBody::Attribute { .. } => {
                self.0.readers.run(move |reader| carry(reader, &of, &copy, mark)).await
            }
            _ => Ok(Settled {
                outcome: Outcome::default(),
                mark: None,
            }),
        }
    }
}
