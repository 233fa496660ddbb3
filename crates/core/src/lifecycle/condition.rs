//! Conditions on the axes: one field and the values it may have.
//!
//! Guards, the derivation of the headline and the blocking tasks are all lists of these.

use crate::model::axes::{
    Axes, CancelReason, Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState,
};
use crate::model::words::words;

/// A set of values of one small enum, as a bit for each position in its `ALL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask(u16);

impl Mask {
    pub(super) const EMPTY: Self = Self(0);

    /// The first `count` values.
    pub(super) const fn first(count: usize) -> Self {
        Self(((1u32 << count) - 1) as u16)
    }

    pub(super) const fn with(self, index: usize) -> Self {
        Self(self.0 | 1 << index)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// True if the value at this position of its `ALL` is in the set.
    pub const fn contains(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }
}

words! {
    /// A field of [`Axes`], or the headline derived from them.
    pub enum Field {
        /// [`Axes::goods`].
        Goods = "goods",
        /// [`Axes::money`].
        Money = "money",
        /// [`Axes::replacement`].
        Replacement = "replacement",
        /// [`Axes::dispute`].
        Dispute = "dispute",
        /// [`Axes::decision`].
        Decision = "decision",
        /// [`Axes::kind`].
        Kind = "kind",
        /// [`Axes::triaged`].
        Triaged = "triaged",
        /// [`Axes::answered`].
        Answered = "answered",
        /// [`Axes::asked_buyer`].
        AskedBuyer = "asked_buyer",
        /// [`Axes::repair_running`].
        RepairRunning = "repair_running",
        /// [`Axes::cancel_reason`].
        CancelReason = "cancel_reason",
        /// [`Axes::closed`]; named after the time stamp that a ticket keeps for it.
        ClosedAt = "closed_at",
        /// The derived headline.
        Headline = "headline",
    }
}

impl Field {
    /// The words of all values of this field, in the order of their enum.
    pub fn values(self) -> Vec<&'static str> {
        fn all<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
            values.iter().map(|value| word(*value)).collect()
        }
        match self {
            Self::Goods => all(Goods::ALL, Goods::as_str),
            Self::Money => all(MoneyState::ALL, MoneyState::as_str),
            Self::Replacement => all(ReplacementState::ALL, ReplacementState::as_str),
            Self::Dispute => all(DisputeState::ALL, DisputeState::as_str),
            Self::Decision => all(Decision::ALL, Decision::as_str),
            Self::Kind => all(Kind::ALL, Kind::as_str),
            Self::CancelReason => all(CancelReason::ALL, CancelReason::as_str),
            Self::Headline => all(Headline::ALL, Headline::as_str),
            Self::Triaged | Self::Answered | Self::AskedBuyer | Self::RepairRunning | Self::ClosedAt => {
                vec!["no", "yes"]
            }
        }
    }

    const fn count(self) -> usize {
        match self {
            Self::Goods => Goods::ALL.len(),
            Self::Money => MoneyState::ALL.len(),
            Self::Replacement => ReplacementState::ALL.len(),
            Self::Dispute => DisputeState::ALL.len(),
            Self::Decision => Decision::ALL.len(),
            Self::Kind => Kind::ALL.len(),
            Self::CancelReason => CancelReason::ALL.len(),
            Self::Headline => Headline::ALL.len(),
            Self::Triaged | Self::Answered | Self::AskedBuyer | Self::RepairRunning | Self::ClosedAt => 2,
        }
    }

    /// Position of the value that this field has now.
    pub const fn index_in(self, axes: &Axes, headline: Headline) -> usize {
        match self {
            Self::Goods => axes.goods.index(),
            Self::Money => axes.money.index(),
            Self::Replacement => axes.replacement.index(),
            Self::Dispute => axes.dispute.index(),
            Self::Decision => axes.decision.index(),
            Self::Kind => axes.kind.index(),
            Self::Triaged => axes.triaged as usize,
            Self::Answered => axes.answered as usize,
            Self::AskedBuyer => axes.asked_buyer as usize,
            Self::RepairRunning => axes.repair_running as usize,
            Self::CancelReason => axes.cancel_reason.index(),
            Self::ClosedAt => axes.closed as usize,
            Self::Headline => headline.index(),
        }
    }
}

/// One field and the values it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The field.
    pub field: Field,
    /// The values that satisfy the condition.
    pub any_of: Mask,
}

impl Condition {
    /// True if the field has one of the values.
    pub const fn holds(&self, axes: &Axes, headline: Headline) -> bool {
        self.any_of.contains(self.field.index_in(axes, headline))
    }

    /// The words of the values that satisfy the condition.
    pub fn words(&self) -> Vec<&'static str> {
        let all = self.field.values().into_iter().enumerate();
        all.filter(|(index, _)| self.any_of.contains(*index))
            .map(|(_, word)| word)
            .collect()
    }

    /// The same field with all other values.
    pub(super) const fn not(self) -> Self {
        Self {
            field: self.field,
            any_of: Mask::first(self.field.count()).without(self.any_of),
        }
    }
}

/// Constructors of conditions, one for each field whose values are an enum.
macro_rules! conditions {
    ($($name:ident: $type:ty => $field:ident,)+) => {$(
        pub(super) const fn $name(mut values: &[$type]) -> Condition {
            let mut any_of = Mask::EMPTY;
            while let Some((value, rest)) = values.split_first() {
                any_of = any_of.with(value.index());
                values = rest;
            }
            Condition { field: Field::$field, any_of }
        }
    )+};
}

conditions! {
    kind: Kind => Kind,
    goods: Goods => Goods,
    money: MoneyState => Money,
    replacement: ReplacementState => Replacement,
    dispute: DisputeState => Dispute,
    decision: Decision => Decision,
    cancel_reason: CancelReason => CancelReason,
    headline: Headline => Headline,
}

const fn flag(field: Field, value: bool) -> Condition {
    Condition {
        field,
        any_of: Mask::EMPTY.with(value as usize),
    }
}

pub(super) const fn triaged() -> Condition {
    flag(Field::Triaged, true)
}

pub(super) const fn answered() -> Condition {
    flag(Field::Answered, true)
}

pub(super) const fn asked_buyer() -> Condition {
    flag(Field::AskedBuyer, true)
}

pub(super) const fn repair_running(value: bool) -> Condition {
    flag(Field::RepairRunning, value)
}

pub(super) const fn closed() -> Condition {
    flag(Field::ClosedAt, true)
}
