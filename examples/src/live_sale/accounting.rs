//! The accounting: what the desk says, held against what the platform knows to be true.
//!
//! What state a ticket should be in is worked out from the platform's own codes, see [`super::truth`].
use std::collections::BTreeMap;

use aftersync::model::time::{DAY, MINUTE};
use aftersync::model::trigger::Trigger;
use aftersync::{JobKind, SourceId, TenantDesk, Ticket, TicketOrder, TicketQuery, Timestamp, Versioned};
use serde::Serialize;

use super::Result;
use super::book::{Book, truth};
use super::cast::START;
use super::evening::Evening;

/// How many examples of what is wrong are kept.
const EXAMPLES: usize = 5;
/// How often one decision on one ticket may be refused by its platform.
const REFUSALS: usize = 3;

/// One thing that was checked.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// What.
    pub what: String,
    /// How many were looked at.
    pub looked_at: usize,
    /// How many are wrong.
    pub wrong: usize,
    /// The first few of them.
    pub examples: Vec<String>,
}

/// The whole accounting.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Accounts {
    /// What was checked.
    pub lines: Vec<Line>,
    /// After-sales and messages that the desk does not have.
    pub lost: usize,
    /// After-sales paid more than once.
    pub double_refunds: usize,
    /// All states agree.
    pub states_agree: bool,
}

impl Accounts {
    /// Every line is right.
    pub fn clean(&self) -> bool {
        self.lines.iter().all(|line| line.wrong == 0)
    }

    fn line(&mut self, what: &str, looked_at: usize, wrong: Vec<String>) -> usize {
        let count = wrong.len();
        self.lines.push(Line {
            what: what.to_owned(),
            looked_at,
            wrong: count,
            examples: wrong.into_iter().take(EXAMPLES).collect(),
        });
        count
    }
}

/// All tickets, the first opened first.
pub(super) fn tickets(desk: &TenantDesk) -> Result<Vec<Versioned<Ticket>>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let query = TicketQuery {
            order: Some(TicketOrder::Oldest),
            limit: 1_000,
            after,
            ..TicketQuery::default()
        };
        let page = desk.tickets(query).wait()?;
        all.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(all),
        }
    }
}

/// Does the whole accounting.
pub(super) fn close(evening: &mut Evening) -> Result<Accounts> {
    let desk = evening.office.desk()?;
    let truth = truth(&evening.sites);
    let mut accounts = Accounts::default();

    let (mut compared, mut found) = (0, Vec::new());
    for (platform, shop) in evening
        .sites
        .iter()
        .map(|s| (s.platform(), s.shop()))
        .collect::<Vec<_>>()
    {
        let comparing = desk.reconcile(
            platform.clone(),
            shop,
            Timestamp(START - DAY),
            Timestamp(evening.now + MINUTE),
        );
        let report = evening.meanwhile(|| comparing.wait())??;
        compared += report.compared;
        found.extend(
            report
                .findings
                .iter()
                .map(|f| format!("{platform} {}: {:?}", f.external_id, f.difference)),
        );
    }
    accounts.line("reconciled with the platforms' own lists", compared, found);

    let all = tickets(&desk)?;
    let mut of_source: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
    for (at, t) in all.iter().enumerate() {
        t.item
            .sources
            .iter()
            .for_each(|s| of_source.entry(*s).or_default().push(at));
    }
    let book = Book {
        evening,
        desk: &desk,
        all: &all,
        of_source: &of_source,
    };
    let missing = accounts.line(
        "every after-sale is in exactly one ticket",
        truth.len(),
        book.membership(&truth),
    );
    let states = accounts.line("states agree on both sides", truth.len(), book.states(&truth)?);
    accounts.line("amounts agree on both sides", truth.len(), book.amounts(&truth));
    let twice = truth
        .iter()
        .filter(|(_, t)| t.refunds_paid > 1 || t.paid_minor > t.refund_amount_minor);
    let twice = twice
        .map(|(_, t)| format!("{}: paid {} times", t.aftersale_id, t.refunds_paid))
        .collect();
    accounts.double_refunds = accounts.line("no money was refunded twice", truth.len(), twice);
    let said = &evening.ledger.said;
    let unheard = accounts.line("every message is on a timeline", said.len(), book.messages()?);
    let orders = book.orders()?;
    accounts.line("every order is known, with what was paid", orders.0, orders.1);
    let pieces = book.pieces()?;
    accounts.line("pieces sold are counted right", 1, pieces);
    accounts.lost = missing + unheard;
    accounts.states_agree = states == 0;

    let wrong = desk.check().wait()?;
    accounts.line("counters and quantities equal a recount", all.len(), wrong);
    let mut deviations = Vec::new();
    for t in &all {
        let found = desk.replay(t.item.id).wait()?;
        deviations.extend(found.into_iter().map(|d| format!("{}: {}", t.item.number, d.field)));
    }
    accounts.line("replayed from the stored payloads, equal", all.len(), deviations);
    kept_aside(&desk, evening, &mut accounts)?;
    let pushes = &evening.ledger.pushes;
    let let_in = vec!["a forged push was taken in".to_owned(); usize::try_from(pushes.forged - pushes.forged_refused)?];
    accounts.line("forged pushes are refused", usize::try_from(pushes.forged)?, let_in);
    accounts.line(
        "commands with one key are done once",
        usize::try_from(evening.ledger.repeated)?,
        evening.ledger.trouble.clone(),
    );
    accounts.line(
        "no decision is refused over and over",
        all.len(),
        refused_over_and_over(&all),
    );
    ended(evening, &desk, &mut accounts)?;
    Ok(accounts)
}

/// A decision the platform refuses once was overtaken; one it refuses again and again is told wrongly.
fn refused_over_and_over(all: &[Versioned<Ticket>]) -> Vec<String> {
    let mut wrong = Vec::new();
    for t in all {
        let mut refused: BTreeMap<Trigger, usize> = BTreeMap::new();
        let void = t.item.local.entries.iter().filter(|entry| entry.void);
        void.for_each(|entry| *refused.entry(entry.trigger).or_default() += 1);
        let often = refused.into_iter().filter(|(_, times)| *times > REFUSALS);
        wrong.extend(often.map(|(trigger, times)| {
            format!(
                "{} {}: {trigger} was refused {times} times",
                t.item.platform, t.item.number
            )
        }));
    }
    wrong
}

/// What was given up or could not be read.
fn kept_aside(desk: &TenantDesk, evening: &Evening, accounts: &mut Accounts) -> Result<()> {
    let dead = desk.dead_letters(1_000, None).wait()?.items;
    let dead = dead
        .iter()
        .map(|j| format!("{}: {}", j.body.kind(), j.failure.as_deref().unwrap_or("?")));
    accounts.line("no job was given up", 0, dead.collect());
    let mut kept = desk.quarantined(1_000, None).wait()?.items;
    kept.extend(
        evening
            .office
            .engine()?
            .unrouted()
            .quarantined(1_000, None)
            .wait()?
            .items,
    );
    let kept = kept.iter().map(|q| format!("{}: {}", q.platform, q.reason));
    accounts.line("nothing is in quarantine", 0, kept.collect());
    Ok(())
}

/// A day later nothing is left to do for the outside.
fn ended(evening: &mut Evening, desk: &TenantDesk, accounts: &mut Accounts) -> Result<()> {
    evening.wait_for(DAY);
    let kinds = [
        JobKind::Refetch,
        JobKind::Action,
        JobKind::Notify,
        JobKind::Reply,
        JobKind::Drain,
        JobKind::DrainTasks,
        JobKind::Vacate,
        JobKind::Attribute,
        JobKind::Reapply,
    ];
    let left = desk.claim_jobs(&kinds, 1_000, MINUTE).wait()?;
    let left = left
        .iter()
        .map(|l| format!("{}: {:?}", l.job.body.kind(), l.job.failure));
    accounts.line("every job for the outside has ended", 0, left.collect());
    Ok(())
}
