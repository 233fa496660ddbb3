//! Other words for the triggers, and what may happen to a ticket without one.

use crate::model::axes::Kind;
use crate::model::trigger::Trigger;

/// Other words for a trigger, as `(what is said, the trigger that is meant)`.
pub const ALIASES: &[(&str, Trigger)] = &[
    ("ship_back", Trigger::PickedUp),
    ("delivered (return parcel)", Trigger::GoodsArrived),
    ("delivered (replacement)", Trigger::ReplacementDelivered),
    ("escalate", Trigger::DisputeOpened),
    ("refuse_offer", Trigger::Amend),
    ("lost (replacement)", Trigger::ReplacementFailed),
    ("snapshot(refunded)", Trigger::ForceRefund),
    ("out_of_stock", Trigger::ReplacementFailed),
];

/// What may happen to a ticket without touching its axes; no row exists for these.
pub const NO_AXIS_CHANGE: &[&str] = &[
    "rate",
    "snapshot (unchanged)",
    "task_done",
    "timer_fired (inspection, reminders)",
    "intercept_ok",
    "intercept_fail",
    "goods_missing (opens a task)",
];

impl Trigger {
    /// The other words for this trigger.
    pub fn aliases(self) -> impl Iterator<Item = &'static str> {
        ALIASES
            .iter()
            .filter(move |(_, trigger)| *trigger == self)
            .map(|(word, _)| *word)
    }

    /// Like [`Trigger::parse`], but understands the other words too.
    pub fn parse_any(word: &str) -> Option<Self> {
        Self::parse(word).or_else(|| {
            ALIASES
                .iter()
                .find(|(alias, _)| *alias == word)
                .map(|(_, trigger)| *trigger)
        })
    }

    /// The trigger that changes a ticket to `kind`; there is none for kinds nobody changes to.
    pub const fn convert_to(kind: Kind) -> Option<Self> {
        match kind {
            Kind::RefundOnly => Some(Self::ConvertToRefundOnly),
            Kind::ReturnRefund => Some(Self::ConvertToReturnRefund),
            Kind::Exchange => Some(Self::ConvertToExchange),
            Kind::Repair => Some(Self::ConvertToRepair),
            Kind::Resend => Some(Self::ConvertToResend),
            Kind::PriceProtection | Kind::Complaint | Kind::Inquiry => None,
        }
    }
}
