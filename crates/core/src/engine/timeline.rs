//! All that happened around a ticket, in time order: events and messages, its own and of tickets merged into it.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::conversation::Message;
use crate::model::event::{Cursor, Recorded};
use crate::model::ids::{Tenant, TicketId, Uid};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::{Index, Reader, Scan, Table};

use super::query::{Page, listed, page_size, row, ticket};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The engine recorded it.
    Event(Box<Recorded>),
    /// It was written.
    Message(Box<Message>),
}

/// What a page goes on after: the time, then messages before events, then the place among its kind.
type Place = (Timestamp, u8, Uid);

impl Moment {
    /// When.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Event(event) => event.event.at,
            Self::Message(message) => message.snapshot.at,
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Message(message) => (self.at(), 0, message.id.0),
            Self::Event(event) => {
                let mut id = [0; 16];
                for (slot, byte) in id.iter_mut().skip(8).zip(event.cursor.0.to_be_bytes()) {
                    *slot = byte;
                }
                (self.at(), 1, Uid(id))
            }
        }
    }
}

/// A page of a ticket's timeline, oldest first.
pub(crate) fn page(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    id: TicketId,
    after: Option<String>,
    limit: usize,
) -> Result<Page<Moment>> {
    let after = after.as_deref().map(parse).transpose()?;
    let Some(main) = ticket(reader, tenant, id)? else {
        return Err(Error::not_found("ticket", id).during("query.timeline"));
    };
    let mut moments = Vec::new();
    let mut sources: BTreeSet<Uid> = BTreeSet::new();
    for member in family(reader, tenant, main.item)? {
        sources.extend(member.sources.iter().map(|s| s.0));
        events(reader, tenant, member.id, &mut moments)?;
    }
    for source in sources {
        let scan = Scan::all(Index::MessageSource, source, Table::Message, MAX_PAGE);
        let messages = listed::<Message>(reader, tenant, scan, MAX_EXAMINED)?;
        moments.extend(messages.into_iter().map(|(_, m)| Moment::Message(Box::new(m.item))));
    }
    moments.sort_by_key(Moment::place);
    moments.retain(|m| after.is_none_or(|after| m.place() > after));
    let limit = page_size(limit);
    let more = moments.len() > limit;
    moments.truncate(limit);
    Ok(Page {
        next: moments.last().filter(|_| more).map(|m| write(m.place())),
        items: moments,
    })
}

/// The ticket and all that were merged into it.
fn family(reader: &mut dyn Reader, tenant: &Tenant, main: Ticket) -> Result<Vec<Ticket>> {
    let mut seen = BTreeSet::from([main.id]);
    let mut family = vec![main];
    let mut next = 0;
    while let Some(ids) = family.get(next).map(|t| t.local.merged.clone()) {
        for id in ids {
            if seen.insert(id) && family.len() < MAX_PAGE {
                family.extend(row::<Ticket>(reader, tenant, id.0)?.map(|t| t.item));
            }
        }
        next += 1;
    }
    Ok(family)
}

fn events(reader: &mut dyn Reader, tenant: &Tenant, id: TicketId, out: &mut Vec<Moment>) -> Result<()> {
    let mut since = Cursor::default();
    loop {
        let page = reader.ticket_events(tenant, id, since, MAX_PAGE)?;
        let last = page.events.len() < MAX_PAGE || out.len() >= MAX_EXAMINED || page.next <= since;
        out.extend(page.events.into_iter().map(|event| Moment::Event(Box::new(event))));
        if last {
            return Ok(());
        }
        since = page.next;
    }
}

fn write((at, kind, id): Place) -> String {
    format!("{}.{kind}.{id}", at.0)
}

fn parse(text: &str) -> Result<Place> {
    let mut parts = text.split('.');
    let mut part = || parts.next();
    let place = (|| {
        let at = Timestamp(part()?.parse().ok()?);
        let kind = part()?.parse().ok()?;
        Some((at, kind, part()?.parse().ok()?))
    })();
    place.ok_or_else(|| Error::malformed("this is no place in a timeline").during("query.timeline"))
}
