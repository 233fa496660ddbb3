//! What an edit makes of what people keep on a ticket, and how that shows. Pure: the desk decides with it, a phone draws with it.
use std::collections::{BTreeMap, BTreeSet};

use crate::limits::MAX_EVIDENCE;
use crate::model::command::Act;
use crate::model::custom::CustomValue;
use crate::model::evidence::Evidence;
use crate::model::ids::TicketId;
use crate::model::issue::IssueType;
use crate::model::ticket::{Local, Ticket};

/// What an edit says.
pub(crate) struct Edit<'a> {
    pub ticket: TicketId,
    pub add_tags: &'a [String],
    pub remove_tags: &'a [String],
    pub custom: &'a BTreeMap<String, CustomValue>,
    pub issue: Option<IssueType>,
    pub band: Option<u8>,
    pub evidence: &'a [Evidence],
}

impl<'a> Edit<'a> {
    /// `None` for another command.
    pub fn of(act: &'a Act) -> Option<Self> {
        let Act::Edit {
            ticket,
            add_tags,
            remove_tags,
            custom,
            issue,
            band,
            evidence,
        } = act
        else {
            return None;
        };
        Some(Self {
            ticket: *ticket,
            add_tags,
            remove_tags,
            custom,
            issue: *issue,
            band: *band,
            evidence,
        })
    }

    /// Changes what people keep. A tag that is added and removed at once is gone.
    pub fn onto(&self, local: &mut Local) {
        local.tags.extend(self.add_tags.iter().cloned());
        local.tags.retain(|tag| !self.remove_tags.contains(tag));
        local
            .custom
            .extend(self.custom.iter().map(|(k, v)| (k.clone(), v.clone())));
        local.issue = self.issue.or(local.issue);
        if self.band.is_some() {
            // What a person says now is stronger than what an escalation did before.
            local.band = self.band;
            local.raised = None;
        }
        local.evidence.extend(self.evidence.iter().cloned());
    }

    /// What it is about, in words.
    pub fn about(&self) -> Vec<String> {
        let parts = [
            (!self.add_tags.is_empty() || !self.remove_tags.is_empty(), "tags"),
            (!self.custom.is_empty(), "custom"),
            (self.issue.is_some(), "issue"),
            (self.band.is_some(), "band"),
            (!self.evidence.is_empty(), "evidence"),
        ];
        let named = parts.into_iter().filter(|(on, _)| *on);
        named.map(|(_, word)| word.to_owned()).collect()
    }
}

/// The evidence a ticket shows: what platforms told, and what people added.
pub(crate) fn evidence<'a>(told: impl Iterator<Item = &'a Evidence>, local: &'a Local) -> Vec<Evidence> {
    let all: BTreeSet<&Evidence> = told.chain(&local.evidence).collect();
    all.into_iter().take(MAX_EVIDENCE).cloned().collect()
}

/// What a ticket shows once people changed what they keep on it, and nothing else happened.
pub(crate) fn show(t: &mut Ticket) {
    t.issue = t.local.issue.unwrap_or(t.issue);
    if let Some(own) = t.local.band {
        let own = t.local.raised.map_or(own, |raised| raised.min(own));
        t.band = own.saturating_sub(t.aged);
    }
    t.evidence = evidence(t.evidence.iter(), &t.local);
}
