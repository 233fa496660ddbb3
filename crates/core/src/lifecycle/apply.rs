//! Taking a row: the checked way from one set of axes to the next.

use super::derive::headline;
use super::row::Row;
use super::table::{ROWS, candidates};
use crate::model::axes::{Axes, Headline, Role};
use crate::model::trigger::Trigger;

/// What a trigger did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Applied {
    /// The axes after it.
    pub axes: Axes,
    /// The row that was taken.
    pub row: &'static Row,
    /// The headline before.
    pub from: Headline,
    /// The headline after.
    pub to: Headline,
}

/// Why a trigger was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The headline it met.
    pub state: Headline,
    /// What was sent.
    pub trigger: Trigger,
    /// What would be taken instead: by anybody, or by the role that was checked.
    pub allowed: Vec<Trigger>,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is not possible in {}", self.trigger, self.state)
    }
}

impl std::error::Error for Refused {}

/// The row that this trigger takes from these axes, if there is one. At most one row admits.
pub fn rows(axes: &Axes, trigger: Trigger) -> Option<&'static Row> {
    let from = headline(axes);
    candidates(from, trigger).find(|row| row.admits(axes, from))
}

/// Takes the row of this trigger, whoever sends it.
///
/// # Errors
/// [`Refused`] if the table has no row for it.
pub fn apply(axes: &Axes, trigger: Trigger) -> Result<Applied, Refused> {
    match rows(axes, trigger) {
        Some(row) => Ok(take(axes, row)),
        None => Err(Refused {
            state: headline(axes),
            trigger,
            allowed: allowed_triggers(axes),
        }),
    }
}

/// Takes the row of this trigger if this role may send it.
///
/// # Errors
/// [`Refused`] if the table has no row for it, or the row is for other roles.
pub fn apply_as(axes: &Axes, trigger: Trigger, role: Role) -> Result<Applied, Refused> {
    match rows(axes, trigger) {
        Some(row) if row.is_for(role) => Ok(take(axes, row)),
        _ => {
            let allowed = allowed(axes, role).into_iter().map(|row| row.trigger).collect();
            Err(Refused {
                state: headline(axes),
                trigger,
                allowed,
            })
        }
    }
}

/// The rows that this role may take now, in the order of the table.
pub fn allowed(axes: &Axes, role: Role) -> Vec<&'static Row> {
    open_rows(axes).filter(|row| row.is_for(role)).collect()
}

/// The triggers that would be taken now, whoever sends them, in the order of the table.
pub fn allowed_triggers(axes: &Axes) -> Vec<Trigger> {
    open_rows(axes).map(|row| row.trigger).collect()
}

/// All rows that admit these axes.
pub fn open_rows(axes: &Axes) -> impl Iterator<Item = &'static Row> {
    let (axes, from) = (*axes, headline(axes));
    ROWS.iter().filter(move |row| row.admits(&axes, from))
}

fn take(axes: &Axes, row: &'static Row) -> Applied {
    let next = row.applied(axes);
    Applied {
        axes: next,
        row,
        from: headline(axes),
        to: headline(&next),
    }
}
