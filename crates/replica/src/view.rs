//! What the app shows: whole pages of tickets, a ticket with all that belongs to it, customers and tasks; pending commands
//! drawn over them.
use aftersync_core::engine::replica::overlay::{Drawn, draw};
use aftersync_core::engine::replica::{Bundle, Card};
use aftersync_core::error::{Error, Result};
use aftersync_core::json;
use aftersync_core::limits::MAX_PAGE;
use aftersync_core::model::axes::Headline;
use aftersync_core::model::ids::{AgentId, CustomerId, QueueId, TicketId, Uid};
use aftersync_core::model::task::Task;
use aftersync_core::model::ticket_row::TicketRow;
use aftersync_core::store::open_ticket;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{CopyFile, Kind, failed};
use crate::outbox::{self, Pending};
use crate::replica::Replica;

/// Most steps from a merged ticket to what it became.
const MAX_REDIRECTS: usize = 32;

/// Which tickets of the copy. What is absent does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CopyQuery {
    /// In one of these headlines.
    pub headlines: Vec<Headline>,
    /// In this queue.
    pub queue: Option<QueueId>,
    /// With this agent.
    pub agent: Option<AgentId>,
    /// With this tag.
    pub tag: Option<String>,
    /// At most so many; 0 means 50, the most is 1,000.
    pub limit: usize,
    /// Behind so many.
    pub skip: usize,
}

/// A ticket as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListedTicket {
    /// The line, with what waits drawn over it.
    #[serde(flatten)]
    pub row: TicketRow,
    /// How many commands wait for it, conflicts and refusals included.
    pub pending: usize,
}

/// A ticket with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TicketView {
    /// The ticket, its tasks, timeline and what may be done, with what waits drawn over them.
    #[serde(flatten)]
    pub bundle: Bundle,
    /// What waits, in order: what is not drawn in the ticket (replies, notes) is shown from here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<Pending>,
    /// The customer, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Card>,
}

/// An open task with its ticket's number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CopiedTask {
    /// The task.
    #[serde(flatten)]
    pub task: Task,
    /// The number of its ticket, to be read aloud.
    pub number: aftersync_core::model::number::TicketNumber,
}

impl Replica {
    /// A whole page of tickets, the most urgent first, with what waits drawn over them.
    ///
    /// # Errors
    /// `Unauthorized` after a wipe; `Unavailable` when the file cannot be used.
    pub fn tickets(&self, query: &CopyQuery) -> Result<Vec<ListedTicket>> {
        self.with(|file| {
            let limit = if query.limit == 0 {
                50
            } else {
                query.limit.min(MAX_PAGE)
            };
            let sql = "SELECT t.id, t.shown, (SELECT count(*) FROM outbox o WHERE o.ticket = t.id) FROM ticket t \
                       ORDER BY t.sort, t.id";
            let mut statement = file.conn.prepare_cached(sql).map_err(failed)?;
            let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get::<_, String>(1)?, r.get::<_, i64>(2)?));
            let mut out = Vec::new();
            let mut skip = query.skip;
            for found in statement.query_map([], read).map_err(failed)? {
                let (id, shown, pending) = found.map_err(failed)?;
                let row = self.listed(file, TicketId(Uid(id)), &shown, pending)?;
                if !query.admits(&row.row) {
                    continue;
                }
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                out.push(row);
                if out.len() == limit {
                    break;
                }
            }
            Ok(out)
        })
    }

    fn listed(&self, file: &CopyFile, id: TicketId, shown: &str, pending: i64) -> Result<ListedTicket> {
        let mut row: TicketRow =
            json::read_text(shown).map_err(|e| Error::malformed("a row was damaged").because(e))?;
        if pending > 0
            && let Some((bundle, _)) = self.drawn(file, id)?
        {
            row = open_ticket::row(&bundle.ticket.item, bundle.ticket.version)?;
        }
        Ok(ListedTicket {
            row,
            pending: usize::try_from(pending).unwrap_or(0),
        })
    }

    /// How many tickets the copy has.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn count(&self) -> Result<usize> {
        let count = |r: &rusqlite::Row<'_>| r.get::<_, i64>(0);
        let all = self.with(|file| {
            file.conn
                .query_row("SELECT count(*) FROM ticket", [], count)
                .map_err(failed)
        })?;
        Ok(usize::try_from(all).unwrap_or(0))
    }

    /// A ticket, or the one it was merged into, with what waits drawn over it.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn ticket(&self, id: TicketId) -> Result<Option<TicketView>> {
        self.with(|file| {
            let id = survivor(file, id)?;
            let Some((bundle, pending)) = self.drawn(file, id)? else {
                return Ok(None);
            };
            let customer = customer_of(file, &bundle)?;
            Ok(Some(TicketView {
                bundle,
                pending,
                customer,
            }))
        })
    }

    /// A ticket as the server last said it was: theirs, beside mine, when there is a conflict.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn theirs(&self, id: TicketId) -> Result<Option<Bundle>> {
        self.with(|file| stored(file, survivor(file, id)?))
    }

    /// A customer of one of the tickets.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn customer(&self, id: CustomerId) -> Result<Option<Card>> {
        self.with(|file| customer(file, id))
    }

    /// All customers of the copy.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn customers(&self) -> Result<Vec<Card>> {
        self.with(|file| {
            let mut statement = file
                .conn
                .prepare_cached("SELECT id, body FROM customer ORDER BY id")
                .map_err(failed)?;
            let read = |r: &rusqlite::Row<'_>| Ok((Uid(r.get(0)?), r.get::<_, Vec<u8>>(1)?));
            let rows = statement.query_map([], read).map_err(failed)?;
            rows.map(|row| {
                let (id, body) = row.map_err(failed)?;
                file.unseal(Kind::Customer, id, &body)
            })
            .collect()
        })
    }

    /// All tasks that are not done, with what waits drawn over them.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn tasks(&self) -> Result<Vec<CopiedTask>> {
        self.with(|file| {
            let mut out = Vec::new();
            for bundle in all_stored(file)?.into_iter().filter(|b| !b.tasks.is_empty()) {
                let id = bundle.ticket.item.id;
                let bundle = self.drawn(file, id)?.map_or(bundle, |(drawn, _)| drawn);
                let number = bundle.ticket.item.number;
                let open = bundle.tasks.into_iter().filter(|t| t.item.ended_at.is_none());
                out.extend(open.map(|t| CopiedTask { task: t.item, number }));
            }
            Ok(out)
        })
    }

    /// A bundle with what waits drawn over it, and what waits.
    fn drawn(&self, file: &CopyFile, id: TicketId) -> Result<Option<(Bundle, Vec<Pending>)>> {
        let Some(mut bundle) = stored(file, id)? else {
            return Ok(None);
        };
        let pending: Vec<Pending> = outbox::waiting(file, Some(id))?.into_iter().map(|(_, p)| p).collect();
        for waiting in pending.iter().filter(|p| p.state.is_drawn()) {
            // One that is not possible by the table is left to the server to refuse.
            let _: Drawn = draw(
                &mut bundle,
                &waiting.command.act,
                self.access.role,
                waiting.command.made_at,
            );
        }
        Ok(Some((bundle, pending)))
    }
}

impl CopyQuery {
    fn admits(&self, row: &TicketRow) -> bool {
        (self.headlines.is_empty() || self.headlines.contains(&row.headline))
            && self.queue.is_none_or(|q| row.queue == Some(q))
            && self.agent.is_none_or(|a| row.agent == Some(a))
            && self.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
    }
}

/// The ticket a merged one became, as far as the copy was told.
fn survivor(file: &CopyFile, id: TicketId) -> Result<TicketId> {
    let mut at = id;
    for _ in 0..MAX_REDIRECTS {
        let read = |r: &rusqlite::Row<'_>| r.get::<_, [u8; 16]>(0);
        let sql = "SELECT into_ticket FROM merged WHERE ticket = ?1";
        match file.conn.query_row(sql, [at.0.0], read).optional().map_err(failed)? {
            Some(next) => at = TicketId(Uid(next)),
            None => break,
        }
    }
    Ok(at)
}

/// A ticket as it was last pulled.
pub(crate) fn stored(file: &CopyFile, id: TicketId) -> Result<Option<Bundle>> {
    let read = |r: &rusqlite::Row<'_>| r.get::<_, Vec<u8>>(0);
    let mut statement = file
        .conn
        .prepare_cached("SELECT body FROM ticket WHERE id = ?1")
        .map_err(failed)?;
    match statement.query_row(params![id.0.0], read).optional().map_err(failed)? {
        Some(body) => file.unseal(Kind::Ticket, id.0, &body).map(Some),
        None => Ok(None),
    }
}

/// All tickets as they were last pulled.
pub(crate) fn all_stored(file: &CopyFile) -> Result<Vec<Bundle>> {
    let mut statement = file
        .conn
        .prepare_cached("SELECT id, body FROM ticket ORDER BY sort, id")
        .map_err(failed)?;
    let read = |r: &rusqlite::Row<'_>| Ok((Uid(r.get(0)?), r.get::<_, Vec<u8>>(1)?));
    let rows = statement.query_map([], read).map_err(failed)?;
    rows.map(|row| {
        let (id, body) = row.map_err(failed)?;
        file.unseal(Kind::Ticket, id, &body)
    })
    .collect()
}

fn customer_of(file: &CopyFile, bundle: &Bundle) -> Result<Option<Card>> {
    let Some(account) = bundle.ticket.item.account else {
        return Ok(None);
    };
    let read = |r: &rusqlite::Row<'_>| r.get::<_, [u8; 16]>(0);
    let sql = "SELECT customer FROM account WHERE id = ?1";
    match file
        .conn
        .query_row(sql, [account.0.0], read)
        .optional()
        .map_err(failed)?
    {
        Some(id) => customer(file, CustomerId(Uid(id))),
        None => Ok(None),
    }
}

fn customer(file: &CopyFile, id: CustomerId) -> Result<Option<Card>> {
    let read = |r: &rusqlite::Row<'_>| r.get::<_, Vec<u8>>(0);
    let found = file
        .conn
        .query_row("SELECT body FROM customer WHERE id = ?1", [id.0.0], read);
    match found.optional().map_err(failed)? {
        Some(body) => file.unseal(Kind::Customer, id.0, &body).map(Some),
        None => Ok(None),
    }
}
