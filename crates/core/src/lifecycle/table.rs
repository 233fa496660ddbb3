//! The command table. Whatever it does not list is refused.
//!
//! The order is part of the data: a row is known by its position. Most rows are facts that set an axis
//! and leave the headline.

mod arbitrate;
mod decide;
pub(super) mod effects;
mod finish;
mod goods;
mod groups;
mod money;
mod platform;
mod replace;

use super::row::Row;
use crate::model::axes::Headline;
use crate::model::trigger::Trigger;

const PARTS: &[&[Row]] = &[
    decide::ROWS,
    goods::ROWS,
    replace::ROWS,
    money::ROWS,
    platform::ROWS,
    arbitrate::ROWS,
    finish::ROWS,
];

const HEADLINES: usize = Headline::ALL.len();
const TRIGGERS: usize = Trigger::ALL.len();

/// Most rows that one headline and trigger have between them.
const CHOICES: usize = 5;

/// Marks the end of a list of row numbers: there is no such row.
const NO_ROW: u8 = u8::MAX;

/// The command table.
pub static ROWS: [Row; 128] = numbered();

/// For each headline and trigger the numbers of the rows to try.
static INDEX: [[[u8; CHOICES]; TRIGGERS]; HEADLINES] = indexed();

#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a wrong index is an error"
)]
const fn numbered() -> [Row; 128] {
    let mut rows = [PARTS[0][0]; 128];
    let (mut part, mut count) = (0, 0);
    while part < PARTS.len() {
        let mut at = 0;
        while at < PARTS[part].len() {
            rows[count] = PARTS[part][at];
            rows[count].id = count as u8;
            count += 1;
            at += 1;
        }
        part += 1;
    }
    assert!(count == 128);
    rows
}

#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a wrong index is an error"
)]
const fn indexed() -> [[[u8; CHOICES]; TRIGGERS]; HEADLINES] {
    let rows = numbered();
    let mut index = [[[NO_ROW; CHOICES]; TRIGGERS]; HEADLINES];
    let mut headline = 0;
    while headline < HEADLINES {
        let mut at = 0;
        while at < rows.len() {
            if rows[at].from.contains(headline) {
                let cell = &mut index[headline][rows[at].trigger.index()];
                let mut free = 0;
                while cell[free] != NO_ROW {
                    free += 1;
                }
                cell[free] = at as u8;
            }
            at += 1;
        }
        headline += 1;
    }
    index
}

/// The rows that start from this headline with this trigger, whatever their guards say.
pub(super) fn candidates(headline: Headline, trigger: Trigger) -> impl Iterator<Item = &'static Row> {
    let cell = INDEX
        .get(headline.index())
        .and_then(|triggers| triggers.get(trigger.index()));
    cell.into_iter().flatten().map_while(|id| ROWS.get(usize::from(*id)))
}
