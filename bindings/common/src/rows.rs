//! Typed rows of whole tables, page after page: for bindings that make columns of them.
//!
//! A table is all that a query finds, and not one page of it. Nothing in it names a person: buyers are pseudonyms, and the
//! words of notes and the numbers of orders and after-sales are left out.
use std::fmt;
use std::sync::Arc;

use aftersync::model::ids::CustomerKey;
use aftersync::model::order::Order;
use aftersync::{
    AccountId, AnyEvent, CounterId, CounterQuery, Cursor, Error, OrderId, OrderQuery, Page, PlacedOrder, Recorded,
    Result, SoldLine, SoldLineQuery, TenantDesk, Ticket, TicketQuery, Versioned,
};
use aftersync_core::json::tree;
use aftersync_core::limits::MAX_PAGE;
use aftersync_core::model::personal;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::call::fenced;
use crate::method::read;
use crate::session::Session;

/// The names of all tables: of the methods that list what is in them.
pub const TABLES: [&str; 5] = ["tickets", "orders", "sold_lines", "events", "counters"];

/// A table, to be read from its beginning to its end.
#[derive(Debug)]
pub enum Table {
    /// Tickets.
    Tickets(Pages<TicketRow>),
    /// Orders.
    Orders(Pages<OrderRow>),
    /// Sold lines with their returns.
    SoldLines(Pages<SoldLine>),
    /// Events.
    Events(Pages<EventRow>),
    /// Counters.
    Counters(Pages<(CounterId, i64)>),
}

/// A ticket and its customer.
#[derive(Clone, Debug)]
pub struct TicketRow {
    /// The commit that wrote it.
    pub version: i64,
    /// The ticket.
    pub ticket: Ticket,
    /// The pseudonym of its customer.
    pub customer: Option<CustomerKey>,
}

/// An order and its customer.
#[derive(Clone, Debug)]
pub struct OrderRow {
    /// Its id.
    pub id: OrderId,
    /// The commit that wrote it.
    pub version: i64,
    /// The order.
    pub order: Order,
    /// The pseudonym of its customer.
    pub customer: Option<CustomerKey>,
}

/// An event without what is personal.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// The event; of its body only the next two fields may be shown.
    pub recorded: Recorded,
    /// What happened, as one word.
    pub kind: String,
    /// All of it as JSON, without words of notes and numbers of orders and after-sales; `None` for a kind that this version
    /// does not know.
    pub body: Option<String>,
}

/// Rows, a page at a time. Reads of the store lie between them, so it may be left at any page.
pub struct Pages<R>(Box<dyn FnMut() -> Result<Option<Vec<R>>> + Send>);

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl<R> Pages<R> {
    /// The next rows; `None` at the end. A panic becomes an error.
    ///
    /// # Errors
    /// Those of the query; `Unavailable` when the desk was closed meanwhile.
    pub fn page(&mut self) -> Result<Option<Vec<R>>> {
        fenced(|| (self.0)())
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Listed<Q: Default> {
    #[serde(default)]
    query: Q,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Counted {
    query: CounterQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Since {
    since: Cursor,
    #[serde(default)]
    #[expect(dead_code, reason = "of a page; a table has all of them")]
    limit: usize,
}

/// The table of a method, with the method's own arguments. `limit` is left out of account.
///
/// # Errors
/// `Malformed` for arguments that do not fit, `Unsupported` for a method that has no table.
pub fn table(session: Arc<Session>, name: &str, args: &[u8]) -> Result<Table> {
    Ok(match name {
        "tickets" => Table::Tickets(tickets(session, read::<Listed<TicketQuery>>(name, args)?.query)),
        "orders" => Table::Orders(orders(session, read::<Listed<OrderQuery>>(name, args)?.query)),
        "sold_lines" => Table::SoldLines(sold_lines(session, read::<Listed<SoldLineQuery>>(name, args)?.query)),
        "events" => Table::Events(events(session, read::<Since>(name, args)?.since)),
        "counters" => Table::Counters(counters(session, read::<Counted>(name, args)?.query)),
        _ => {
            return Err(Error::unsupported("this is no table", "ask for one of those there are")
                .during("rows.table")
                .with("allowed", TABLES.join(", ")));
        }
    })
}

/// Pages of a list until there is no next one.
fn listed<Q, T, R>(
    session: Arc<Session>,
    mut query: Q,
    after: fn(&mut Q, Option<String>),
    ask: impl Fn(&TenantDesk, &Q) -> Result<Page<T>> + Send + 'static,
    rows: impl Fn(&TenantDesk, Vec<T>) -> Result<Vec<R>> + Send + 'static,
) -> Pages<R>
where
    Q: Send + 'static,
{
    let mut over = false;
    Pages(Box::new(move || {
        if over {
            return Ok(None);
        }
        let desk = session.desk()?;
        let page = ask(&desk, &query)?;
        over = page.next.is_none();
        after(&mut query, page.next);
        rows(&desk, page.items).map(Some)
    }))
}

fn tickets(session: Arc<Session>, mut query: TicketQuery) -> Pages<TicketRow> {
    query.limit = MAX_PAGE;
    let ask = |desk: &TenantDesk, query: &TicketQuery| desk.tickets(query.clone()).wait();
    listed(
        session,
        query,
        |query, after| query.after = after,
        ask,
        |desk, items| {
            let keys = desk
                .customer_keys(known(&items, |row: &Versioned<Ticket>| row.item.account))
                .wait()?;
            let rows = items.into_iter().zip(spread(keys));
            Ok(rows
                .map(|(row, customer)| TicketRow {
                    version: row.version,
                    ticket: row.item,
                    customer,
                })
                .collect())
        },
    )
}

fn orders(session: Arc<Session>, mut query: OrderQuery) -> Pages<OrderRow> {
    query.limit = MAX_PAGE;
    let ask = |desk: &TenantDesk, query: &OrderQuery| desk.orders(query.clone()).wait();
    listed(
        session,
        query,
        |query, after| query.after = after,
        ask,
        |desk, items| {
            let account = |row: &Versioned<PlacedOrder>| row.item.order.account;
            let keys = desk.customer_keys(known(&items, account)).wait()?;
            let rows = items.into_iter().zip(spread(keys));
            Ok(rows
                .map(|(row, customer)| OrderRow {
                    id: row.item.id,
                    version: row.version,
                    order: row.item.order,
                    customer,
                })
                .collect())
        },
    )
}

/// The accounts of rows; of one that has none, an account that nobody has.
fn known<T>(items: &[T], account: impl Fn(&T) -> Option<AccountId>) -> Vec<AccountId> {
    items.iter().map(|item| account(item).unwrap_or_default()).collect()
}

fn spread(keys: Vec<Option<CustomerKey>>) -> impl Iterator<Item = Option<CustomerKey>> {
    keys.into_iter().chain(std::iter::repeat(None))
}

fn sold_lines(session: Arc<Session>, mut query: SoldLineQuery) -> Pages<SoldLine> {
    query.limit = MAX_PAGE;
    let ask = |desk: &TenantDesk, query: &SoldLineQuery| desk.sold_lines(query.clone()).wait();
    listed(
        session,
        query,
        |query, after| query.after = after,
        ask,
        |_, items| Ok(items),
    )
}

fn events(session: Arc<Session>, mut since: Cursor) -> Pages<EventRow> {
    Pages(Box::new(move || {
        let page = session.desk()?.events(since, MAX_PAGE).wait()?;
        since = page.next;
        let rows: Vec<EventRow> = page.events.into_iter().map(shown).collect();
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }))
}

fn counters(session: Arc<Session>, query: CounterQuery) -> Pages<(CounterId, i64)> {
    let mut query = Some(query);
    Pages(Box::new(move || match query.take() {
        Some(query) => session.desk()?.counters(query).wait().map(Some),
        None => Ok(None),
    }))
}

fn shown(recorded: Recorded) -> EventRow {
    let (kind, body) = match &recorded.event.body {
        AnyEvent::Known(body) => match tree(body) {
            Ok(Value::Object(fields)) => (word(&fields), Some(open(fields).to_string())),
            _ => (String::new(), None),
        },
        AnyEvent::Unknown(Value::Object(fields)) => (word(fields), None),
        AnyEvent::Unknown(_) => (String::new(), None),
    };
    EventRow { recorded, kind, body }
}

fn word(fields: &Map<String, Value>) -> String {
    fields
        .get("kind")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// Without what `model/personal.rs` lists, and without the word that stands beside it.
fn open(fields: Map<String, Value>) -> Value {
    let kept = |name: &String| name != "kind" && personal::holds("event", &format!("body.{name}")).is_none();
    Value::Object(fields.into_iter().filter(|(name, _)| kept(name)).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::testing::TestOptions;

    #[test]
    fn what_is_no_table_is_told() {
        let session = Arc::new(Session::for_tests(&TestOptions::default()).unwrap());
        let error = table(session.clone(), "people", b"{}").unwrap_err();
        assert!(error.context_of("allowed").unwrap().contains("sold_lines"));
        let error = table(session.clone(), "tickets", br#"{"query":{"limit":"x"}}"#).unwrap_err();
        assert_eq!(error.context_of("field"), Some("query.limit"));
        let Table::Events(mut pages) = table(session.clone(), "events", br#"{"since":0}"#).unwrap() else {
            unreachable!("events are events")
        };
        assert!(pages.page().unwrap().is_none());
        session.close().unwrap();
        assert!(pages.page().is_err());
    }

    #[test]
    fn words_of_people_are_left_out_of_events() {
        let body = serde_json::json!({"kind": "note_added", "text": "call 138", "external_id": "69", "count": 1});
        let Value::Object(fields) = body else {
            unreachable!("an object")
        };
        assert_eq!(open(fields), serde_json::json!({"count": 1}));
    }
}
