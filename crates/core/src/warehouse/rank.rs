//! Ranks the tickets that wait for goods as homes of a parcel that nobody announced.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::axes::{Decision, Goods};
use crate::model::ids::{ProductId, plain_number};
use crate::model::order::Order;
use crate::model::shipment::{Direction, ParcelRef};
use crate::model::ticket::{Ticket, TicketLine};
use crate::model::time::{DAY, Timestamp};
use crate::text::carrier_of;

use super::clue::{Clue, WeighedClue};
use super::near::near;
use super::sender;

/// Most returns come within so many days.
const RECENT: i64 = 14 * DAY;
/// Few come after so many.
const OLD: i64 = 45 * DAY;

/// What else can be read on a parcel, or is found in it. All of it may be absent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScanHints {
    /// The carrier: its name or code.
    pub carrier: Option<String>,
    /// The sender's phone, or its last four digits. Personal data.
    pub phone: Option<String>,
    /// The sender's name. Personal data.
    pub name: Option<String>,
    /// Where it was sent from: province, city. Personal data.
    pub region: Option<String>,
    /// Articles in the parcel: skus, merchant codes or barcodes.
    pub skus: Vec<String>,
    /// Most candidates to give; 0 means 10, the most is 50.
    pub limit: usize,
}

impl std::fmt::Debug for ScanHints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScanHints")
            .field("carrier", &self.carrier)
            .field("skus", &self.skus.len())
            .finish_non_exhaustive()
    }
}

/// An article in the parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The code that was read.
    pub code: String,
    /// What the merchant knows under that code.
    pub products: BTreeSet<ProductId>,
}

/// What was scanned.
#[derive(Clone, Debug)]
pub struct Sought<'a> {
    /// The code, plain: see [`plain_number`].
    pub number: &'a str,
    /// Its carrier, if that is known or the number's shape tells.
    pub carrier: Option<&'a str>,
    /// What else was read.
    pub hints: &'a ScanHints,
    /// The articles that were found.
    pub articles: &'a [Article],
    /// When.
    pub now: Timestamp,
}

/// A ticket that may be the one, with what is known around it.
#[derive(Clone, Copy, Debug)]
pub struct Awaiting<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// Its order, where it was looked up.
    pub order: Option<&'a Order>,
    /// Its buyer wrote the number to us.
    pub named: bool,
}

/// How well a ticket fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The sum of the points.
    pub score: i32,
    /// The clues, those worth most first.
    pub reasons: Vec<WeighedClue>,
}

/// Whether goods of this ticket are still to come or to be looked at.
pub fn awaits_goods(ticket: &Ticket) -> bool {
    let axes = &ticket.axes;
    let open = !ticket.headline.is_ended() || axes.goods != Goods::AwaitingShip;
    ticket.merged_into.is_none() && axes.goods.is_owed() && open
}

/// The tickets that a parcel may belong to, by their place in the list, the likeliest first: by score, then who has waited
/// longest, then by id. What more speaks against than for is left out.
pub fn rank(sought: &Sought<'_>, tickets: &[Awaiting<'_>]) -> Vec<(usize, Score)> {
    let scored = tickets.iter().enumerate().filter(|(_, a)| awaits_goods(a.ticket));
    let mut ranked: Vec<(usize, Score)> = scored
        .map(|(at, awaiting)| (at, score(sought, awaiting)))
        .filter(|(_, score)| score.score > 0)
        .collect();
    let place = |at: usize| tickets.get(at).map(|a| (a.ticket.changed_at, a.ticket.id));
    ranked.sort_by(|(a, x), (b, y)| y.score.cmp(&x.score).then_with(|| place(*a).cmp(&place(*b))));
    ranked
}

fn score(sought: &Sought<'_>, awaiting: &Awaiting<'_>) -> Score {
    let ticket = awaiting.ticket;
    let mut clues = number(sought, ticket);
    clues.extend(awaiting.named.then_some(Clue::BuyerNamed));
    clues.extend(articles(sought.articles, &ticket.lines));
    if let Some(receiver) = awaiting.order.and_then(|o| o.snapshot.receiver.as_ref()) {
        clues.extend(sender::clues(sought.hints, receiver));
    }
    clues.extend((ticket.axes.decision == Decision::Approved).then_some(Clue::Approved));
    clues.extend(age(sought.now.since(ticket.changed_at)));
    clues.sort_by_key(|clue| (-clue.points().abs(), *clue));
    let reasons: Vec<WeighedClue> = clues.into_iter().map(WeighedClue::from).collect();
    Score {
        score: reasons.iter().map(|reason| reason.points).sum(),
        reasons,
    }
}

/// What the numbers of its own return parcels say.
fn number(sought: &Sought<'_>, ticket: &Ticket) -> Vec<Clue> {
    let returns = ticket.parcels.iter().filter(|p| p.direction == Direction::Return);
    let named: Vec<&ParcelRef> = returns.map(|p| &p.parcel).collect();
    if named.is_empty() {
        return vec![Clue::NoNumberYet];
    }
    let nearly = named
        .iter()
        .filter_map(|p| near(sought.number, &plain_number(&p.number)));
    let best = nearly.max_by_key(|clue| clue.points());
    let same = named.iter().any(|p| same_carrier(sought.carrier, p.carrier.as_deref()));
    let mut clues = vec![best.unwrap_or(Clue::OtherParcel)];
    clues.extend(same.then_some(Clue::SameCarrier));
    clues
}

/// Names and codes of one carrier are alike, however they are written.
fn same_carrier(a: Option<&str>, b: Option<&str>) -> bool {
    let Some((a, b)) = a.zip(b) else { return false };
    let known = carrier_of(a).zip(carrier_of(b));
    known.map_or_else(|| a.trim().eq_ignore_ascii_case(b.trim()), |(a, b)| a == b)
}

/// What was found in the parcel, against what is to come back.
fn articles(found: &[Article], lines: &[TicketLine]) -> Vec<Clue> {
    if found.is_empty() || lines.is_empty() {
        return Vec::new();
    }
    let is = |line: &TicketLine, article: &Article| {
        let product = line.product.is_some_and(|product| article.products.contains(&product));
        product || line.sku.trim().eq_ignore_ascii_case(article.code.trim())
    };
    let hit = lines
        .iter()
        .filter(|line| found.iter().any(|article| is(line, article)))
        .count();
    match hit {
        0 => vec![Clue::OtherArticle],
        all if all == lines.len() => vec![Clue::Article, Clue::AllArticles],
        _ => vec![Clue::Article],
    }
}

fn age(waited: i64) -> Option<Clue> {
    match waited {
        ..=RECENT => Some(Clue::Recent),
        OLD.. => Some(Clue::Old),
        _ => None,
    }
}
