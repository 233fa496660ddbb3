//! Forgetting: what of rows and events goes, and what stands in its place.
use std::collections::BTreeSet;

use crate::model::event::{AnyEvent, EventBody};
use crate::model::ids::Uid;
use crate::model::job::JobBody;
use crate::model::source::SourceBody;

use super::blob::BlobHash;
use super::private::{Holds, places};
use super::row::Row;

/// Whom and what a batch makes a store forget, in the same commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forget {
    /// Ids of owners: accounts, customers, and the orders, tickets, sources and conversations that are theirs. What was
    /// kept under them is unreadable afterwards, wherever a copy of it is.
    pub owners: BTreeSet<Uid>,
    /// Files of theirs.
    pub blobs: BTreeSet<BlobHash>,
}

impl Forget {
    /// Nobody and nothing.
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty() && self.blobs.is_empty()
    }
    /// All of both.
    pub fn join(&mut self, other: Self) {
        self.owners.extend(other.owners);
        self.blobs.extend(other.blobs);
    }
}

/// What a name that was forgotten begins with.
pub const GONE: &str = "forgotten-";

/// Empties the private places of a row. Names become other names, equal where they were equal, that lead nowhere back
/// once `salt` is gone; names that were forgotten before stay as they are.
pub fn erase(row: &mut Row, salt: &str) {
    places(row, &mut |holds, place| {
        let old = place.take();
        if holds != Holds::Words {
            place.give(gone(salt, &old));
        }
    });
    match row {
        Row::Ticket(t) => {
            t.local.custom.clear();
            t.evidence
                .iter_mut()
                .chain(&mut t.local.evidence)
                .for_each(|e| e.blob = None);
        }
        Row::Source(s) => {
            s.raw = None;
            if let SourceBody::AfterSale(a) = &mut s.body {
                a.evidence.iter_mut().for_each(|e| e.blob = None);
            }
        }
        Row::Message(m) => m.snapshot.evidence.iter_mut().for_each(|e| e.blob = None),
        Row::Order(o) => {
            o.custom.clear();
            o.snapshot.lines.iter_mut().for_each(|line| line.custom.clear());
        }
        Row::Customer(c) => {
            c.custom.clear();
            c.name = None;
        }
        Row::Account(a) => a.nickname = None,
        Row::Task(t) => {
            t.form.clear();
            t.attachments.iter_mut().for_each(|e| e.blob = None);
        }
        Row::Job(j) => job(&mut j.body, salt),
        _ => {}
    }
}

/// A job is the desk's own and has no private places; what it still says of somebody goes all the same.
fn job(body: &mut JobBody, salt: &str) {
    let JobBody::Action { action, .. } = body else { return };
    action.text = None;
    action.parcel = None;
    action.evidence.clear();
    let names = action.order.iter_mut().chain(&mut action.dispute);
    names
        .chain([&mut action.object.external_id])
        .for_each(|name| *name = gone(salt, name));
}

/// What stands in the place of a name.
fn gone(salt: &str, old: &str) -> String {
    if old.is_empty() || old.starts_with(GONE) {
        return old.to_owned();
    }
    let short: String = Uid::digest(&[salt, old]).to_hex().chars().take(16).collect();
    format!("{GONE}{short}")
}

/// The thing an event is about: whose it is decides under whose key its private words are.
pub fn subject(ticket: Option<Uid>, body: &AnyEvent) -> Option<Uid> {
    match body {
        AnyEvent::Known(EventBody::OrderUpdated { order, .. }) => Some(order.0),
        _ => ticket,
    }
}

/// Takes the private words out of an event, for [`give_words`]; `None` when it has none.
pub fn take_words(body: &mut AnyEvent) -> Option<String> {
    match body {
        AnyEvent::Known(EventBody::NoteAdded { text }) => Some(std::mem::take(text)),
        AnyEvent::Known(EventBody::SourceJoined { external_id, .. } | EventBody::OrderUpdated { external_id, .. }) => {
            Some(std::mem::take(external_id))
        }
        AnyEvent::Known(_) => None,
        AnyEvent::Unknown(value) => {
            // Of a kind that is not known anything may be private; only the kind stays.
            let kind = value.get("kind").cloned().unwrap_or_default();
            let words = std::mem::replace(value, serde_json::json!({ "kind": kind }));
            Some(words.to_string())
        }
    }
}

/// Puts back what [`take_words`] took. `false` when it is not of this event.
pub fn give_words(body: &mut AnyEvent, words: String) -> bool {
    match body {
        AnyEvent::Known(EventBody::NoteAdded { text }) => *text = words,
        AnyEvent::Known(EventBody::SourceJoined { external_id, .. } | EventBody::OrderUpdated { external_id, .. }) => {
            *external_id = words;
        }
        AnyEvent::Known(_) => return false,
        AnyEvent::Unknown(value) => match crate::json::read_text(&words) {
            Ok(whole) => *value = whole,
            Err(_) => return false,
        },
    }
    true
}
