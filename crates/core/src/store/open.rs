//! What of a row people may read with SQL: figures and states, no person. A store that seals rows keeps it beside them.
use serde::Serialize;

use crate::model::conversation::Message;
use crate::model::customer::{Account, Customer};
use crate::model::job::{Job, JobState};
use crate::model::order::Order;
use crate::model::product::Product;
use crate::model::show::Show;
use crate::model::task::Task;
use crate::model::ticket::Ticket;

use super::row::{Row, Table};

/// The values of a ticket, in order.
pub const TICKET: &[&str] = &[
    "number",
    "kind",
    "headline",
    "waiting_on",
    "is_open",
    "goods",
    "money",
    "replacement",
    "dispute",
    "decision",
    "issue",
    "reason_code",
    "platform",
    "shop",
    "order_id",
    "account",
    "show",
    "host",
    "band",
    "queue",
    "agent",
    "currency",
    "requested_minor",
    "approved_minor",
    "pending_minor",
    "refunded_minor",
    "compensation_minor",
    "lines",
    "sources",
    "episode",
    "opened_at",
    "changed_at",
    "ended_at",
    "platform_deadline",
    "merged_into",
    "tags",
    "due_at",
    "flags",
];
/// The values of an order; the last is the list of its lines.
pub const ORDER: &[&str] = &[
    "platform",
    "shop",
    "state",
    "account",
    "paid_minor",
    "paid_currency",
    "lines",
    "placed_at",
    "paid_at",
    "each",
];
/// The values of a line of an order.
pub const LINE: &[&str] = &[
    "sku",
    "title",
    "merchant_code",
    "quantity",
    "paid_minor",
    "paid_currency",
    "product",
    "show",
    "host",
    "attribution",
];
/// The values of a customer.
pub const CUSTOMER: &[&str] = &["accounts", "first_seen", "merged_into"];
/// The values of an account.
pub const ACCOUNT: &[&str] = &["platform", "scope", "customer", "first_seen"];
/// The values of a message.
pub const MESSAGE: &[&str] = &[
    "platform",
    "shop",
    "conversation",
    "source",
    "account",
    "channel",
    "sender",
    "issue",
    "delivery",
    "at",
];
/// The values of a job.
pub const JOB: &[&str] = &[
    "kind",
    "state",
    "run_at",
    "attempt",
    "platform",
    "shop",
    "ticket",
    "doubt",
    "again",
    "failure",
    "created_at",
];
/// The values of a product.
pub const PRODUCT: &[&str] = &[
    "title",
    "merchant_code",
    "barcode",
    "supplier",
    "category",
    "listings",
    "merged_into",
];
/// The values of a show.
pub const SHOW: &[&str] = &[
    "title",
    "host",
    "host_name",
    "rooms",
    "captions",
    "starts_at",
    "ends_at",
];
/// The values of a task.
pub const TASK: &[&str] = &[
    "ticket",
    "kind",
    "state",
    "team",
    "agent",
    "attempt",
    "blocks_close",
    "due_at",
    "opened_at",
    "ended_at",
    "band",
];

/// The names of the open values of a table's rows, in order; none for a table that shows nothing.
pub fn names(table: Table) -> &'static [&'static str] {
    match table {
        Table::Ticket => TICKET,
        Table::Order => ORDER,
        Table::Customer => CUSTOMER,
        Table::Account => ACCOUNT,
        Table::Message => MESSAGE,
        Table::Job => JOB,
        Table::Product => PRODUCT,
        Table::Show => SHOW,
        Table::Task => TASK,
        _ => &[],
    }
}

/// The open values of a row as a JSON list, in the order of [`names`]; `None` for a table that shows nothing.
///
/// ```
/// use aftersync_core::store::{Record, Sequence, open};
/// assert_eq!(open::values(&Sequence::default().wrap()), None);
/// ```
pub fn values(row: &Row) -> Option<String> {
    let list = match row {
        Row::Ticket(t) => ticket(t),
        Row::Order(o) => order(o),
        Row::Customer(c) => customer(c),
        Row::Account(a) => account(a),
        Row::Message(m) => message(m),
        Row::Job(j) => job(j),
        Row::Product(p) => product(p),
        Row::Show(s) => show(s),
        Row::Task(t) => task(t),
        _ => return None,
    };
    Some(list.done())
}

/// A JSON list under construction.
struct List(Vec<u8>);

impl List {
    fn new() -> Self {
        Self(Vec::with_capacity(256))
    }
    /// Adds a value, written as everywhere else.
    fn add(mut self, value: impl Serialize) -> Self {
        self.0.push(if self.0.is_empty() { b'[' } else { b',' });
        let before = self.0.len();
        if serde_json::to_writer(&mut self.0, &value).is_err() {
            self.0.truncate(before);
            self.0.extend(b"null");
        }
        self
    }
    /// Adds a flag as 0 or 1.
    fn flag(self, value: bool) -> Self {
        self.add(u8::from(value))
    }
    fn done(mut self) -> String {
        self.0.push(b']');
        String::from_utf8(self.0).unwrap_or_default()
    }
}

fn ticket(t: &Ticket) -> List {
    let list = List::new()
        .add(t.number)
        .add(t.axes.kind)
        .add(t.headline)
        .add(t.waiting_on);
    let list = list.flag(t.is_open());
    let list = list
        .add(t.axes.goods)
        .add(t.axes.money)
        .add(t.axes.replacement)
        .add(t.axes.dispute);
    let list = list
        .add(t.axes.decision)
        .add(t.issue)
        .add(&t.reason_code)
        .add(&t.platform)
        .add(&t.shop);
    let list = list.add(t.order).add(t.account).add(t.show).add(&t.host).add(t.band);
    let list = list.add(t.assignment.queue).add(t.assignment.agent).add(t.currency);
    let (a, local) = (&t.amounts, &t.local);
    let list = list
        .add(a.requested)
        .add(a.approved)
        .add(a.pending)
        .add(a.refunded)
        .add(a.compensation);
    let list = list.add(t.lines.len()).add(t.sources.len()).add(t.episode);
    let list = list
        .add(t.opened_at)
        .add(t.changed_at)
        .add(t.ended_at)
        .add(t.platform_deadline);
    let list = list.add(t.merged_into).add(&local.tags);
    list.add(t.next_due()).add(&t.flags)
}

fn order(o: &Order) -> List {
    let s = &o.snapshot;
    let list = List::new().add(&o.platform).add(&o.shop).add(s.state).add(o.account);
    let list = list
        .add(s.paid.minor)
        .add(s.paid.currency)
        .add(s.lines.len())
        .add(s.created_at)
        .add(s.paid_at);
    let each = s.lines.iter().enumerate().map(|(n, line)| {
        let facts = o.lines.get(n);
        let list = List::new()
            .add(&line.sku)
            .add(&line.title)
            .add(&line.merchant_code)
            .add(line.quantity);
        let list = list.add(line.paid.minor).add(line.paid.currency);
        let list = list.add(facts.and_then(|f| f.product)).add(facts.and_then(|f| f.show));
        let list = list
            .add(facts.and_then(|f| f.host.as_deref()))
            .add(facts.map(|f| f.attribution));
        list.done()
    });
    let each: Vec<String> = each.collect();
    let mut list = list;
    list.0.extend(format!(",[{}]", each.join(",")).into_bytes());
    list
}

fn customer(c: &Customer) -> List {
    List::new().add(c.accounts.len()).add(c.first_seen).add(c.merged_into)
}

fn account(a: &Account) -> List {
    List::new()
        .add(&a.platform)
        .add(&a.scope)
        .add(a.customer)
        .add(a.first_seen)
}

fn message(m: &Message) -> List {
    let list = List::new()
        .add(&m.platform)
        .add(&m.shop)
        .add(m.conversation)
        .add(m.source)
        .add(m.account);
    let s = &m.snapshot;
    list.add(s.channel).add(s.sender).add(s.issue).add(m.delivery).add(s.at)
}

fn job(j: &Job) -> List {
    let state = match j.state {
        JobState::Waiting => "waiting",
        JobState::Leased(_) => "leased",
        JobState::InDoubt => "in_doubt",
        JobState::Dead => "dead",
    };
    let (platform, shop) = j.body.shop().unzip();
    let list = List::new()
        .add(j.body.kind())
        .add(state)
        .add(j.run_at)
        .add(j.attempt)
        .add(platform)
        .add(shop);
    let list = list.add(j.body.ticket()).flag(j.doubt).flag(j.again);
    list.add(&j.failure).add(j.created_at)
}

fn product(p: &Product) -> List {
    let list = List::new()
        .add(&p.title)
        .add(&p.merchant_code)
        .add(&p.barcode)
        .add(&p.supplier)
        .add(&p.category);
    list.add(p.listings.len()).add(p.merged_into)
}

fn show(s: &Show) -> List {
    let list = List::new()
        .add(&s.title)
        .add(&s.host.id)
        .add(&s.host.name)
        .add(s.rooms.len())
        .add(s.captions.len());
    list.add(s.starts_at).add(s.ends_at)
}

fn task(t: &Task) -> List {
    let list = List::new()
        .add(t.ticket)
        .add(t.kind)
        .add(t.state)
        .add(&t.group)
        .add(t.agent)
        .add(t.attempt);
    let list = list.flag(t.blocks_close).add(t.due_at).add(t.opened_at);
    list.add(t.ended_at).add(t.band)
}
