//! Drafts of goodwill: noted down by who only proposes. A draft opens no task, promises nothing and counts toward no limit;
//! who sends its number again without the mark asks for it, in their own name and within all limits.
use crate::error::Error;
use crate::limits::MAX_LOCAL_ENTRIES;
use crate::model::command::{Actor, Details};
use crate::model::event::{EventBody, Via};
use crate::model::ids::TicketId;
use crate::model::money::Money;
use crate::model::ticket::{Compensation, CompensationState, Ticket};
use crate::model::trigger::Trigger;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, settle};
use super::compensation::FIRST;
use super::moves;

/// The command of the event that a draft leaves.
const COMMAND: &str = "draft_compensation";

/// A payout as it is asked for: what is not said is as it was drafted.
pub(super) struct Said<'a> {
    pub number: &'a str,
    pub amount: Option<Money>,
    pub goodwill: bool,
}

/// What a command says of a payout.
pub(super) fn said<'a>(t: &Ticket, d: &'a Details) -> Said<'a> {
    let number = d.payout.as_deref().unwrap_or(FIRST);
    let drafted = t.local.compensations.iter().find(|c| is_draft(c, number));
    Said {
        number,
        amount: d.amount.or(drafted.map(|c| c.amount)),
        goodwill: d.goodwill || drafted.is_some_and(|c| c.goodwill),
    }
}

fn is_draft(c: &Compensation, number: &str) -> bool {
    c.number == number && c.state == CompensationState::Draft
}

/// Whether nobody ever asked for it: a draft, or one that was withdrawn. Its number is free.
pub(super) fn was_never_asked(c: &Compensation) -> bool {
    let withdrawn = c.state == CompensationState::Refused && c.task.is_none();
    withdrawn || c.state == CompensationState::Draft
}

/// Takes the draft of a number out of the ledger; what is asked for comes in its place. One that was withdrawn goes too.
pub(super) fn taken(t: &mut Ticket, number: &str) -> Option<Compensation> {
    let all = &mut t.local.compensations;
    let drafted = all.iter().find(|c| is_draft(c, number)).cloned();
    all.retain(|c| c.number != number || !was_never_asked(c));
    drafted
}

/// Notes a compensation down, changes what was noted under its number, or withdraws it.
pub(super) fn note(ctx: &Ctx<'_>, draft: &mut Draft<'_>, actor: &Actor, mut t: Ticket, d: &Details) -> Rule<TicketId> {
    let number = said(&t, d).number.to_owned();
    let Some(amount) = d.amount.filter(|m| m.minor >= 0) else {
        return Err(Error::rejected("a compensation needs an amount").into());
    };
    nothing_beside(d)?;
    free(&t, &number)?;
    let drafted = taken(&mut t, &number);
    if drafted.is_none() && amount.minor == 0 {
        return Err(Error::rejected("there is no such draft to withdraw")
            .with("payout", &number)
            .into());
    }
    let state = match amount.minor {
        0 => CompensationState::Refused,
        _ => CompensationState::Draft,
    };
    let (at, by) = (draft.now, actor.agent);
    let noted = match drafted.filter(|_| state == CompensationState::Refused) {
        Some(known) => Compensation { state, ..known },
        None => Compensation {
            number,
            amount,
            state,
            at,
            by,
            drafted_by: None,
            task: None,
            goodwill: d.goodwill,
        },
    };
    t.local.compensations.push(noted);
    t.local.touched = true;
    let (id, command) = (t.id, COMMAND.to_owned());
    let amount = Some(amount);
    draft.event(Some(id), EventBody::CommandApplied { command, amount });
    moves::acted(ctx, draft, &mut t, actor)?;
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Command)?;
    Ok(id)
}

/// Refuses the number of what was asked for here already, and more entries than a ticket may have.
fn free(t: &Ticket, number: &str) -> Result<(), Error> {
    let all = &t.local.compensations;
    if all.iter().any(|c| c.number == number && !was_never_asked(c)) {
        return Err(Error::rejected("this payout number was asked for already")
            .with("payout", number)
            .with("ticket", t.number)
            .hint("give a draft a payout number of its own"));
    }
    if all.len() >= MAX_LOCAL_ENTRIES {
        return Err(Error::rejected("too many compensations on one ticket").with("limit", MAX_LOCAL_ENTRIES));
    }
    Ok(())
}

/// Words and the like do not lie in drafts.
fn nothing_beside(d: &Details) -> Result<(), Error> {
    let more = d.text.is_some() || !d.evidence.is_empty() || d.parcel.is_some() || !d.lines.is_empty();
    match more {
        true => Err(
            Error::rejected("words, pieces, evidence and parcels are not kept with a draft")
                .with("path", "details")
                .with("allowed", "amount, payout, goodwill")
                .hint("give them to the ticket itself, or when it is asked for"),
        ),
        false => Ok(()),
    }
}

/// Refuses the mark on anything but a compensation.
pub(super) fn only_of_goodwill(trigger: Trigger, d: &Details) -> Result<(), Error> {
    match d.draft && trigger != Trigger::Compensate {
        true => Err(Error::rejected("only a compensation can be a draft")
            .with("path", "details.draft")
            .with("trigger", trigger)),
        false => Ok(()),
    }
}
