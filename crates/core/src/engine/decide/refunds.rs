//! What each account was paid back: kept on its row, so that rules can ask how often without looking through tickets.
use crate::limits::{MAX_ACCOUNTS_COUNTED, MAX_REFUNDS};
use crate::model::axes::MoneyState;
use crate::model::customer::{Account, Customer};
use crate::model::ids::{AccountId, TicketId};
use crate::model::ticket::Ticket;
use crate::model::time::{DAY, Timestamp};
use crate::store::Record;

use super::super::draft::Draft;
use super::Rule;

/// So long before a ticket was opened refunds of its customer are counted.
const LATELY_MS: i64 = 90 * DAY;

/// Brings the accounts of a ticket in step with what it was and is now.
pub(super) fn follow(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) -> Rule<()> {
    let (was, is) = (before.and_then(paid_back), paid_back(after));
    if was == is {
        return Ok(());
    }
    if let Some((account, _)) = was {
        change(draft, account, after.id, None)?;
    }
    match is {
        Some((account, at)) => change(draft, account, after.id, Some(at)),
        None => Ok(()),
    }
}

/// A ticket became part of another: what was paid back on it counts there.
pub(super) fn withdraw(draft: &mut Draft<'_>, gone: &Ticket) -> Rule<()> {
    match paid_back(gone) {
        Some((account, _)) => change(draft, account, gone.id, None),
        None => Ok(()),
    }
}

/// How often a customer was paid back from 90 days before a ticket was opened until some moment, on other tickets.
pub(super) fn lately(draft: &Draft<'_>, customer: &Customer, ticket: &Ticket, until: Timestamp) -> Rule<u32> {
    let since = ticket.opened_at.plus(-LATELY_MS);
    let accounts = || customer.accounts.iter().take(MAX_ACCOUNTS_COUNTED);
    draft.want(accounts().map(|account| Account::key(account.0)))?;
    let mut count = 0;
    for id in accounts() {
        let Some(account) = draft.get::<Account>(*id)? else {
            continue;
        };
        let others = account.refunds.iter().filter(|(paid, _)| *paid != ticket.id);
        count += others.filter(|(_, at)| *at > since && *at <= until).count();
    }
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// To whom and when money of a ticket went back first.
fn paid_back(t: &Ticket) -> Option<(AccountId, Timestamp)> {
    let account = t.account.filter(|_| t.merged_into.is_none())?;
    let first = t.refund_legs.iter().filter_map(|leg| leg.paid_at).min();
    let paid = t.axes.money == MoneyState::Paid;
    first.or(paid.then_some(t.changed_at)).map(|at| (account, at))
}

fn change(draft: &mut Draft<'_>, account: AccountId, ticket: TicketId, at: Option<Timestamp>) -> Rule<()> {
    // An account that was forgotten remembers nothing.
    let Some(mut row) = draft.get::<Account>(account)?.cloned() else {
        return Ok(());
    };
    let known = row.refunds.clone();
    row.refunds.retain(|(paid, _)| *paid != ticket);
    row.refunds.extend(at.map(|at| (ticket, at)));
    if row.refunds.len() > MAX_REFUNDS
        && let Some(oldest) = row.refunds.iter().min_by_key(|(paid, at)| (*at, *paid)).copied()
    {
        row.refunds.remove(&oldest);
    }
    if row.refunds != known {
        draft.put(account, row);
    }
    Ok(())
}
