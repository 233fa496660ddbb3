//! `getcomplaintorder`: a complaint, which stands beside its after-sale and speaks of the arbitration only.
//!
//! The answer names its status in present documents (V); where it does not, the newest line of the history that stands for
//! one is taken. Who won stands in the history only.
use aftersync_core::error::Result;
use aftersync_core::limits::MAX_EVIDENCE;
use aftersync_core::model::aftersale::{AfterSale, DisputeInfo, ObjectName};
use aftersync_core::model::axes::{DisputeState, Headline, Kind};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::fact::FactBody;
use aftersync_core::platform::{Call, HttpRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};
use crate::tables::StatusCase;

use super::read::{Kept, Read, pictures};
use super::{AFTERSALE, COMPLAINT, api};

/// What a `complaint_status` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ComplaintRow {
    pub status: i64,
    /// The headline it stands for by itself; `None` where the after-sale must be looked at.
    pub means: Option<Headline>,
    /// The arbitration; where it is over, a verdict in the history says more.
    dispute: DisputeState,
    rank: u16,
    over: bool,
}

const fn open(status: i64, rank: u16, dispute: DisputeState) -> ComplaintRow {
    ComplaintRow {
        status,
        means: Some(Headline::Disputed),
        dispute,
        rank,
        over: false,
    }
}
const fn over(status: i64, rank: u16, dispute: DisputeState) -> ComplaintRow {
    ComplaintRow {
        status,
        means: None,
        dispute,
        rank,
        over: true,
    }
}

use DisputeState as D;

/// The statuses (V); which state of the arbitration each of them is, is our reading (I).
const STATUSES: &[ComplaintRow] = &[
    open(100, 10, D::Open),        // the seller has to answer
    open(101, 20, D::Open),        // waits for a clerk
    over(102, 97, D::Withdrawn),   // taken back
    open(103, 30, D::Ruling),      // a clerk looks at it
    open(104, 40, D::Open),        // the buyer has to show evidence
    open(105, 50, D::Ruling),      // the buyer did
    open(106, 40, D::EvidenceDue), // the seller has to show evidence
    open(107, 50, D::Ruling),      // the seller did
    open(108, 40, D::EvidenceDue), // both have to
    open(109, 50, D::Ruling),      // both let the time pass
    open(110, 60, D::Open),        // the seller has to confirm
    open(111, 70, D::Appealed),    // the seller appealed
    over(112, 95, D::None),        // mediated
    open(113, 75, D::Ruling),      // a clerk has to check
    // The refund is made again: it was decided for the buyer.
    ComplaintRow {
        means: Some(Headline::Refunding),
        ..open(114, 80, D::RuledBuyer)
    },
    over(115, 90, D::None),   // the refund was checked
    over(116, 96, D::None),   // closed
    open(305, 50, D::Ruling), // the buyer let the time pass
    open(307, 50, D::Ruling), // the seller let the time pass
];

/// What a status means; `None` for one that we do not know.
pub(super) fn status_of(status: i64) -> Option<&'static ComplaintRow> {
    STATUSES.iter().find(|row| row.status == status)
}

/// The status that a line of the history (`item_type`) stands for (V for the names; I for the pairs). Messages stand for none.
const LINES: &[(i64, i64)] = &[
    (1, 101),  // platform called in
    (5, 102),  // complaint taken back
    (6, 307),  // the seller let the time pass
    (7, 105),  // buyer's evidence
    (8, 107),  // seller's evidence
    (10, 100), // seller's turn
    (11, 101), // platform's turn
    (12, 102), // taken back
    (13, 103), // platform at work
    (14, 104), // buyer's evidence wanted
    (16, 106), // seller's evidence wanted
    (18, 108), // evidence of both wanted
    (20, 110), // seller has to confirm
    (21, 111), // seller appealed
    (22, 112), // mediated
    (23, 113), // platform has to check
    (24, 114), // refund made again
    (26, 116), // closed
];

/// Who won, by `item_type` (V). The seller's appeal void leaves it with the buyer.
const VERDICTS: &[(i64, DisputeState)] = &[
    (30, D::RuledBuyer),
    (31, D::RuledSeller),
    (32, D::Split),
    (33, D::None),
    (34, D::RuledBuyer),
    (35, D::RuledSeller),
];

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    after_sale_order_id: Loose<Id<'a>>,
    #[serde(default)]
    status: Loose<Whole>,
    #[serde(borrow, default)]
    history: Loose<Vec<Loose<Line<'a>>>>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default)]
    item_type: Loose<Whole>,
    #[serde(default)]
    time: Loose<Whole>,
    #[serde(borrow, default)]
    content: Loose<Text<'a>>,
    #[serde(borrow, default)]
    media_id_list: Loose<Vec<Loose<Text<'a>>>>,
}

/// Asks for one complaint.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    api::aftersales(call, "getcomplaintorder", &json!({"complaint_id": id}))
}

/// How the arbitration stands.
struct Standing {
    raw: String,
    row: Option<&'static ComplaintRow>,
    dispute: DisputeState,
    rank: u16,
}

/// Reads one complaint. The answer does not repeat its id, so `id` is the one asked for.
pub(super) fn read(kept: &Kept<'_>, id: &str) -> Reading<Read> {
    let data: Data<'_> = parse(kept.object.get().as_bytes())?;
    let beside = data.after_sale_order_id.owned();
    let order = data.order_id.owned();
    need(beside.as_ref().or(order.as_ref()), "after_sale_order_id or order_id")?;
    let lines = in_order(&data);
    let standing = need(standing(&data, &lines), "status or history")?;
    let times = || lines.iter().filter_map(|line| line.time.seconds());
    let last = times().max().unwrap_or(kept.read_at);
    let over = standing.row.is_some_and(|row| row.over);
    let claim = Claim {
        dispute: standing.row.map(|_| standing.dispute),
        ..Claim::default()
    };
    let complaint = AfterSale {
        object: COMPLAINT.to_owned(),
        beside: beside.map(|external_id| ObjectName {
            object: AFTERSALE.to_owned(),
            external_id,
        }),
        order,
        known: standing.row.is_some(),
        claim,
        rank: standing.rank,
        reason_text: words(&lines),
        ended_at: over.then_some(last),
        evidence: pictures(lines.iter().flat_map(|line| line.media_id_list.each()), MAX_EVIDENCE),
        dispute: Some(DisputeInfo {
            id: Some(id.to_owned()),
            evidence_due: None,
            raw_status: Some(standing.raw.clone()),
        }),
        ..AfterSale::new(id, Kind::Complaint, standing.raw, times().min().unwrap_or(last))
    };
    Ok(Read {
        // The platform gives no time of change; the newest line of the history is one.
        revision: last.secs(),
        occurred_at: last,
        ..Read::of(id.to_owned(), FactBody::AfterSale(Box::new(complaint)))
    })
}

/// The history, oldest line first; lines of one second stay as the platform had them, whose newest stands first.
fn in_order<'a, 'b>(data: &'b Data<'a>) -> Vec<&'b Line<'a>> {
    let mut lines: Vec<&Line<'a>> = data.history.each().collect();
    lines.reverse();
    lines.sort_by_key(|line| line.time.number().unwrap_or(i64::MAX));
    lines
}

fn standing(data: &Data<'_>, lines: &[&Line<'_>]) -> Option<Standing> {
    let kinds = || lines.iter().rev().filter_map(|line| line.item_type.number());
    let verdict = kinds().find_map(verdict_of);
    let of_row = |raw: String, row: Option<&'static ComplaintRow>| Standing {
        raw,
        row,
        dispute: match row {
            // A refund that is made again is one for the buyer, or for both.
            Some(row) if row.status == 114 => verdict.filter(|it| *it == D::Split).unwrap_or(row.dispute),
            Some(row) if row.over && row.dispute == D::None => verdict.unwrap_or(D::None),
            Some(row) => row.dispute,
            None => D::None,
        },
        rank: row.map_or(0, |row| row.rank),
    };
    if let Some(status) = data.status.positive() {
        return Some(of_row(status.to_string(), status_of(status)));
    }
    let newest = kinds().find(|kind| status_of_line(*kind).is_some() || verdict_of(*kind).is_some());
    let Some(kind) = newest else {
        // There is a history, and nothing in it that we know.
        return kinds().next().map(|kind| of_row(format!("item_{kind}"), None));
    };
    let row = status_of_line(kind).and_then(status_of);
    let found = of_row(format!("item_{kind}"), row);
    Some(match verdict_of(kind) {
        // Decided, and nothing said since: the end of the complaint follows.
        Some(verdict) => Standing {
            row: status_of(112),
            dispute: verdict,
            rank: 85,
            ..found
        },
        None => found,
    })
}

fn status_of_line(kind: i64) -> Option<i64> {
    LINES.iter().find(|(line, _)| *line == kind).map(|(_, status)| *status)
}

/// The number of a raw status as it is kept: its own, or that of the line of the history that stands for it.
pub(super) fn status_number(raw: &str) -> Option<i64> {
    match raw.strip_prefix("item_") {
        Some(line) => status_of_line(line.parse().ok()?),
        None => raw.parse().ok(),
    }
}

fn verdict_of(kind: i64) -> Option<DisputeState> {
    VERDICTS
        .iter()
        .find(|(line, _)| *line == kind)
        .map(|(_, verdict)| *verdict)
}

/// What the buyer complained of: the words of the first line that has any.
fn words(lines: &[&Line<'_>]) -> Option<String> {
    lines.iter().find_map(|line| line.content.owned())
}

/// The rows that mean a headline by themselves, as plain data.
pub(super) fn status_rows() -> impl Iterator<Item = StatusCase> {
    STATUSES.iter().filter_map(|row| {
        Some(StatusCase {
            name: format!("complaint {}", row.status),
            kind: Kind::Complaint,
            claim: Claim {
                dispute: Some(row.dispute),
                ..Claim::default()
            },
            means: row.means?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_leads_to_a_status_and_no_status_stands_twice() {
        for (line, status) in LINES {
            assert!(status_of(*status).is_some(), "{line}");
            assert!(verdict_of(*line).is_none(), "{line}");
        }
        for (i, row) in STATUSES.iter().enumerate() {
            assert!(STATUSES.iter().skip(i + 1).all(|other| other.status != row.status));
        }
    }

    #[test]
    fn what_is_open_can_be_answered() {
        use super::super::action::{EVIDENCE_WANTED, TALKED_ABOUT};
        for row in STATUSES {
            let status = row.status.to_string();
            let wanted = EVIDENCE_WANTED.contains(&status.as_str());
            assert_eq!(wanted, row.dispute == D::EvidenceDue, "{status}");
            let talked = TALKED_ABOUT.contains(&status.as_str());
            assert_eq!(talked, row.dispute.is_live() && !wanted, "{status}");
        }
        assert_eq!(status_number("item_16"), Some(106));
        assert_eq!(status_number("106"), Some(106));
        assert_eq!(status_number("item_3"), None);
    }

    #[test]
    fn only_what_is_over_says_nothing_by_itself() {
        for row in STATUSES {
            assert_eq!(row.over, row.means.is_none(), "{}", row.status);
            assert!(!row.over || !row.dispute.is_live(), "{}", row.status);
            let shown = row.means == Some(Headline::Disputed);
            assert_eq!(row.dispute.is_live(), shown, "{}", row.status);
        }
    }
}
