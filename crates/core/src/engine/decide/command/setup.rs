//! Configuration, products, customers, dead letters.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::limits::MAX_VERSIONS;
use crate::model::config::Config;
use crate::model::custom::{CustomOn, CustomValue, Told};
use crate::model::event::EventBody;
use crate::model::ids::{CustomerId, DocketId, JobId, ListingId, OrderId, ProductId, QuarantineId, TicketId, Uid};
use crate::model::job::{Job, JobState};
use crate::model::order::Order;
use crate::model::product::{JoinedBy, Listing, Product, ProductCode};
use crate::model::quarantine::Quarantine;
use crate::routing::{self, Problem};
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, checked, connection, identity, order, overflow, products, reapply, shift, task};
use super::desk::{check_custom, check_tag};
use super::staff;

/// What is probably a slip in a configuration that is to be published; nothing of one that cannot be.
pub(super) fn doubted(ctx: &Ctx<'_>, draft: &Draft<'_>, config: &Config) -> Rule<Vec<Problem>> {
    match checked::problems(ctx, draft, config)?.is_empty() {
        true => checked::warnings(ctx, draft, config),
        false => Ok(Vec::new()),
    }
}

/// Publishes a configuration: checked as a whole, never half taken.
pub(super) fn configure(ctx: &Ctx<'_>, draft: &mut Draft<'_>, config: &Config) -> Rule<Option<TicketId>> {
    let problems = checked::problems(ctx, draft, config)?;
    if !problems.is_empty() {
        return Err(Error::new(ErrorKind::Config, "the configuration has problems")
            .with("problems", routing::listed(&problems))
            .into());
    }
    let version = ctx.config.version + 1;
    let new = Config {
        version,
        ..config.clone()
    };
    // Read so that two configurations published at once do not pass each other.
    let _ = draft.get::<Config>(Uid::ZERO)?;
    draft.put(Uid::ZERO, new.clone());
    keep(draft, &new)?;
    draft.event(None, EventBody::Configured { version });
    let row = Arc::new(new.clone().wrap());
    let next = Ctx::new(ctx.rules, Some(&row));
    for shop in &new.shops {
        connection::poll_begins(&new, &next, draft, &shop.platform, &shop.shop)?;
    }
    staff::published(ctx.config, &next, draft)?;
    shift::published(ctx.config, &next, draft)?;
    task::published(ctx.config, &next, draft)?;
    overflow::published(ctx.config, &next, draft)?;
    reapply::published(ctx.config, &new, draft)?;
    Ok(None)
}

/// Keeps a version beside the one in force: clocks that ran by its hours, and people who look what was in force then, ask for it.
fn keep(draft: &mut Draft<'_>, new: &Config) -> Rule<()> {
    draft.put_blind(Config::id_of(new.version), new.clone());
    let old = new.version.checked_sub(MAX_VERSIONS).map(Config::id_of);
    if let Some(old) = old
        && draft.get::<Config>(old)?.is_some()
    {
        draft.delete::<Config>(old);
    }
    Ok(())
}

/// Adds or changes a product and the codes that find it. Fields that are declared must be of their type; others are
/// kept as they came, for a list of articles mostly has columns that nobody asks for.
pub(super) fn put_product(ctx: &Ctx<'_>, draft: &mut Draft<'_>, product: &Product) -> Rule<Option<TicketId>> {
    let declared = |name: &str| {
        ctx.config
            .custom
            .iter()
            .any(|f| f.on == CustomOn::Product && f.name == name)
    };
    for (name, value) in product.custom.iter().filter(|(name, _)| declared(name)) {
        check_custom(ctx.config, CustomOn::Product, name, value)?;
    }
    let known = draft.get::<Product>(product.id)?.cloned();
    let codes = [("code", &product.merchant_code), ("barcode", &product.barcode)];
    for (kind, code) in codes {
        let Some(code) = code.as_deref().filter(|c| !c.trim().is_empty()) else {
            continue;
        };
        let key = products::code_key(kind, code);
        if let Some(other) = draft
            .get::<ProductCode>(key)?
            .map(|c| c.product)
            .filter(|p| *p != product.id)
        {
            return Err(Error::rejected("another product has this code")
                .with("code", kind)
                .with("product", other)
                .hint("change that product instead, or join the listings")
                .into());
        }
        draft.put(key, ProductCode { product: product.id });
    }
    if let Some(known) = &known {
        release_codes(draft, known, product)?;
    }
    let listings = known.map(|k| k.listings).unwrap_or_else(|| product.listings.clone());
    draft.put(
        product.id,
        Product {
            listings,
            ..product.clone()
        },
    );
    Ok(None)
}

/// A code that the product no longer has finds it no longer.
fn release_codes(draft: &mut Draft<'_>, known: &Product, product: &Product) -> Rule<()> {
    let codes = [
        ("code", &known.merchant_code, &product.merchant_code),
        ("barcode", &known.barcode, &product.barcode),
    ];
    for (kind, old, new) in codes {
        let key = |code: &Option<String>| code.as_deref().map(|code| products::code_key(kind, code));
        let Some(old) = key(old).filter(|old| Some(*old) != key(new)) else {
            continue;
        };
        let its_own = |code: &ProductCode| code.product == product.id;
        if draft.get::<ProductCode>(old)?.is_some_and(its_own) {
            draft.delete::<ProductCode>(old);
        }
    }
    Ok(())
}

/// Joins a listing to a product by hand.
pub(super) fn join_listing(draft: &mut Draft<'_>, listing: ListingId, product: ProductId) -> Rule<Option<TicketId>> {
    let Some(row) = draft.get::<Listing>(listing)?.cloned() else {
        return Err(Error::not_found("listing", listing).into());
    };
    let into = products::root(draft, product)?;
    if draft.get::<Product>(into)?.is_none() {
        return Err(Error::not_found("product", product).into());
    }
    let from = products::root(draft, row.product)?;
    draft.put(
        listing,
        Listing {
            product: into,
            joined_by: JoinedBy::Hand,
            ..row
        },
    );
    products::merge(draft, into, from)?;
    Ok(None)
}

/// Changes what people keep on a customer.
pub(super) fn edit_customer(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: CustomerId,
    custom: &BTreeMap<String, CustomValue>,
    add_tags: &[String],
) -> Rule<Option<TicketId>> {
    let mut row = identity::survivor(draft, id)?;
    for (name, value) in custom {
        check_custom(ctx.config, CustomOn::Customer, name, value)?;
        row.custom.insert(name.clone(), value.clone());
    }
    for tag in add_tags {
        check_tag(tag)?;
        row.tags.insert(tag.clone());
    }
    draft.put(row.id, row);
    Ok(None)
}

/// Changes what the merchant keeps on an order line; tickets about it are looked at again.
pub(super) fn edit_line(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: OrderId,
    line: &str,
    custom: &BTreeMap<String, CustomValue>,
) -> Rule<Option<TicketId>> {
    let mut row = draft
        .get::<Order>(id)?
        .cloned()
        .ok_or_else(|| Error::not_found("order", id))?;
    if !row.snapshot.lines.iter().any(|l| l.external_id == line) {
        return Err(Error::not_found("order line", "of that id").with("order", id).into());
    }
    let mut changed = false;
    for (name, value) in custom {
        check_custom(ctx.config, CustomOn::Line, name, value)?;
        let told = Told {
            by_hand: true,
            revision: 0,
            value: value.clone(),
        };
        changed |= row.tell(line, name, told);
    }
    if changed {
        draft.put(id, row);
        order::settle_docket(ctx, draft, DocketId::of_order(id))?;
    }
    Ok(None)
}

/// Sets a dead letter going again.
pub(super) fn redrive(draft: &mut Draft<'_>, id: JobId) -> Rule<Option<TicketId>> {
    let job = dead(draft, id)?;
    let (ticket, kind, now) = (job.body.ticket(), job.body.kind(), draft.now);
    draft.put(
        id,
        Job {
            state: JobState::Waiting,
            run_at: now,
            attempt: 0,
            failure: None,
            ..job
        },
    );
    draft.event(
        ticket,
        EventBody::JobRedriven {
            job: id,
            job_kind: kind,
        },
    );
    Ok(ticket)
}

/// Throws a dead letter away.
pub(super) fn drop_job(draft: &mut Draft<'_>, id: JobId) -> Rule<Option<TicketId>> {
    let ticket = dead(draft, id)?.body.ticket();
    draft.delete::<Job>(id);
    Ok(ticket)
}

fn dead(draft: &Draft<'_>, id: JobId) -> Rule<Job> {
    let job = draft
        .get::<Job>(id)?
        .cloned()
        .ok_or_else(|| Error::not_found("job", id))?;
    if job.state == JobState::Dead {
        return Ok(job);
    }
    Err(Error::rejected("this job was not given up")
        .with("kind", job.body.kind())
        .into())
}

/// Forgets a quarantined payload.
pub(super) fn release(draft: &mut Draft<'_>, id: QuarantineId) -> Rule<Option<TicketId>> {
    if draft.get::<Quarantine>(id)?.is_none() {
        return Err(Error::not_found("quarantined payload", id).into());
    }
    draft.delete::<Quarantine>(id);
    Ok(None)
}
