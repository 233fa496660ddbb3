//! What is legal now: for the desk, for the platform, and why not where it is not.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;
use crate::model::action::ActionVerb;
use crate::model::aftersale::AfterSale;
use crate::model::axes::Role;
use crate::model::config::Config;
use crate::model::labels::Lang;
use crate::model::money::Money;
use crate::model::source::Source;
use crate::model::ticket::Ticket;
use crate::model::trigger::Trigger;
use crate::platform::Support;

use super::super::Rules;
use super::super::fold::promises_money;
use super::verb;

/// One thing an actor might do with a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Allowed {
    /// What.
    pub trigger: Trigger,
    /// What a button says, in Chinese and English.
    pub label: (String, String),
    /// Whether it is possible now.
    pub possible: bool,
    /// Why not, when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What the platform is told by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<ActionVerb>,
    /// The most money it may move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Money>,
}

/// What a role may do with a ticket now. Triggers of other headlines are left out; those that the table allows and the
/// platform does not are named with the reason. `sources` are those of the ticket.
pub fn allowed(rules: &Rules, config: &Config, t: &Ticket, sources: &[Source], role: Role) -> Vec<Allowed> {
    let one = |row: &'static lifecycle::Row| {
        let trigger = row.trigger;
        let tells = verb::verb(trigger, &t.axes).filter(|_| t.principal.is_some());
        let because = tells.and_then(|v| refusal(rules, config, t, sources, v));
        let courtesy = tells.is_some_and(|v| verb::is_courtesy(v, &t.axes));
        let cap = promises_money(trigger)
            .then(|| t.money(t.amounts.requested))
            .filter(|m| m.minor > 0);
        Allowed {
            trigger,
            label: (trigger.label(Lang::Zh).to_owned(), trigger.label(Lang::En).to_owned()),
            possible: because.is_none() || courtesy,
            because: because.filter(|_| !courtesy),
            tells,
            at_most: cap,
        }
    };
    lifecycle::allowed(&t.axes, role).into_iter().map(one).collect()
}

fn refusal(rules: &Rules, config: &Config, t: &Ticket, sources: &[Source], verb: ActionVerb) -> Option<String> {
    let principal = sources.iter().find(|source| Some(source.id) == t.principal)?;
    let adapter = rules.adapter(&principal.platform)?;
    let app = rules.app_of(config, &principal.platform, &principal.shop)?;
    let support = |a: &AfterSale| adapter.action_support(app, a, verb);
    let source = verb::addressee(verb, principal, sources, |a| support(a) == Support::Confirmed);
    match support(source.after_sale()?) {
        Support::Confirmed => None,
        Support::Unconfirmed => Some("not confirmed on that platform; can be switched on".to_owned()),
        Support::Unsupported => Some("the platform offers no such action; use its own console".to_owned()),
    }
}
