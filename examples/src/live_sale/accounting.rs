//! The accounting: what the desk says, held against what the platform knows to be true.
//!
//! The expected state of a ticket is worked out here from the platform's own codes, by the platform's documents and not by
//! the adapter, so that two readings can disagree.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::ids::ConversationId;
use aftersync::model::source::Source;
use aftersync::model::time::{DAY, MINUTE};
use aftersync::{
    CounterQuery, Dim, Grain, Headline, JobKind, Message, MessageId, Metric, Moment, Order, OrderId, Platform, ShopId,
    SourceId, TenantDesk, Ticket, TicketOrder, TicketQuery, Timestamp, Versioned,
};
use aftersync_testkit::fake::world::{OrderStage, TruthAfterSale};
use serde::Serialize;

use super::Result;
use super::cast::{START, douyin, shop};
use super::evening::Evening;
use super::ledger::Said;

/// How many examples of what is wrong are kept.
const EXAMPLES: usize = 5;

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
    let truth = evening.fake.truth();
    let mut accounts = Accounts::default();

    let from = Timestamp(START - DAY);
    let comparing = desk.reconcile(douyin(), shop(), from, Timestamp(evening.now + MINUTE));
    let report = evening.meanwhile(|| comparing.wait())??;
    let found = report
        .findings
        .iter()
        .map(|f| format!("{}: {:?}", f.external_id, f.difference));
    accounts.line(
        "reconciled with the platform's own list",
        report.compared,
        found.collect(),
    );

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
        .filter(|t| t.refunds_paid > 1 || t.paid_minor > t.refund_amount_minor);
    let twice = twice
        .map(|t| format!("{}: paid {} times", t.aftersale_id, t.refunds_paid))
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
    ended(evening, &desk, &mut accounts)?;
    Ok(accounts)
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
        JobKind::Attribute,
    ];
    let left = desk.claim_jobs(&kinds, 1_000, MINUTE).wait()?;
    let left = left
        .iter()
        .map(|l| format!("{}: {:?}", l.job.body.kind(), l.job.failure));
    accounts.line("every job for the outside has ended", 0, left.collect());
    Ok(())
}

struct Book<'a> {
    evening: &'a Evening,
    desk: &'a TenantDesk,
    all: &'a [Versioned<Ticket>],
    of_source: &'a BTreeMap<SourceId, Vec<usize>>,
}

impl Book<'_> {
    fn ticket(&self, number: i64) -> Option<&Ticket> {
        let at = self.of_source.get(&Evening::source_of(number))?.first()?;
        self.all.get(*at).map(|t| &t.item)
    }

    fn membership(&self, truth: &[TruthAfterSale]) -> Vec<String> {
        let count = |t: &TruthAfterSale| {
            self.of_source
                .get(&Evening::source_of(t.aftersale_id))
                .map_or(0, Vec::len)
        };
        let wrong = truth.iter().map(|t| (t, count(t))).filter(|(_, n)| *n != 1);
        wrong
            .map(|(t, n)| format!("{} ({:?}) is in {n} tickets", t.aftersale_id, t.kind))
            .collect()
    }

    fn states(&self, truth: &[TruthAfterSale]) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        for t in truth {
            let Some(ticket) = self.ticket(t.aftersale_id) else {
                continue;
            };
            let source = Evening::source_of(t.aftersale_id);
            let row = self.desk.row::<Source>(source).wait()?;
            let shown = row
                .as_ref()
                .and_then(|r| r.item.after_sale())
                .map(|a| a.raw_status.as_str());
            if shown != Some(t.status_code.to_string().as_str()) {
                wrong.push(format!(
                    "{}: the platform shows {}, we hold {shown:?}",
                    t.aftersale_id, t.status_code
                ));
                continue;
            }
            // A ticket of several after-sales stands where the one that speaks for it stands.
            let expected = expected(t, ticket, self.evening.ledger.arrived.contains(&t.aftersale_id));
            if ticket.principal == Some(source) && !expected.contains(&ticket.headline) {
                wrong.push(format!(
                    "{} ({}): type {} status {} refund {} dispute {} means {expected:?}, the desk says {} ({:?}, last {:?})",
                    t.aftersale_id,
                    ticket.number,
                    t.type_code,
                    t.status_code,
                    t.refund_status_code,
                    t.arbitrate_status_code,
                    ticket.headline,
                    ticket.axes,
                    ticket.local.entries.iter().map(|e| (e.trigger, e.void)).collect::<Vec<_>>(),
                ));
            }
        }
        Ok(wrong)
    }

    fn amounts(&self, truth: &[TruthAfterSale]) -> Vec<String> {
        let mut paid: BTreeMap<usize, i64> = BTreeMap::new();
        let mut wrong = Vec::new();
        for t in truth {
            let Some(at) = self
                .of_source
                .get(&Evening::source_of(t.aftersale_id))
                .and_then(|a| a.first())
            else {
                continue;
            };
            *paid.entry(*at).or_default() += t.paid_minor;
            let Some(ticket) = self.ticket(t.aftersale_id) else {
                continue;
            };
            let speaks = ticket.principal == Some(Evening::source_of(t.aftersale_id));
            if speaks && ticket.amounts.requested != t.refund_amount_minor {
                let (ours, theirs) = (ticket.amounts.requested, t.refund_amount_minor);
                wrong.push(format!("{}: asked for {theirs}, the desk says {ours}", t.aftersale_id));
            }
        }
        for (at, theirs) in paid {
            let Some(ticket) = self.all.get(at).map(|t| &t.item) else {
                continue;
            };
            if ticket.amounts.refunded != theirs {
                let ours = ticket.amounts.refunded;
                wrong.push(format!(
                    "{}: {theirs} was paid, the desk says {ours} {:?}",
                    ticket.number, ticket.axes
                ));
            }
        }
        wrong
    }

    fn messages(&self) -> Result<Vec<String>> {
        let mut shown: BTreeSet<MessageId> = BTreeSet::new();
        for t in self.all {
            let mut after = None;
            loop {
                let page = self.desk.timeline(t.item.id, after, 1_000).wait()?;
                shown.extend(page.items.iter().filter_map(|m| match m {
                    Moment::Message(m) => Some(m.id),
                    Moment::Event(_) => None,
                }));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        let mut wrong = Vec::new();
        for said in &self.evening.ledger.said {
            let id = message_id(said);
            if !shown.contains(&id) {
                let kept = self.desk.row::<Message>(id).wait()?.is_some();
                wrong.push(format!("{} in {} (kept: {kept})", said.message, said.conversation));
            }
        }
        Ok(wrong)
    }

    fn orders(&self) -> Result<(usize, Vec<String>)> {
        let placed = self.evening.fake.world(|w| {
            let all = w.orders().filter(|o| o.paid_ms.is_some());
            all.map(|o| (o.id, o.pay_minor(), o.stage)).collect::<Vec<_>>()
        });
        let mut wrong = Vec::new();
        for (id, paid, stage) in &placed {
            let row = self.desk.row::<Order>(OrderId::of(&douyin(), &id.to_string())).wait()?;
            match row {
                None => wrong.push(format!("{id} ({stage:?}) is not known")),
                Some(row) if row.item.snapshot.paid.minor != *paid => {
                    wrong.push(format!(
                        "{id}: {paid} was paid, the desk says {}",
                        row.item.snapshot.paid
                    ));
                }
                Some(_) => {}
            }
        }
        Ok((placed.len(), wrong))
    }

    fn pieces(&self) -> Result<Vec<String>> {
        let sold = self.evening.fake.world(|w| {
            let paid = w
                .orders()
                .filter(|o| o.paid_ms.is_some() && o.stage != OrderStage::Cancelled);
            paid.flat_map(|o| o.lines.iter().map(|l| l.quantity)).sum::<i64>()
        });
        let query = CounterQuery {
            grain: Grain::Day,
            from: i32::MIN,
            to: i32::MAX,
            dim: Dim::All,
            member: None,
        };
        let counters = self.desk.counters(query).wait()?;
        let ours: i64 = counters
            .iter()
            .filter(|(id, _)| id.metric == Metric::SoldUnits)
            .map(|(_, n)| n)
            .sum();
        Ok(if ours == sold {
            Vec::new()
        } else {
            vec![format!("{sold} pieces were sold, the desk counted {ours}")]
        })
    }
}

fn message_id(said: &Said) -> MessageId {
    let conversation = ConversationId::of(
        &Platform::new(said.platform),
        &ShopId::new(&said.shop),
        &said.conversation,
    );
    MessageId::of(conversation, &said.message)
}

/// The states that the platform's codes stand for, by the table in its documents. Some steps are seen only in our own house:
/// a buyer who was asked something, goods that arrived, goods that were looked at.
fn expected(t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    use Headline as H;
    if matches!(t.arbitrate_status_code, 1 | 4 | 5) {
        return vec![H::Disputed];
    }
    let by_goods = matches!(t.type_code, 3 | 7 | 8);
    match (t.status_code, t.type_code, t.refund_status_code) {
        (6, ..) => vec![H::AwaitingSeller, H::AwaitingBuyer],
        (7, ..) => vec![H::AwaitingBuyerReturn],
        (8, 8, _) => vec![H::Repairing],
        (8 | 13, ..) => vec![H::ExchangeShipping],
        (11, ..) if ours.flags.contains("qc_fail") => vec![H::AwaitingSeller],
        (11, ..) if arrived => vec![H::AwaitingInspection, H::ExchangeShipping, H::Repairing],
        (11, ..) => vec![H::ReturnInTransit],
        (12, ..) if by_goods => vec![H::Exchanged],
        (12, _, 3) => vec![H::Refunded],
        (12, ..) => vec![H::Refunding],
        (14, ..) => vec![H::Exchanged],
        (27 | 29, ..) => vec![H::Rejected],
        (28, ..) => vec![H::Closed],
        _ => Vec::new(),
    }
}
