//! Lists of tickets as rows: of what stands readable beside the sealed rows, so that nothing is unsealed for them.
use crate::error::Result;
use crate::model::ids::{Tenant, TicketId, Uid};
use crate::model::ticket::Ticket;
use crate::model::ticket_row::TicketRow;
use crate::store::open_ticket::{self, OpenTicket};
use crate::store::{Entry, Reader};

use super::query::{self, Fetch, Page, Shown, TicketQuery, merged, page_size};

/// One page of rows.
pub(crate) fn page(reader: &mut dyn Reader, tenant: &Tenant, query: &TicketQuery) -> Result<Page<TicketRow>> {
    if query.looks_inside() {
        return of_tickets(query::tickets(reader, tenant, query)?);
    }
    let (scan, groups) = query.list(reader, tenant)?;
    let fetch: Fetch<String> = |reader, tenant, scan| reader.list_open(tenant, scan);
    merged(
        reader,
        tenant,
        (scan, &groups),
        page_size(query.limit),
        fetch,
        |reader, entry| {
            let Some((shown, version)) = shown(reader, tenant, &entry)? else {
                return Ok(None);
            };
            Ok(query
                .admits_shown(&of(&shown))
                .then(|| shown.row(TicketId(entry.mark.id), version)))
        },
    )
}

fn of_tickets(page: Page<query::Versioned<Ticket>>) -> Result<Page<TicketRow>> {
    let rows = page.items.iter().map(|row| open_ticket::row(&row.item, row.version));
    Ok(Page {
        items: rows.collect::<Result<_>>()?,
        next: page.next,
    })
}

/// What is shown of an entry. Where another release wrote it, the row itself is read.
fn shown(reader: &mut dyn Reader, tenant: &Tenant, entry: &Entry<String>) -> Result<Option<(OpenTicket, i64)>> {
    if let Some(shown) = OpenTicket::read(&entry.row) {
        return Ok(Some((shown, entry.version)));
    }
    older(reader, tenant, entry.mark.id)
}

fn older(reader: &mut dyn Reader, tenant: &Tenant, id: Uid) -> Result<Option<(OpenTicket, i64)>> {
    let Some(row) = query::row::<Ticket>(reader, tenant, id)? else {
        return Ok(None);
    };
    Ok(Some((OpenTicket::of(&row.item)?, row.version)))
}

fn of(shown: &OpenTicket) -> Shown<'_> {
    Shown {
        kind: shown.kind,
        headline: shown.headline,
        is_open: shown.is_open(),
        is_merged: shown.merged_into.is_some(),
        issue: shown.issue,
        platform: &shown.platform,
        shop: &shown.shop,
        account: shown.account,
        show: shown.show,
        host: shown.host.as_deref(),
        queue: shown.queue,
        agent: shown.agent,
        opened_at: shown.opened_at,
        tags: &shown.tags,
    }
}
