//! Who is who, by what people say.
use crate::engine::identity::Ask;
use crate::error::Error;
use crate::model::command::Act;
use crate::model::ids::DecisionId;

use super::super::super::draft::Draft;
use super::super::identity::{self, Verdict};
use super::{Ctx, Rule};

/// Applies a command about who is who. The outer `None`: it is about something else; the inner one: nothing to take back.
pub(super) fn run(ctx: &Ctx<'_>, draft: &mut Draft<'_>, act: &Act) -> Rule<Option<Option<DecisionId>>> {
    let verdict = match act {
        Act::MergeCustomers { one, other } => Verdict::Same(*one, *other),
        Act::SplitCustomer { customer, accounts } => {
            if accounts.is_empty() {
                return Err(Error::rejected("no account is named")
                    .with("field", "accounts")
                    .hint("name the accounts that are somebody else's")
                    .into());
            }
            Verdict::Apart(*customer, accounts)
        }
        Act::UndoDecision { decision } => Verdict::Undo(*decision),
        Act::BlockValue { value, blocked } => {
            identity::ask(ctx, draft, &Ask::Block(value.clone(), *blocked))?;
            return Ok(Some(None));
        }
        _ => return Ok(None),
    };
    identity::verdict(ctx, draft, &verdict).map(|decision| Some(Some(decision)))
}
