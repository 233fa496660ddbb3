//! What is told to a platform by itself: it moves no ticket here, and if the platform refuses it nothing is taken back.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::action::ActionVerb;
use crate::model::aftersale::AfterSale;
use crate::model::command::Details;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::TicketId;
use crate::model::job::{Job, JobBody};
use crate::model::labels::Lang;
use crate::model::source::Source;
use crate::platform::Support;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, Rules, jobs};
use super::moves;

/// One thing a platform can be told by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Aside {
    /// What.
    pub verb: ActionVerb,
    /// What a button says, in Chinese and English.
    pub label: (String, String),
    /// Why not, when it is not possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// What the platform of a ticket can be told by itself; nothing where no platform speaks for it.
pub fn asides(rules: &Rules, config: &Config, principal: Option<&Source>) -> Vec<Aside> {
    let Some(source) = principal else { return Vec::new() };
    let told = source.after_sale().is_some() && rules.adapter(&source.platform).is_some();
    let one = |verb: ActionVerb| Aside {
        verb,
        label: (verb.label(Lang::Zh).to_owned(), verb.label(Lang::En).to_owned()),
        because: refusal(rules, config, principal, verb),
    };
    ActionVerb::ASIDES.into_iter().filter(|_| told).map(one).collect()
}

/// Why a platform cannot be told that, when it cannot.
fn refusal(rules: &Rules, config: &Config, principal: Option<&Source>, verb: ActionVerb) -> Option<String> {
    let source = principal?;
    let a: &AfterSale = source.after_sale()?;
    let adapter = rules.adapter(&source.platform)?;
    let app = rules.app_of(config, &source.platform, &source.shop)?;
    match adapter.action_support(app, a, verb) {
        Support::Confirmed => None,
        Support::Unconfirmed => Some("not confirmed on that platform; can be switched on".to_owned()),
        Support::Unsupported => Some("the platform offers no such action; use its own console".to_owned()),
    }
}

/// Puts down the call for the platform.
pub(super) fn run(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    ticket: TicketId,
    verb: ActionVerb,
    details: &Details,
) -> Rule<TicketId> {
    if !ActionVerb::ASIDES.contains(&verb) {
        return Err(Error::rejected("this is told by the move it belongs to")
            .with("action", verb)
            .hint("give the command that moves the ticket")
            .into());
    }
    let t = super::ticket(draft, ticket)?;
    let Some(action) = moves::call(ctx, draft, &t, verb, details)? else {
        return Err(Error::unsupported(
            "no platform is to be told about this ticket",
            "leave a note on the ticket instead",
        )
        .with("action", verb)
        .into());
    };
    let body = JobBody::Action {
        ticket: t.id,
        episode: t.episode,
        action: Box::new(action),
        entry: draft.now,
    };
    if draft.get::<Job>(body.id())?.is_some() {
        return Err(Error::rejected("the same is being told already")
            .with("action", verb)
            .into());
    }
    let now = draft.now;
    jobs::at_the_latest(draft, body, now)?;
    draft.event(
        Some(t.id),
        EventBody::CommandApplied {
            command: verb.as_str().to_owned(),
            amount: None,
        },
    );
    Ok(t.id)
}
