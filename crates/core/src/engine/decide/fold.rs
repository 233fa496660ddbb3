//! A ticket as its sources and commands make it: recomputed whole, never patched.
//!
//! Snapshots, moves of parcels, commands and the buyer's words are taken in the order of their times. The last snapshot of
//! a source counts and nothing before it, so the result is a function of the set of facts, whatever order they came in.
use std::collections::{BTreeMap, BTreeSet};

use crate::lifecycle::handoff::usual_disposition;
use crate::lifecycle::{Times, apply, headline, jump, starts_new_round};
use crate::model::aftersale::AfterSale;
use crate::model::axes::{Axes, Decision, Headline, Kind, MoneyState};
use crate::model::conversation::Channel;
use crate::model::evidence::Evidence;
use crate::model::ids::{OrderId, SourceId};
use crate::model::issue::IssueType;
use crate::model::money::{Currency, Money};
use crate::model::order::Order;
use crate::model::shipment::{Direction, ParcelRef, ParcelSnapshot, ParcelState};
use crate::model::source::Source;
use crate::model::ticket::{
    Amounts, LineOutcome, Local, LocalEntry, RefundChannel, RefundLeg, TicketLine, TicketParcel,
};
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;

use super::edit;

/// What a ticket is folded from.
pub struct Given<'a> {
    /// Its sources, sorted by id.
    pub sources: &'a [&'a Source],
    /// Parcels that sources or commands name, with what the carrier says.
    pub parcels: &'a [(Direction, ParcelRef, Option<&'a ParcelSnapshot>)],
    /// What people did.
    pub local: &'a Local,
    /// The order it is about.
    pub order_id: Option<OrderId>,
    /// That order, when it is here.
    pub order: Option<&'a Order>,
    /// The order is named, can be read, and is not here yet.
    pub awaits_order: bool,
    /// The currency when nothing else says one.
    pub currency: Currency,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    /// The axes.
    pub axes: Axes,
    /// When the headline last changed.
    pub changed_at: Timestamp,
    /// When it last came to an end.
    pub ended_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When the problem began.
    pub opened_at: Timestamp,
    /// The after-sale that speaks for it.
    pub principal: Option<SourceId>,
    /// Reopenings by command.
    pub reopened: u32,
    /// Amounts.
    pub amounts: Amounts,
    /// Their currency.
    pub currency: Currency,
    /// Parts of the refund.
    pub legs: Vec<RefundLeg>,
    /// Where buyers wrote.
    pub channels: BTreeSet<Channel>,
    /// Lines.
    pub lines: Vec<TicketLine>,
    /// The problem.
    pub issue: IssueType,
    /// Marks.
    pub flags: BTreeSet<String>,
    /// Parcels.
    pub parcels: Vec<TicketParcel>,
    /// Files.
    pub evidence: Vec<Evidence>,
    /// The time of the last step: a command comes after it.
    pub last_at: Timestamp,
    /// When one of ours first answered.
    pub first_response_at: Option<Timestamp>,
    /// Since when the buyer waits for the next answer.
    pub buyer_waits_since: Option<Timestamp>,
}

enum Step<'a> {
    Snapshot(&'a AfterSale),
    Beside(&'a AfterSale),
    Parcel(Direction, ParcelState),
    Local(&'a LocalEntry),
    BuyerWrote,
}

/// The after-sale that speaks for the ticket: an open one before an ended one, then the newest. One that stands beside
/// another speaks only when there is nothing else.
pub fn principal<'a>(sources: &[&'a Source]) -> Option<(&'a Source, &'a AfterSale)> {
    let rank = |(s, a): &(&Source, &AfterSale)| (a.ended_at.is_none(), a.created_at, s.id);
    requests(sources).max_by_key(rank).or_else(|| {
        let all = sources.iter().filter_map(|s| s.after_sale().map(|a| (*s, a)));
        all.max_by_key(rank)
    })
}

/// The after-sales that are requests of their own: not beside another, and not what another one speaks for.
fn requests<'a, 'b>(sources: &'b [&'a Source]) -> impl Iterator<Item = (&'a Source, &'a AfterSale)> + use<'a, 'b> {
    let all = || sources.iter().filter_map(|s| s.after_sale().map(|a| (*s, a)));
    let replaced: BTreeSet<SourceId> = all()
        .flat_map(|(s, a)| {
            a.instead_of
                .iter()
                .map(|name| s.sibling(name))
                .filter(|other| *other != s.id)
        })
        .collect();
    all().filter(move |(s, a)| a.beside.is_none() && !replaced.contains(&s.id))
}

/// Folds a ticket. O(n log n) in its steps.
pub fn fold(given: &Given<'_>) -> Folded {
    let speaker = principal(given.sources);
    let kind = speaker.map_or_else(|| spoken_kind(given.sources), |(_, a)| a.kind);
    let opened_at = given.sources.iter().map(|s| s.created()).min().unwrap_or_default();
    let requested = speaker.and_then(|(_, a)| a.requested).map_or(0, |m| m.minor);
    let mut run = Run::new(kind, opened_at, given.awaits_order, requested);
    for (at, _, step) in steps(given, speaker) {
        run.take(at, &step);
    }
    let currency = speaker
        .and_then(|(_, a)| a.requested.or(a.refunded))
        .or(given.order.map(|o| o.snapshot.paid))
        .map_or(given.currency, |m| m.currency);
    let legs = legs(given, speaker.map(|(s, _)| s.id), &run, currency);
    let amounts = amounts(given, speaker.map(|(s, _)| s.id), &run, &legs);
    Folded {
        axes: run.axes,
        changed_at: run.times.changed_at,
        ended_at: run.times.ended_at,
        closed_at: run.times.closed_at,
        opened_at,
        principal: speaker.map(|(s, _)| s.id),
        reopened: run.reopened,
        channels: channels(given.sources),
        lines: lines(given, &run),
        amounts,
        currency,
        legs,
        issue: issue(given, speaker.map(|(_, a)| a)),
        flags: flags(given, speaker.map(|(_, a)| a), &run),
        parcels: parcels(given),
        evidence: evidence(given),
        last_at: run.last_at,
        first_response_at: first_response(given),
        buyer_waits_since: waits_since(given),
    }
}

/// The channels buyers wrote through.
fn channels(sources: &[&Source]) -> BTreeSet<Channel> {
    let talks = sources.iter().filter_map(|source| source.segment());
    let heard = talks.filter(|talk| talk.last_buyer_at.is_some());
    heard.map(|talk| talk.channel).collect()
}

fn spoken_kind(sources: &[&Source]) -> Kind {
    let grave = |i: IssueType| matches!(i, IssueType::ServiceComplaint | IssueType::FraudThreat);
    if sources
        .iter()
        .filter_map(|s| s.segment())
        .filter_map(|s| s.issue)
        .any(grave)
    {
        Kind::Complaint
    } else {
        Kind::Inquiry
    }
}

fn steps<'a>(given: &Given<'a>, speaker: Option<(&'a Source, &'a AfterSale)>) -> Vec<(Timestamp, u8, Step<'a>)> {
    let mut out = Vec::with_capacity(given.local.entries.len() + 4);
    if let Some((source, a)) = speaker {
        out.push((source.at, 0, Step::Snapshot(a)));
    }
    let speaks = speaker.map(|(s, _)| s.id);
    for source in given.sources.iter().filter(|s| Some(s.id) != speaks) {
        if let Some(a) = source.after_sale().filter(|a| a.beside.is_some()) {
            out.push((source.at, 1, Step::Beside(a)));
        }
    }
    for (direction, _, snapshot) in given.parcels {
        if let Some(s) = snapshot {
            out.push((s.at, 2, Step::Parcel(*direction, s.state)));
        }
    }
    out.extend(
        given
            .local
            .entries
            .iter()
            .filter(|e| !e.void)
            .map(|e| (e.at, 3, Step::Local(e))),
    );
    let wrote = given
        .sources
        .iter()
        .filter_map(|s| s.segment())
        .filter_map(|s| s.last_buyer_at);
    out.extend(wrote.map(|at| (at, 4, Step::BuyerWrote)));
    // Stable: entries of one time and class keep their own order.
    out.sort_by_key(|(at, class, _)| (*at, *class));
    out
}

struct Run {
    axes: Axes,
    opened_at: Timestamp,
    times: Times,
    last_at: Timestamp,
    reopened: u32,
    requested: i64,
    approved: Option<i64>,
    payouts: Vec<(Timestamp, i64)>,
    /// How many of the payouts came before what is promised now.
    settled: usize,
    outcomes: BTreeMap<String, LineOutcome>,
    lost: bool,
    failed_inspection: bool,
}

impl Run {
    fn new(kind: Kind, opened_at: Timestamp, awaits_order: bool, requested: i64) -> Self {
        let axes = Axes {
            triaged: !awaits_order,
            ..Axes::start(kind)
        };
        Self {
            axes,
            opened_at,
            times: Times::opened(opened_at),
            last_at: opened_at,
            reopened: 0,
            requested,
            approved: None,
            payouts: Vec::new(),
            settled: 0,
            outcomes: BTreeMap::new(),
            lost: false,
            failed_inspection: false,
        }
    }

    fn take(&mut self, at: Timestamp, step: &Step<'_>) {
        let at = at.max(self.opened_at);
        self.last_at = self.last_at.max(at);
        match step {
            Step::Snapshot(a) => {
                if starts_new_round(&self.axes, &a.claim) {
                    self.forget_promise();
                }
                self.become_(at, jump(&self.axes, a.kind, &a.claim));
            }
            Step::Beside(a) => self.become_(at, jump(&self.axes, self.axes.kind, &a.claim)),
            Step::Parcel(direction, state) => {
                for trigger in parcel_triggers(*direction, *state) {
                    self.send(at, *trigger);
                }
                self.lost |= *direction == Direction::Return && *state == ParcelState::Lost;
            }
            Step::Local(entry) => self.command(at, entry),
            Step::BuyerWrote => match headline(&self.axes) {
                Headline::Resolved => {
                    self.send(at, Trigger::Reopen);
                }
                // What was only answered is not over because it was closed.
                Headline::Closed if self.axes.answered => {
                    self.send(at, Trigger::Reopen);
                }
                Headline::AwaitingBuyer => {
                    self.send(at, Trigger::Amend);
                }
                _ => {}
            },
        }
    }

    fn command(&mut self, at: Timestamp, entry: &LocalEntry) {
        let was = self.axes.money;
        if !self.send(at, entry.trigger) {
            return;
        }
        let minor = entry.amount.map(|m| m.minor);
        match entry.trigger {
            Trigger::Reopen => {
                self.reopened += 1;
                self.forget_promise();
            }
            Trigger::PayoutSent | Trigger::PayoutPart => self.payouts.push((at, minor.unwrap_or(self.rest()))),
            // What was paid in full came back.
            Trigger::PayoutFailed if was == MoneyState::Paid => self.payouts.truncate(self.settled),
            Trigger::FundsRecovered => self.payouts.truncate(self.settled),
            Trigger::InspectFail | Trigger::InspectPartial => self.failed_inspection = true,
            _ => {}
        }
        if promises_money(entry.trigger) {
            self.approved = minor.or(self.approved);
        }
        for line in &entry.lines {
            let known = self.outcomes.entry(line.line.clone()).or_default();
            *known = LineOutcome {
                received: known.received.max(line.received),
                grade: line.grade.or(known.grade),
                disposition: line
                    .disposition
                    .or(line.grade.map(usual_disposition))
                    .or(known.disposition),
                fee_percent: line.fee_percent.or(known.fee_percent),
                instead: line.instead.or(known.instead),
                ..line.clone()
            };
        }
    }

    /// A new episode owes only what it promises itself.
    fn forget_promise(&mut self) {
        self.approved = None;
        self.settled = self.payouts.len();
        self.outcomes.values_mut().for_each(|line| line.instead = None);
    }

    /// What is promised and not paid yet.
    fn rest(&self) -> i64 {
        let paid: i64 = self.payouts.iter().skip(self.settled).map(|(_, minor)| minor).sum();
        (self.approved.unwrap_or(self.requested) - paid).max(0)
    }

    fn send(&mut self, at: Timestamp, trigger: Trigger) -> bool {
        match apply(&self.axes, trigger) {
            Ok(applied) => {
                self.become_(at, applied.axes);
                true
            }
            Err(_) => false,
        }
    }

    fn become_(&mut self, at: Timestamp, next: Axes) {
        let (from, to) = (headline(&self.axes), headline(&next));
        self.axes = next;
        self.times.pass(from, to, at);
    }
}

/// Triggers whose amount is what the buyer is promised.
pub fn promises_money(trigger: Trigger) -> bool {
    use Trigger as T;
    matches!(
        trigger,
        T::ApproveRefund
            | T::InstantRefund
            | T::ApproveReturn
            | T::AutoPolicy
            | T::AcceptOffer
            | T::WaiveReturn
            | T::OutOfStockRefund
            | T::RefundDifference
            | T::InspectPass
            | T::AcceptUnchecked
    )
}

/// Which triggers a parcel's state stands for, in order; those that do not fit where the ticket is do nothing.
fn parcel_triggers(direction: Direction, state: ParcelState) -> &'static [Trigger] {
    use ParcelState as P;
    use Trigger as T;
    match (direction, state) {
        (Direction::Outbound, _) | (_, P::Announced) => &[],
        (Direction::Return, P::PickedUp | P::InTransit) => &[T::PickedUp, T::Collected],
        (Direction::Return, P::AtLocker) => &[T::DroppedIn],
        (Direction::Return, P::Delivered) => &[T::GoodsArrived],
        (Direction::Return, P::Lost) => &[T::PickedUp, T::Lost],
        (Direction::Return, P::Returned) => &[],
        (Direction::Replacement, P::PickedUp | P::InTransit | P::AtLocker) => &[T::ReplacementShipped],
        (Direction::Replacement, P::Delivered) => &[T::ReplacementShipped, T::ReplacementDelivered],
        (Direction::Replacement, P::Lost) => &[T::ReplacementShipped, T::ReplacementFailed],
        (Direction::Replacement, P::Returned) => &[T::ReplacementShipped, T::ReplacementReturned],
    }
}

fn legs(given: &Given<'_>, speaker: Option<SourceId>, run: &Run, currency: Currency) -> Vec<RefundLeg> {
    let recovered = speaker.filter(|_| run.axes.money == MoneyState::Reversed);
    let told = requests(given.sources)
        .filter(|(s, _)| Some(s.id) != recovered)
        .filter_map(|(s, a)| {
            let paid = matches!(a.claim.money, Some(MoneyState::Paid | MoneyState::Partial));
            let amount = a.refunded.or(a.requested.filter(|_| paid)).filter(|m| m.minor > 0)?;
            let paid_at = paid.then(|| a.ended_at.unwrap_or(s.at));
            (paid || a.refunded.is_some()).then_some(RefundLeg {
                channel: RefundChannel::Original,
                amount,
                paid_at,
                source: Some(s.id),
                order: s.order,
            })
        });
    let mut out: Vec<RefundLeg> = told.filter(|leg| leg.amount.currency == currency).collect();
    out.extend(run.payouts.iter().map(|(at, minor)| RefundLeg {
        channel: RefundChannel::Bank,
        amount: Money::new(*minor, currency),
        paid_at: Some(*at),
        source: None,
        order: given.order_id,
    }));
    out
}

fn amounts(given: &Given<'_>, speaker: Option<SourceId>, run: &Run, legs: &[RefundLeg]) -> Amounts {
    let requested = run.requested;
    let axes = &run.axes;
    let promised =
        axes.decision == Decision::Approved || !matches!(axes.money, MoneyState::None | MoneyState::Reversed);
    let approved = if promised { run.approved.unwrap_or(requested) } else { 0 };
    let mut refunded: i64 = legs
        .iter()
        .filter(|l| l.paid_at.is_some())
        .map(|l| l.amount.minor)
        .sum();
    if axes.money == MoneyState::Paid && refunded == 0 && !names_what_it_paid(given, speaker) {
        refunded = approved;
    }
    let under_way = matches!(
        axes.money,
        MoneyState::Pending | MoneyState::Partial | MoneyState::Failed
    );
    // Money that went back before, or by another request, does not fulfil what is promised now.
    let by_platform = legs
        .iter()
        .filter(|l| l.source.is_some() && l.source == speaker && l.paid_at.is_some());
    let paid: i64 = by_platform.map(|l| l.amount.minor).sum();
    let pending = if under_way { (run.rest() - paid).max(0) } else { 0 };
    let compensation = given
        .local
        .compensations
        .iter()
        .filter(|c| c.state.is_promised())
        .map(|c| c.amount.minor)
        .sum();
    Amounts {
        requested,
        approved,
        pending,
        refunded,
        compensation,
    }
}

/// Whether the platform says how much it paid. Nothing is a figure too: an order may have been paid back before.
fn names_what_it_paid(given: &Given<'_>, speaker: Option<SourceId>) -> bool {
    let spoken = requests(given.sources).find(|(s, _)| Some(s.id) == speaker);
    spoken.is_some_and(|(_, a)| a.claim.money == Some(MoneyState::Paid) && a.refunded.is_some())
}

fn lines(given: &Given<'_>, run: &Run) -> Vec<TicketLine> {
    let mut asked: BTreeMap<&str, (Option<u32>, Option<Money>)> = BTreeMap::new();
    for (_, a) in requests(given.sources) {
        for l in &a.lines {
            let known = asked.entry(&l.line).or_default();
            *known = (l.quantity.or(known.0), l.amount.or(known.1));
        }
    }
    for l in given
        .sources
        .iter()
        .filter_map(|s| s.segment())
        .filter_map(|s| s.line.as_deref())
    {
        asked.entry(l).or_default();
    }
    let whole = requests(given.sources).any(|(_, a)| a.lines.is_empty());
    if let Some(order) = given.order.filter(|_| whole) {
        order.snapshot.lines.iter().for_each(|l| {
            asked.entry(&l.external_id).or_default();
        });
    }
    let paid = run.axes.money == MoneyState::Paid;
    let approved = run.axes.decision == Decision::Approved || paid;
    let build = |(id, (quantity, amount)): (&str, (Option<u32>, Option<Money>))| {
        let place = given
            .order
            .and_then(|o| o.snapshot.lines.iter().position(|l| l.external_id == id));
        let line = given.order.zip(place).and_then(|(o, i)| o.snapshot.lines.get(i));
        let facts = given.order.zip(place).and_then(|(o, i)| o.lines.get(i));
        let bought = line.map_or(0, |l| l.quantity);
        let requested = quantity.unwrap_or(if bought == 0 { 1 } else { bought });
        let outcome = run.outcomes.get(id).cloned().unwrap_or_default();
        TicketLine {
            line: id.to_owned(),
            sku: line.map_or_else(String::new, |l| l.sku.clone()),
            title: line.map_or_else(String::new, |l| l.title.clone()),
            product: facts.and_then(|f| f.product),
            bought,
            requested,
            approved: if approved { requested } else { 0 },
            received: outcome.received,
            passed: outcome.passed,
            damaged: outcome.damaged,
            wrong: outcome.wrong,
            used: outcome.used,
            missing: outcome.missing,
            refunded: if paid { requested.min(bought.max(requested)) } else { 0 },
            amount,
            grade: outcome.grade,
            disposition: outcome.disposition,
            fee_percent: outcome.fee_percent,
            instead: outcome.instead,
        }
    };
    asked.into_iter().map(build).collect()
}

fn issue(given: &Given<'_>, speaker: Option<&AfterSale>) -> IssueType {
    let told = given
        .sources
        .iter()
        .filter_map(|s| s.segment())
        .filter_map(|s| s.issue)
        .next();
    let ours = given.local.issue;
    let platform = speaker.and_then(|a| a.issue);
    ours.or(platform.filter(|i| *i != IssueType::Other))
        .or(told)
        .or(platform)
        .unwrap_or_default()
}

fn flags(given: &Given<'_>, speaker: Option<&AfterSale>, run: &Run) -> BTreeSet<String> {
    use crate::model::axes::Goods as G;
    let mut out: BTreeSet<String> = speaker.map(|a| a.flags.clone()).unwrap_or_default();
    let mut mark = |name: &str, on: bool| {
        if on {
            out.insert(name.to_owned());
        }
    };
    let (axes, shown) = (&run.axes, headline(&run.axes));
    let moving = matches!(axes.goods, G::InTransit | G::AtLocker);
    let back = matches!(axes.goods, G::Delivered | G::PartiallyReceived | G::Received);
    mark("parcel_lost", run.lost || axes.goods == G::Lost);
    mark("qc_fail", run.failed_inspection);
    mark("goods_moving", moving && shown != Headline::ReturnInTransit);
    mark("goods_in_hand", back && shown != Headline::AwaitingInspection);
    mark(
        "refunded_before_inspection",
        axes.money == MoneyState::Paid && (moving || back),
    );
    mark("refund_failed", axes.money == MoneyState::Failed);
    mark("unknown_status", speaker.is_some_and(|a| !a.known));
    mark("several_requests", requests(given.sources).nth(1).is_some());
    out
}

fn parcels(given: &Given<'_>) -> Vec<TicketParcel> {
    given
        .parcels
        .iter()
        .map(|(direction, parcel, seen)| TicketParcel {
            direction: *direction,
            parcel: parcel.clone(),
            state: seen.map(|s| s.state),
        })
        .collect()
}

fn evidence(given: &Given<'_>) -> Vec<Evidence> {
    let told = given
        .sources
        .iter()
        .filter_map(|s| s.after_sale())
        .flat_map(|a| a.evidence.iter());
    edit::evidence(told, given.local)
}

fn first_response(given: &Given<'_>) -> Option<Timestamp> {
    let spoken = given
        .sources
        .iter()
        .filter_map(|s| s.segment())
        .filter_map(|s| s.answered_at())
        .min();
    [given.local.first_response_at, spoken].into_iter().flatten().min()
}

/// Since when the buyer waits for an answer, after a first one: what was last written, if nothing of ours came after it.
fn waits_since(given: &Given<'_>) -> Option<Timestamp> {
    first_response(given)?;
    let segments = || given.sources.iter().filter_map(|s| s.segment());
    let wrote = segments().filter_map(|s| s.last_buyer_at).max()?;
    let spoke = segments().filter_map(|s| s.ours.last().copied());
    let last = spoke.chain(given.local.last_response_at).max();
    last.is_none_or(|last| last < wrote).then_some(wrote)
}
