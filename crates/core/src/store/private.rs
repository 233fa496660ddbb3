//! What of a row is a person's, and whose: stores keep that apart, so that a person can be forgotten.
//!
//! The list of [`personal`](crate::model::personal) says which places are guarded; here they are reached by type, since
//! rows are split on the way of every write. Places of the desk itself (agents, settings, captions of shows, work that is
//! under way) have no owner and stay with their row.
use crate::model::aftersale::{AccountRef, AfterSale};
use crate::model::bot::HandedOver;
use crate::model::conversation::MessageSnapshot;
use crate::model::custom::CustomValue;
use crate::model::evidence::Evidence;
use crate::model::ids::Uid;
use crate::model::order::Order;
use crate::model::shipment::ParcelRef;
use crate::model::source::{Source, SourceBody};
use crate::model::ticket::{LineOutcome, Ticket};

use super::erase::GONE;
use super::row::{Key, Row};

/// Under whose key the private places of a row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The row has none, or they are the desk's own.
    Desk,
    /// The places are secrets that let one act for the merchant: they go to the vault.
    Vault,
    /// Of the account, or where none is known of the order, conversation, ticket or source, that has this id.
    Of(Uid),
}

/// Whose the private places of a row are. A pure function of the row and its key.
pub fn owner(key: Key, row: &Row) -> Owner {
    match row {
        Row::Ticket(t) => Owner::Of(t.account.map_or_else(|| t.order.map_or(t.id.0, Uid::from), Uid::from)),
        Row::Source(s) => Owner::Of(s.account.map_or_else(|| s.order.map_or(s.id.0, Uid::from), Uid::from)),
        Row::Order(o) => Owner::Of(o.account.map_or(key.id, Uid::from)),
        Row::Parcel(p) => Owner::Of(
            p.order
                .map_or_else(|| p.named_by.first().map_or(key.id, |n| n.0.0), Uid::from),
        ),
        Row::Message(m) => Owner::Of(m.account.map_or(m.conversation.0, Uid::from)),
        Row::Conversation(c) => Owner::Of(c.account.map_or(key.id, Uid::from)),
        Row::Account(a) => Owner::Of(a.id.0),
        Row::Customer(c) => Owner::Of(c.id.0),
        Row::Task(t) => Owner::Of(t.ticket.0),
        // A payload has the id of the source it shows.
        Row::Raw(_) => Owner::Of(key.id),
        Row::ShopState(_) => Owner::Vault,
        _ => Owner::Desk,
    }
}

/// What a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words, or a value: nothing hangs on it.
    Words,
    /// A number or name by which the outside knows something: an order, a parcel, a buyer.
    Name,
    /// The name of an order's line. The rules compare them between rows, so it stays with the row.
    Line,
}

/// A place of a row, whatever its type.
pub trait Place {
    /// Whether what stood there was forgotten: a name that leads nowhere, and belongs to nobody.
    fn is_gone(&self) -> bool {
        false
    }
    /// Takes the value out as text and leaves an empty one.
    fn take(&mut self) -> String;
    /// Puts such a text back. `false` when it is none.
    fn give(&mut self, text: String) -> bool;
}

impl Place for String {
    fn is_gone(&self) -> bool {
        self.starts_with(GONE)
    }
    fn take(&mut self) -> String {
        std::mem::take(self)
    }
    fn give(&mut self, text: String) -> bool {
        *self = text;
        true
    }
}

impl Place for CustomValue {
    fn take(&mut self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        *self = Self::Text(String::new());
        text
    }
    fn give(&mut self, text: String) -> bool {
        crate::json::read_text(&text).map(|value| *self = value).is_ok()
    }
}

/// What is not a plain text begins with this, so that it is told from one.
const CODED: char = '\0';

/// A value in the form of a task. Forms held texts only once, which were kept as they are: a text still is, anything else is
/// marked.
struct Filled<'a>(&'a mut CustomValue);

impl Place for Filled<'_> {
    fn take(&mut self) -> String {
        match std::mem::replace(self.0, CustomValue::Text(String::new())) {
            CustomValue::Text(text) if !text.starts_with(CODED) => text,
            value => format!("{CODED}{}", serde_json::to_string(&value).unwrap_or_default()),
        }
    }
    fn give(&mut self, text: String) -> bool {
        let known = match text.strip_prefix(CODED) {
            Some(coded) => crate::json::read_text(coded),
            None => Ok(CustomValue::Text(text)),
        };
        known.map(|value| *self.0 = value).is_ok()
    }
}

impl Place for std::collections::BTreeSet<String> {
    fn take(&mut self) -> String {
        if self.is_empty() {
            return String::new();
        }
        serde_json::to_string(&std::mem::take(self)).unwrap_or_default()
    }
    fn give(&mut self, text: String) -> bool {
        text.is_empty() || crate::json::read_text(&text).map(|set| *self = set).is_ok()
    }
}

/// Looks at one place after the other, always in the same order.
pub type Visit<'a> = &'a mut dyn FnMut(Holds, &mut dyn Place);

/// Visits the private places of a row that has an owner.
pub fn places(row: &mut Row, visit: Visit<'_>) {
    match row {
        Row::Ticket(t) => ticket(t, visit),
        Row::Source(s) => source(s, visit),
        Row::Docket(d) => {
            let lines = d.members.iter_mut().flat_map(|m| &mut m.lines);
            lines.for_each(|line| visit(Holds::Line, line));
        }
        Row::Order(o) => order(o, visit),
        Row::Parcel(p) => {
            if let Some(s) = &mut p.snapshot {
                visit(Holds::Name, &mut s.number);
                maybe(&mut s.last_scan, Holds::Words, visit);
            }
        }
        Row::Message(m) => message(&mut m.snapshot, visit),
        Row::Conversation(c) => visit(Holds::Name, &mut c.external_id),
        Row::Account(a) => {
            visit(Holds::Name, &mut a.uid);
            maybe(&mut a.nickname, Holds::Words, visit);
        }
        Row::Customer(c) => {
            maybe(&mut c.name, Holds::Words, visit);
            c.custom.values_mut().for_each(|value| visit(Holds::Words, value));
            visit(Holds::Words, &mut c.tags);
        }
        Row::Task(t) => {
            maybe(&mut t.reason, Holds::Words, visit);
            t.form
                .values_mut()
                .for_each(|value| visit(Holds::Words, &mut Filled(value)));
            let asked = t.approves.iter_mut().flat_map(|asked| &mut asked.lines);
            let lines = t.lines.iter_mut().chain(asked);
            lines.for_each(|line| outcome(line, visit));
            evidence(&mut t.attachments, visit);
        }
        Row::Raw(r) => {
            visit(Holds::Name, &mut r.object.external_id);
            visit(Holds::Words, &mut r.payload.0);
        }
        Row::ShopState(s) => {
            if let Some(tokens) = &mut s.tokens {
                visit(Holds::Words, &mut tokens.access);
                maybe(&mut tokens.refresh, Holds::Words, visit);
            }
        }
        _ => {}
    }
}

fn maybe(place: &mut Option<String>, holds: Holds, visit: Visit<'_>) {
    if let Some(text) = place {
        visit(holds, text);
    }
}

fn evidence(all: &mut [Evidence], visit: Visit<'_>) {
    for e in all {
        maybe(&mut e.url, Holds::Words, visit);
        maybe(&mut e.note, Holds::Words, visit);
    }
}

fn parcel(p: &mut ParcelRef, visit: Visit<'_>) {
    visit(Holds::Name, &mut p.number);
}

fn account(a: &mut Option<AccountRef>, visit: Visit<'_>) {
    if let Some(a) = a {
        visit(Holds::Name, &mut a.uid);
        maybe(&mut a.nickname, Holds::Words, visit);
    }
}

fn ticket(t: &mut Ticket, visit: Visit<'_>) {
    maybe(&mut t.reason_text, Holds::Words, visit);
    t.parcels.iter_mut().for_each(|p| parcel(&mut p.parcel, visit));
    evidence(&mut t.evidence, visit);
    t.local.custom.values_mut().for_each(|value| visit(Holds::Words, value));
    t.local
        .compensations
        .iter_mut()
        .for_each(|c| visit(Holds::Words, &mut c.number));
    evidence(&mut t.local.evidence, visit);
    t.local.parcels.iter_mut().for_each(|(_, p)| parcel(p, visit));
    // Of few words could be guessed which have such a mark.
    t.local.said.iter_mut().for_each(|mark| visit(Holds::Words, mark));
    if let Some(talk) = &mut t.local.bot {
        talk.said.iter_mut().for_each(|mark| visit(Holds::Words, mark));
        talk.over.iter_mut().for_each(|over| handed_over(&mut over.left, visit));
    }
    t.lines.iter_mut().for_each(|line| visit(Holds::Line, &mut line.line));
    let outcomes = t.local.entries.iter_mut().flat_map(|e| &mut e.lines);
    outcomes.for_each(|line| outcome(line, visit));
}

fn outcome(line: &mut LineOutcome, visit: Visit<'_>) {
    visit(Holds::Line, &mut line.line);
    evidence(&mut line.photos, visit);
}

fn handed_over(left: &mut HandedOver, visit: Visit<'_>) {
    maybe(&mut left.summary, Holds::Words, visit);
    left.fields.values_mut().for_each(|value| visit(Holds::Words, value));
    left.tried.iter_mut().for_each(|answer| visit(Holds::Words, answer));
    maybe(&mut left.transcript, Holds::Words, visit);
}

fn source(s: &mut Source, visit: Visit<'_>) {
    let named = s.return_parcel.iter_mut().chain(&mut s.replacement_parcel);
    named.for_each(|(_, p)| parcel(p, visit));
    match &mut s.body {
        SourceBody::AfterSale(a) => after_sale(a, visit),
        SourceBody::Segment(s) => {
            s.named.iter_mut().for_each(|number| visit(Holds::Name, number));
            maybe(&mut s.line, Holds::Line, visit);
        }
    }
}

fn after_sale(a: &mut AfterSale, visit: Visit<'_>) {
    visit(Holds::Name, &mut a.external_id);
    let others = a.instead_of.iter_mut().chain(&mut a.beside);
    others.for_each(|other| visit(Holds::Name, &mut other.external_id));
    maybe(&mut a.order, Holds::Name, visit);
    account(&mut a.account, visit);
    maybe(&mut a.reason_text, Holds::Words, visit);
    let parcels = a.return_parcel.iter_mut().chain(&mut a.replacement_parcel);
    parcels.for_each(|p| parcel(p, visit));
    evidence(&mut a.evidence, visit);
    if let Some(d) = &mut a.dispute {
        maybe(&mut d.id, Holds::Name, visit);
    }
    a.extra.values_mut().for_each(|value| visit(Holds::Words, value));
    a.lines.iter_mut().for_each(|line| visit(Holds::Line, &mut line.line));
}

fn order(o: &mut Order, visit: Visit<'_>) {
    let s = &mut o.snapshot;
    visit(Holds::Name, &mut s.external_id);
    account(&mut s.account, visit);
    if let Some(r) = &mut s.receiver {
        for place in [&mut r.name, &mut r.phone, &mut r.region, &mut r.address] {
            maybe(place, Holds::Words, visit);
        }
    }
    s.parcels.iter_mut().for_each(|p| parcel(p, visit));
    for line in &mut s.lines {
        line.custom.values_mut().for_each(|value| visit(Holds::Words, value));
        visit(Holds::Line, &mut line.external_id);
    }
    for line in &mut o.custom {
        visit(Holds::Line, &mut line.line);
        let told = line.fields.values_mut();
        told.for_each(|told| visit(Holds::Words, &mut told.value));
    }
}

fn message(m: &mut MessageSnapshot, visit: Visit<'_>) {
    visit(Holds::Name, &mut m.conversation);
    account(&mut m.account, visit);
    m.keys.iter_mut().for_each(|key| visit(Holds::Words, &mut key.value));
    visit(Holds::Words, &mut m.text);
    evidence(&mut m.evidence, visit);
    for place in [&mut m.about.order, &mut m.about.after_sale] {
        maybe(place, Holds::Name, visit);
    }
    maybe(&mut m.about.line, Holds::Line, visit);
}

/// Takes what is private out of a row, for [`put_back`]. Lines stay, and names that were forgotten.
pub fn take_out(row: &mut Row) -> Vec<String> {
    let mut out = Vec::new();
    places(row, &mut |holds, place| {
        if holds != Holds::Line && !place.is_gone() {
            out.push(place.take());
        }
    });
    out
}

/// Puts back what [`take_out`] took. `false` when these values are not of this row.
pub fn put_back(row: &mut Row, values: Vec<String>) -> bool {
    let (mut values, mut fits) = (values.into_iter(), true);
    places(row, &mut |holds, place| {
        if holds != Holds::Line && !place.is_gone() {
            fits &= values.next().is_some_and(|value| place.give(value));
        }
    });
    fits && values.next().is_none()
}
