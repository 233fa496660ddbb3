//! What the buyer is told of a jump: the last notice of the way, and no other.

use super::derive::headline;
use super::row::To;
use super::skipped::skipped;
use super::table::ROWS;
use crate::model::axes::{Axes, DisputeState, Goods, Headline, Kind};
use crate::model::notice::Notice;

/// The notices of a jump.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JumpNotices {
    /// The one to send.
    pub send: Option<Notice>,
    /// Those of the headlines it passed by, to be recorded as left out; never the one that is sent.
    pub suppressed: Vec<Notice>,
}

/// The notice a jump sends, if any.
pub fn notice_for_jump(from: Headline, to: Headline, kind: Kind, before: &Axes, after: &Axes) -> Option<Notice> {
    notices_for_jump(from, to, kind, before, after).send
}

/// The notice a jump sends and those it leaves out. `kind` is the kind after the jump.
///
/// A jump that stays in its headline sends nothing, except that a ruling is always told.
pub fn notices_for_jump(from: Headline, to: Headline, kind: Kind, before: &Axes, after: &Axes) -> JumpNotices {
    if ruled(after.dispute) && before.dispute != after.dispute {
        return JumpNotices {
            send: Some(Notice::N14),
            suppressed: Vec::new(),
        };
    }
    // Without the dispute the ticket stood where it stood before.
    let from = if from == Headline::Disputed {
        headline(&Axes {
            dispute: DisputeState::Withdrawn,
            ..*before
        })
    } else {
        from
    };
    if from == to {
        return JumpNotices::default();
    }
    let mut way: Vec<Headline> = skipped(kind, from, to);
    if matches!(after.goods, Goods::NotRequired | Goods::AwaitingShip) {
        way.retain(|headline| !is_return_step(*headline));
    }
    way.push(to);
    let mut notices = Vec::new();
    let mut at = from;
    for next in way {
        notices.push(entering(at, next, kind));
        at = next;
    }
    let send = notices.pop().flatten();
    let mut suppressed: Vec<Notice> = Vec::new();
    for notice in notices.into_iter().flatten() {
        if Some(notice) != send && !suppressed.contains(&notice) {
            suppressed.push(notice);
        }
    }
    JumpNotices { send, suppressed }
}

const fn ruled(dispute: DisputeState) -> bool {
    matches!(
        dispute,
        DisputeState::RuledBuyer | DisputeState::RuledSeller | DisputeState::Split
    )
}

const fn is_return_step(headline: Headline) -> bool {
    matches!(
        headline,
        Headline::AwaitingBuyerReturn | Headline::ReturnInTransit | Headline::AwaitingInspection
    )
}

/// The notice of the row that leads from one headline to the other; failing that, of any row that leads there and is
/// not a ruling.
fn entering(from: Headline, to: Headline, kind: Kind) -> Option<Notice> {
    let told = || {
        ROWS.iter().filter(move |row| {
            row.to == To::Headline(to)
                && row.notify.is_some_and(|notice| notice != Notice::N14)
                && row.kinds.contains(kind.index())
        })
    };
    let direct = told().find(|row| row.from.contains(from.index()));
    direct.or_else(|| told().next()).and_then(|row| row.notify)
}
