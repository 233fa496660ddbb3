//! A new configuration and the tickets that stand open: they come in line with it in the background.
use crate::model::config::Config;
use crate::model::ids::Uid;
use crate::model::job::JobBody;
use crate::store::Sequence;

use super::super::draft::Draft;
use super::{Rule, jobs};

/// A configuration was published. What opens from now on is by it; a job brings in line what is open, where it says something
/// else about it: queues, bands, clocks with what they earned, automations that wait, moments of windows.
pub(super) fn published(old: &Config, new: &Config, draft: &mut Draft<'_>) -> Rule<()> {
    if about_tickets(old) == about_tickets(new) {
        return Ok(());
    }
    let opened = draft.get::<Sequence>(Uid::ZERO)?.is_some_and(|all| all.tickets > 0);
    if !opened {
        return Ok(());
    }
    let now = draft.now;
    jobs::at_the_latest(draft, JobBody::Reapply, now)
}

/// A configuration without what is not about open tickets, or reaches them another way: people, shops and how they are asked,
/// words, what is asked at the time of a decision. What is added later counts until somebody says that it does not.
fn about_tickets(config: &Config) -> Config {
    Config {
        version: 0,
        shops: Vec::new(),
        agents: Vec::new(),
        auto: Vec::new(),
        return_policies: Vec::new(),
        templates: Vec::new(),
        quiet_hours: None,
        identity: Default::default(),
        ..config.clone()
    }
}
