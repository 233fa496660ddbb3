//! What stands around a ticket, for rules that look there. Read only where the merchant declared fields there, so that
//! nobody else pays for it; and asked for with all else that is needed, so that a rule never acts on half a view.
use std::sync::Arc;

use crate::model::command::Actor;
use crate::model::custom::{CustomIs, CustomOn};
use crate::model::customer::{Account, Customer};
use crate::model::ids::ProductId;
use crate::model::order::Order;
use crate::model::product::Product;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Subject};
use crate::store::{Record, Row};

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::{Asked, Ctx, Rule, answered, products, refunds};

/// Most steps from a merged customer to the one it became.
const MAX_REDIRECTS: usize = 64;

/// The rows around a ticket.
#[derive(Default)]
pub(super) struct Around {
    order: Option<Arc<Row>>,
    customer: Option<Arc<Row>>,
    products: Vec<Arc<Row>>,
    refunds_90d: u32,
}

impl Around {
    /// Reads what declared fields and rules ask for.
    pub(super) fn of(ctx: &Ctx<'_>, draft: &Draft<'_>, ticket: &Ticket) -> Rule<Self> {
        Self::asked(ctx.routing().around(), draft, ticket)
    }

    /// Reads what is asked for.
    pub(super) fn asked(asked: routing::Around, draft: &Draft<'_>, ticket: &Ticket) -> Rule<Self> {
        Self::as_of(asked, draft, ticket, Timestamp(i64::MAX))
    }

    /// Reads what is asked for, without the refunds that came after some moment.
    pub(super) fn as_of(asked: routing::Around, draft: &Draft<'_>, ticket: &Ticket, until: Timestamp) -> Rule<Self> {
        let mut around = Self::default();
        if asked.order || asked.products {
            around.order = match ticket.order {
                Some(id) => draft.arc(Order::key(id.0))?,
                None => None,
            };
        }
        if asked.products
            && let Some(order) = around.order.as_deref().and_then(Order::of)
        {
            around.products = sold(draft, order, ticket)?;
        }
        if asked.customer {
            around.customer = person(draft, ticket)?;
        }
        if asked.refunds
            && let Some(customer) = around.customer.as_deref().and_then(Customer::of)
        {
            around.refunds_90d = refunds::lately(draft, customer, ticket, until)?;
        }
        Ok(around)
    }

    /// The ticket with what is around it.
    pub(super) fn subject<'a>(&'a self, ticket: &'a Ticket) -> Subject<'a> {
        Subject {
            order: self.order.as_deref().and_then(Order::of),
            customer: self.customer.as_deref().and_then(Customer::of),
            products: self.products.iter().filter_map(|row| Product::of(row)).collect(),
            refunds_90d: self.refunds_90d,
            ..Subject::from(ticket)
        }
    }
}

/// Whether a ticket, with what stands around it, has all these values: for queries, by the same way that rules look.
pub(in super::super) fn has_all(snapshot: &Snapshot, wanted: &[CustomIs], ticket: &Ticket) -> Asked<bool> {
    let draft = Draft::new(snapshot, Timestamp::default(), 0, Actor::system());
    let asked = |on: CustomOn| wanted.iter().any(|field| field.on == on);
    let asked = routing::Around {
        order: asked(CustomOn::Line),
        products: asked(CustomOn::Product),
        customer: asked(CustomOn::Customer),
        refunds: false,
    };
    let all = |around: Around| wanted.iter().all(|field| around.subject(ticket).has(field));
    answered(Around::asked(asked, &draft, ticket).map(all))
}

fn sold(draft: &Draft<'_>, order: &Order, ticket: &Ticket) -> Rule<Vec<Arc<Row>>> {
    let lines = order.lines_of(ticket);
    let mut ids: Vec<ProductId> = lines.filter_map(|(_, facts)| facts.and_then(|f| f.product)).collect();
    ids.sort_unstable();
    ids.dedup();
    draft.want(ids.iter().map(|id| Product::key(id.0)))?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let root = products::root(draft, id)?;
        rows.extend(draft.arc(Product::key(root.0))?);
    }
    Ok(rows)
}

fn person(draft: &Draft<'_>, ticket: &Ticket) -> Rule<Option<Arc<Row>>> {
    let Some(account) = ticket.account else { return Ok(None) };
    let mut at = draft.get::<Account>(account)?.map(|account| account.customer);
    for _ in 0..MAX_REDIRECTS {
        let Some(id) = at else { break };
        let row = draft.arc(Customer::key(id.0))?;
        match row.as_deref().and_then(Customer::of).and_then(|c| c.merged_into) {
            Some(next) => at = Some(next),
            None => return Ok(row),
        }
    }
    Ok(None)
}
