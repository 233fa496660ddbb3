//! Taking an answer in: all of it in one transaction, or nothing.
use aftersync_core::engine::replica::{Bundle, Card, Census, Gone, Pushing, SyncAnswer, SyncMark};
use aftersync_core::error::{Error, ErrorKind, ErrorRecord, Result};
use aftersync_core::json;
use aftersync_core::model::ids::{CustomerId, TicketId};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::index::queue_sort;
use aftersync_core::store::open_ticket;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{CopyFile, Kind, failed};
use crate::replica::{Place, Replica};
use crate::wire::{self, Status};
use crate::{outbox, uploads};

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SyncReport {
    /// There is more: ask again at once.
    pub more: bool,
    /// Tickets that are new or changed.
    pub tickets: usize,
    /// Tickets that are no longer kept.
    pub gone: usize,
    /// Commands that were applied, or had been.
    pub applied: usize,
    /// Commands that met a ticket changed meanwhile.
    pub conflicts: usize,
    /// Commands that were refused for good.
    pub refused: usize,
    /// The copy begins anew: another scope, another store, or too long an absence.
    pub resync: bool,
    /// The phone was revoked: the copy is gone.
    pub wiped: bool,
    /// There is more in the scope than a phone keeps.
    pub cut: bool,
    /// How much the server's clock is ahead of the phone's, in milliseconds.
    pub clock_ahead_ms: i64,
}

impl Replica {
    /// Takes in what came back for the last request. `at` is the phone's own clock.
    ///
    /// # Errors
    /// Nothing of the answer is kept, and what waits stays: `Signature` when it is cut, forged or answers another request;
    /// `Unsupported` when the server speaks another version; `Unauthorized` when nobody registered the phone;
    /// `Unavailable` when the phone's disk is full; the server's own error. Only a revoked phone wipes its copy.
    pub fn answer(&self, answer: &[u8], at: Timestamp) -> Result<SyncReport> {
        let mut inner = self.lock();
        let asked = inner
            .take_asked()
            .ok_or_else(|| Error::rejected("no request is under way").during("replica.answer"))?;
        let (status, json) = wire::read_answer(&self.access.key, self.access.device, &asked, answer)?;
        match status {
            Status::Changes => take(inner.file()?, &read(&json)?, at),
            Status::Failed => Err(from_server(&json)),
            Status::OtherVersion => Err(Error::unsupported(
                "the server speaks another version than this app",
                "update the app, or the server, whichever is older",
            )
            .during("replica.answer")),
            Status::Unknown => Err(
                Error::new(ErrorKind::Unauthorized, "the server does not know this phone")
                    .during("replica.answer")
                    .hint("register it again; what waits is kept until then"),
            ),
            Status::Revoked => {
                drop(inner);
                self.wipe()?;
                Ok(SyncReport {
                    wiped: true,
                    ..SyncReport::default()
                })
            }
        }
    }
}

fn read(json: &[u8]) -> Result<SyncAnswer> {
    json::read(json).map_err(|e| {
        Error::malformed("the answer cannot be read by this app")
            .during("replica.answer")
            .hint("update the app")
            .because(e)
    })
}

fn from_server(json: &[u8]) -> Error {
    match json::read::<ErrorRecord>(json) {
        Ok(record) => Error::new(record.kind, record.message)
            .during("replica.answer")
            .hint(record.hint.unwrap_or_default()),
        Err(e) => Error::malformed("the server's error cannot be read").because(e),
    }
}

fn take(file: &CopyFile, answer: &SyncAnswer, at: Timestamp) -> Result<SyncReport> {
    file.transaction(!answer.outcomes.is_empty(), || {
        let mut place: Place = file.meta("place")?;
        if answer.resync {
            place.generation += 1;
        }
        // Where nothing changed the server does not look at the scope.
        if place.mark != answer.mark {
            place.cut = answer.cut;
        }
        place.mark = answer.mark;
        place.scope = Some(answer.scope);
        place.ahead_ms = answer.at.0.saturating_sub(at.0);
        let mut report = report(answer, &place);
        for gone in &answer.gone {
            report.gone += drop_gone(file, gone)?;
        }
        answer
            .tickets
            .iter()
            .try_for_each(|b| put_ticket(file, b, place.generation))?;
        answer
            .customers
            .iter()
            .try_for_each(|c| put_customer(file, c, place.generation))?;
        outbox::take(file, &answer.outcomes)?;
        report.more |= uploads::take(file, answer.uploaded.as_ref())?;
        if !answer.more {
            report.gone += end(file, &place)?;
            report.more |= !outbox::to_push(file)?.is_empty() && made_way(answer);
            place.in_step_at = Some(answer.at);
            report.more |= heal(file, answer.census, &mut place, at)?;
        }
        file.put_meta("place", &place)?;
        Ok(report)
    })
}

/// Whether something moved, so that asking again at once is worth it: more may wait than one request carries.
fn made_way(answer: &SyncAnswer) -> bool {
    answer
        .outcomes
        .iter()
        .any(|o| !matches!(o.outcome, Pushing::Later { .. }))
}

fn report(answer: &SyncAnswer, place: &Place) -> SyncReport {
    let mut report = SyncReport {
        more: answer.more,
        tickets: answer.tickets.len(),
        resync: answer.resync,
        cut: place.cut,
        clock_ahead_ms: place.ahead_ms,
        ..SyncReport::default()
    };
    for outcome in &answer.outcomes {
        match outcome.outcome {
            Pushing::Applied { .. } | Pushing::Duplicate { .. } => report.applied += 1,
            Pushing::Conflict { .. } => report.conflicts += 1,
            Pushing::Refused { .. } => report.refused += 1,
            Pushing::Later { .. } => {}
        }
    }
    report
}

/// The copy is whole: what belongs to an earlier one goes, and so does the overlay of what was applied.
fn end(file: &CopyFile, place: &Place) -> Result<usize> {
    outbox::settle(file)?;
    let older = [place.generation];
    let gone = file
        .conn
        .execute("DELETE FROM ticket WHERE generation < ?1", older)
        .map_err(failed)?;
    let run = |sql: &str| file.conn.execute(sql, []).map_err(failed);
    // Customers stay as long as a ticket of theirs is there.
    run(
        "DELETE FROM customer WHERE NOT EXISTS (SELECT 1 FROM account a JOIN ticket t ON t.account = a.id \
         WHERE a.customer = customer.id)",
    )?;
    run("DELETE FROM account WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = account.customer)")?;
    Ok(gone)
}

/// Begins anew when the copy counts otherwise than the server, once. `true`: ask again.
fn heal(file: &CopyFile, census: Option<Census>, place: &mut Place, at: Timestamp) -> Result<bool> {
    let Some(census) = census else { return Ok(false) };
    place.counted_at = Some(at);
    if census == count(file)? {
        place.healing = false;
        return Ok(false);
    }
    if place.healing {
        return Ok(false);
    }
    place.healing = true;
    place.mark = SyncMark::default();
    Ok(true)
}

fn count(file: &CopyFile) -> Result<Census> {
    let mut statement = file.conn.prepare_cached("SELECT id FROM ticket").map_err(failed)?;
    let mut census = Census::default();
    for id in statement.query_map([], |r| r.get::<_, [u8; 16]>(0)).map_err(failed)? {
        census.add(TicketId(aftersync_core::model::ids::Uid(id.map_err(failed)?)));
    }
    Ok(census)
}

fn put_ticket(file: &CopyFile, bundle: &Bundle, generation: i64) -> Result<()> {
    let ticket = &bundle.ticket.item;
    let row = open_ticket::row(ticket, bundle.ticket.version)?;
    let shown = serde_json::to_string(&row).map_err(|e| Error::internal("a row cannot be written").because(e))?;
    let body = file.seal(Kind::Ticket, ticket.id.0, bundle)?;
    let sort = queue_sort(ticket.band, ticket.next_due());
    let put = "INSERT INTO ticket(id, version, generation, account, sort, shown, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)
               ON CONFLICT(id) DO UPDATE SET version = ?2, generation = ?3, account = ?4, sort = ?5, shown = ?6, body = ?7";
    let mut statement = file.conn.prepare_cached(put).map_err(failed)?;
    let account = ticket.account.map(|a| a.0.0);
    let values = params![
        ticket.id.0.0,
        bundle.ticket.version,
        generation,
        account,
        sort,
        shown,
        body
    ];
    statement.execute(values).map(|_| ()).map_err(failed)
}

fn put_customer(file: &CopyFile, card: &Card, generation: i64) -> Result<()> {
    let id = card.customer.item.id;
    let body = file.seal(Kind::Customer, id.0, card)?;
    let put = "INSERT INTO customer(id, generation, body) VALUES(?1, ?2, ?3)
               ON CONFLICT(id) DO UPDATE SET generation = ?2, body = ?3";
    file.conn
        .execute(put, params![id.0.0, generation, body])
        .map_err(failed)?;
    file.conn
        .execute("DELETE FROM account WHERE customer = ?1", [id.0.0])
        .map_err(failed)?;
    for account in &card.customer.item.accounts {
        let put = "INSERT INTO account(id, customer) VALUES(?1, ?2) ON CONFLICT(id) DO UPDATE SET customer = ?2";
        file.conn.execute(put, params![account.0.0, id.0.0]).map_err(failed)?;
    }
    Ok(())
}

/// Drops what is no longer to be kept; gives how many tickets went.
fn drop_gone(file: &CopyFile, gone: &Gone) -> Result<usize> {
    let drop = |id: TicketId| {
        file.conn
            .execute("DELETE FROM ticket WHERE id = ?1", [id.0.0])
            .map_err(failed)
    };
    match gone {
        Gone::Ticket { ticket } => drop(*ticket),
        Gone::Merged { ticket, into } => {
            let put =
                "INSERT INTO merged(ticket, into_ticket) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET into_ticket = ?2";
            file.conn.execute(put, params![ticket.0.0, into.0.0]).map_err(failed)?;
            drop(*ticket)
        }
        Gone::Forgotten { customer } => forget(file, *customer),
        Gone::Joined { customer, into } => {
            let join = "UPDATE account SET customer = ?2 WHERE customer = ?1";
            file.conn
                .execute(join, params![customer.0.0, into.0.0])
                .map_err(failed)?;
            let drop = "DELETE FROM customer WHERE id = ?1";
            file.conn.execute(drop, [customer.0.0]).map(|_| 0).map_err(failed)
        }
    }
}

/// Somebody was forgotten: nothing of theirs stays, what waits for their tickets included. Their tickets come again, empty.
fn forget(file: &CopyFile, customer: CustomerId) -> Result<usize> {
    let theirs = "account IN (SELECT id FROM account WHERE customer = ?1)";
    let id = [customer.0.0];
    let run = |sql: String| file.conn.execute(&sql, id).map_err(failed);
    run(format!(
        "DELETE FROM outbox WHERE state >= 3 AND ticket IN (SELECT id FROM ticket WHERE {theirs})"
    ))?;
    let gone = run(format!("DELETE FROM ticket WHERE {theirs}"))?;
    run("DELETE FROM account WHERE customer = ?1".to_owned())?;
    run("DELETE FROM customer WHERE id = ?1".to_owned())?;
    Ok(gone)
}
