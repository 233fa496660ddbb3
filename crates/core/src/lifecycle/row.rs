//! One row of the command table: who may send what, when, and what it does to the axes.

use super::condition::{Condition, Field, Mask, headline, kind};
use super::derive::is_blocked;
use crate::model::axes::{
    Axes, CancelReason, Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, Role,
};
use crate::model::notice::Notice;
use crate::model::trigger::Trigger;

/// A field of the axes together with its new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// New [`Axes::kind`].
    Kind(Kind),
    /// New [`Axes::goods`].
    Goods(Goods),
    /// New [`Axes::money`].
    Money(MoneyState),
    /// New [`Axes::replacement`].
    Replacement(ReplacementState),
    /// New [`Axes::dispute`].
    Dispute(DisputeState),
    /// New [`Axes::decision`].
    Decision(Decision),
    /// New [`Axes::triaged`].
    Triaged(bool),
    /// New [`Axes::answered`].
    Answered(bool),
    /// New [`Axes::asked_buyer`].
    AskedBuyer(bool),
    /// New [`Axes::repair_running`].
    RepairRunning(bool),
    /// New [`Axes::cancel_reason`].
    CancelReason(CancelReason),
    /// New [`Axes::closed`].
    Closed(bool),
}

impl Value {
    /// The field that is set.
    pub const fn field(self) -> Field {
        match self {
            Self::Kind(_) => Field::Kind,
            Self::Goods(_) => Field::Goods,
            Self::Money(_) => Field::Money,
            Self::Replacement(_) => Field::Replacement,
            Self::Dispute(_) => Field::Dispute,
            Self::Decision(_) => Field::Decision,
            Self::Triaged(_) => Field::Triaged,
            Self::Answered(_) => Field::Answered,
            Self::AskedBuyer(_) => Field::AskedBuyer,
            Self::RepairRunning(_) => Field::RepairRunning,
            Self::CancelReason(_) => Field::CancelReason,
            Self::Closed(_) => Field::ClosedAt,
        }
    }

    /// The word of the new value; `yes` and `no` for flags.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind(value) => value.as_str(),
            Self::Goods(value) => value.as_str(),
            Self::Money(value) => value.as_str(),
            Self::Replacement(value) => value.as_str(),
            Self::Dispute(value) => value.as_str(),
            Self::Decision(value) => value.as_str(),
            Self::CancelReason(value) => value.as_str(),
            Self::Triaged(value)
            | Self::Answered(value)
            | Self::AskedBuyer(value)
            | Self::RepairRunning(value)
            | Self::Closed(value) => {
                if value {
                    "yes"
                } else {
                    "no"
                }
            }
        }
    }

    const fn put(self, axes: &mut Axes) {
        match self {
            Self::Kind(value) => axes.kind = value,
            Self::Goods(value) => axes.goods = value,
            Self::Money(value) => axes.money = value,
            Self::Replacement(value) => axes.replacement = value,
            Self::Dispute(value) => axes.dispute = value,
            Self::Decision(value) => axes.decision = value,
            Self::Triaged(value) => axes.triaged = value,
            Self::Answered(value) => axes.answered = value,
            Self::AskedBuyer(value) => axes.asked_buyer = value,
            Self::RepairRunning(value) => axes.repair_running = value,
            Self::CancelReason(value) => axes.cancel_reason = value,
            Self::Closed(value) => axes.closed = value,
        }
    }
}

/// One change of the axes, unconditional or only where the field now has certain values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    /// What is set.
    pub value: Value,
    /// Where given, the values the same field must have now.
    pub only_if: Option<Condition>,
}

pub(super) const fn set(value: Value) -> Set {
    Set { value, only_if: None }
}

impl Set {
    pub(super) const fn when(self, only_if: Condition) -> Self {
        Self {
            value: self.value,
            only_if: Some(only_if),
        }
    }
}

/// Carries out changes one after the other.
pub(super) fn put_all(axes: &mut Axes, sets: &[Set]) {
    for set in sets {
        // The condition is on an axis, so which headline is passed does not matter.
        if set
            .only_if
            .is_none_or(|condition| condition.holds(axes, Headline::Requested))
        {
            set.value.put(axes);
        }
    }
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To this headline.
    Headline(Headline),
    /// The axes change, the headline stays.
    Same,
    /// To the headline that holds without the dispute.
    Prior,
}

/// One row of the command table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its position in [`super::ROWS`].
    pub id: u8,
    /// What drives it.
    pub trigger: Trigger,
    /// Who may send that.
    pub roles: &'static [Role],
    /// The headlines it starts from.
    pub from: Mask,
    /// The kinds of ticket it is for.
    pub kinds: Mask,
    /// What must hold besides.
    pub guard: &'static [Condition],
    /// Where given, whether a blocking task must be open or must not.
    pub blocked: Option<bool>,
    /// What it changes, in order; groups of changes have names.
    pub sets: &'static [&'static [Set]],
    /// Where it leads.
    pub to: To,
    /// What the buyer is told.
    pub notify: Option<Notice>,
}

/// A set of headlines.
pub(super) const fn only(headlines: &[Headline]) -> Mask {
    headline(headlines).any_of
}

/// All headlines but these.
pub(super) const fn except(headlines: &[Headline]) -> Mask {
    headline(headlines).not().any_of
}

/// A row for all kinds that changes nothing and leaves the headline; the other methods add to it.
pub(super) const fn row(from: Mask, trigger: Trigger, roles: &'static [Role]) -> Row {
    Row {
        id: 0,
        trigger,
        roles,
        from,
        kinds: kind(Kind::ALL).any_of,
        guard: &[],
        blocked: None,
        sets: &[],
        to: To::Same,
        notify: None,
    }
}

impl Row {
    pub(super) const fn kinds(mut self, kinds: &[Kind]) -> Self {
        self.kinds = kind(kinds).any_of;
        self
    }

    pub(super) const fn not_kinds(mut self, kinds: &[Kind]) -> Self {
        self.kinds = kind(kinds).not().any_of;
        self
    }

    pub(super) const fn when(mut self, guard: &'static [Condition]) -> Self {
        self.guard = guard;
        self
    }

    pub(super) const fn blocked(mut self, blocked: bool) -> Self {
        self.blocked = Some(blocked);
        self
    }

    pub(super) const fn sets(mut self, sets: &'static [&'static [Set]]) -> Self {
        self.sets = sets;
        self
    }

    pub(super) const fn to(mut self, headline: Headline) -> Self {
        self.to = To::Headline(headline);
        self
    }

    pub(super) const fn to_prior(mut self) -> Self {
        self.to = To::Prior;
        self
    }

    pub(super) const fn notify(mut self, notice: Notice) -> Self {
        self.notify = Some(notice);
        self
    }

    /// True if the row may be taken: kind, guard and blocking tasks agree. `headline` is the derived one.
    pub fn admits(&self, axes: &Axes, headline: Headline) -> bool {
        self.from.contains(headline.index())
            && self.kinds.contains(axes.kind.index())
            && self.guard.iter().all(|condition| condition.holds(axes, headline))
            && self.blocked.is_none_or(|blocked| blocked == is_blocked(axes, headline))
    }

    /// The axes after the row was taken.
    pub fn applied(&self, axes: &Axes) -> Axes {
        let mut next = *axes;
        self.sets.iter().for_each(|sets| put_all(&mut next, sets));
        next
    }

    /// True if this role may send the trigger.
    pub fn is_for(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The headlines it starts from, in their order.
    pub fn from_headlines(&self) -> impl Iterator<Item = Headline> {
        Headline::ALL
            .iter()
            .copied()
            .filter(|headline| self.from.contains(headline.index()))
    }

    /// The kinds it is for, in their order.
    pub fn for_kinds(&self) -> impl Iterator<Item = Kind> {
        Kind::ALL
            .iter()
            .copied()
            .filter(|kind| self.kinds.contains(kind.index()))
    }
}
