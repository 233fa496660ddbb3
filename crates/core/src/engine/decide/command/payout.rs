//! Money that we pay ourselves: never above what is pending, and named by whether that is all of it.
use crate::error::Error;
use crate::model::axes::Role;
use crate::model::command::{Actor, Details};
use crate::model::money::Money;
use crate::model::ticket::Ticket;
use crate::model::trigger::Trigger;

/// Refuses a payout that is not what was agreed: above what is pending, in part as all of it, all of it as a part. What a
/// platform paid is a fact, and may be any amount.
pub(super) fn within(actor: &Actor, t: &Ticket, trigger: Trigger, d: &Details) -> Result<(), Error> {
    let part = trigger == Trigger::PayoutPart;
    if !part && trigger != Trigger::PayoutSent {
        return Ok(());
    }
    let pending = t.money(t.amounts.pending);
    let Some(amount) = d.amount else {
        return match part {
            true => Err(Error::rejected("say how much was paid").with("pending", pending)),
            false => Ok(()),
        };
    };
    if amount.minor <= 0 {
        return Err(Error::rejected("a payout is of more than nothing").with("amount", amount));
    }
    if actor.role == Role::Platform {
        return Ok(());
    }
    let wrong = |why: &str, hint: &'static str| {
        let error = Error::rejected(why).with("pending", pending).with("amount", amount);
        Err(error.hint(hint))
    };
    match (amount.minor.cmp(&pending.minor), part) {
        (std::cmp::Ordering::Greater, _) => wrong(
            "the payout is above what is pending",
            "pay what is pending; what is given beyond it is a compensation",
        ),
        (std::cmp::Ordering::Less, false) => wrong("the payout is below what is pending", "send payout_part"),
        (std::cmp::Ordering::Equal, true) => wrong("the payout is all that is pending", "send payout_sent"),
        _ => Ok(()),
    }
}

/// What is paid where no amount is said: all that is pending.
pub(super) fn all(t: &Ticket, trigger: Trigger) -> Option<Money> {
    let sent = trigger == Trigger::PayoutSent && t.amounts.pending > 0;
    sent.then(|| t.money(t.amounts.pending))
}

/// The most that may be paid by it; `None` where it pays nothing.
pub(super) fn at_most(t: &Ticket, trigger: Trigger) -> Option<i64> {
    match trigger {
        Trigger::PayoutSent => Some(t.amounts.pending),
        Trigger::PayoutPart => Some(t.amounts.pending - 1),
        _ => None,
    }
}
