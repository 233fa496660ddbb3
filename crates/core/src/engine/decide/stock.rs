//! Pieces set aside for buyers: an exchange or a resend that was approved holds what is to be sent until it is sent, cancelled or
//! becomes something else. What is held of an article is a quantity whose bound is what the warehouse has, so that the last piece
//! is promised once, with several processes too. An article that was never counted has no bound.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::model::axes::{Axes, Kind, ReplacementState};
use crate::model::ids::{ProductId, TicketId};
use crate::model::product::ProductCode;
use crate::model::stock::{Stock, StockCount};
use crate::model::ticket::Ticket;
use crate::store::{Key, Record, Table};

use super::super::draft::Draft;
use super::Rule;
use super::products::{code_key, root};

/// The key of the pieces of an article that are set aside.
pub fn held_of(product: ProductId) -> Key {
    Key::new(Table::StockHeld, product.0)
}

/// The pieces a ticket has set aside, by article. A function of the row, so that a recount gives them too.
pub fn held(t: &Ticket) -> BTreeMap<ProductId, i64> {
    let holds = t.axes.replacement == ReplacementState::Reserved && t.merged_into.is_none();
    if holds { pieces(t) } else { BTreeMap::new() }
}

/// The pieces that are sent when a replacement is. A repair sends back the buyer's own.
fn pieces(t: &Ticket) -> BTreeMap<ProductId, i64> {
    let mut out = BTreeMap::new();
    if !matches!(t.axes.kind, Kind::Exchange | Kind::Resend) {
        return out;
    }
    for line in t.lines.iter().filter(|line| line.requested > 0) {
        if let Some(product) = line.product {
            *out.entry(product).or_default() += i64::from(line.requested);
        }
    }
    out
}

/// The same under the articles that live on where some were merged.
fn rooted(draft: &Draft<'_>, pieces: BTreeMap<ProductId, i64>) -> Rule<BTreeMap<ProductId, i64>> {
    let mut out = BTreeMap::new();
    for (product, n) in pieces {
        *out.entry(root(draft, product)?).or_default() += n;
    }
    Ok(out)
}

/// Whether there is enough for what a move sets aside.
pub(super) fn enough(draft: &Draft<'_>, t: &Ticket, moved: &Axes) -> Rule<()> {
    let after = Ticket {
        axes: *moved,
        ..t.clone()
    };
    let (was, is) = (rooted(draft, held(t))?, rooted(draft, held(&after))?);
    for (product, n) in is {
        let more = n - was.get(&product).copied().unwrap_or_default();
        bound(draft, product, more)?;
    }
    Ok(())
}

/// The most that may be set aside of an article, if it was ever counted; a refusal where that is not enough for some more.
fn bound(draft: &Draft<'_>, product: ProductId, more: i64) -> Rule<Option<i64>> {
    let Some(stock) = draft.get::<Stock>(product)? else {
        return Ok(None);
    };
    let most = i64::from(stock.on_hand);
    let available = most - draft.gauge(held_of(product))?;
    if more > 0 && more > available {
        return Err(Error::rejected("not enough in stock")
            .during("command.move")
            .with("reason", "out_of_stock")
            .with("product", product)
            .with("wanted", more)
            .with("available", available.max(0))
            .hint("offer a refund, or count the article anew")
            .into());
    }
    Ok(Some(most))
}

/// Keeps the quantities in step with what a ticket is now. `asked`: a person or a policy decides, and the bound holds; what a
/// platform did has happened.
pub(super) fn recount(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket, asked: bool) -> Rule<()> {
    let was = rooted(draft, before.map(held).unwrap_or_default())?;
    let is = rooted(draft, held(after))?;
    let products: BTreeSet<ProductId> = was.keys().chain(is.keys()).copied().collect();
    for product in products {
        let n = |of: &BTreeMap<ProductId, i64>| of.get(&product).copied().unwrap_or_default();
        let by = n(&is) - n(&was);
        let most = if asked && by > 0 {
            bound(draft, product, by)?
        } else {
            None
        };
        draft.add(held_of(product), by, most);
    }
    if before.is_some_and(|before| leaves(before, after)) {
        send(draft, rooted(draft, pieces(after))?)?;
    }
    Ok(())
}

/// Whether the replacement left the warehouse with this change.
fn leaves(before: &Ticket, after: &Ticket) -> bool {
    use ReplacementState::{Delivered, None, Reserved, Shipped};
    match (before.axes.replacement, after.axes.replacement) {
        (Shipped | Delivered, Shipped) => false,
        (_, Shipped) | (None | Reserved, Delivered) => true,
        _ => false,
    }
}

/// What is sent is no longer there, until it is counted again.
fn send(draft: &mut Draft<'_>, pieces: BTreeMap<ProductId, i64>) -> Rule<()> {
    for (product, n) in pieces {
        if let Some(stock) = draft.get::<Stock>(product)?.copied() {
            let on_hand = stock.on_hand.saturating_sub(u32::try_from(n).unwrap_or(u32::MAX));
            draft.put(product, Stock { on_hand, ..stock });
        }
    }
    Ok(())
}

/// Two articles turned out to be one: the later count stands, what is set aside is set aside of the one that lives on.
pub(super) fn merge(draft: &mut Draft<'_>, survivor: ProductId, gone: ProductId) -> Rule<()> {
    draft.want([survivor, gone].map(|product| Stock::key(product.0)))?;
    let held = draft.gauge(held_of(gone))?;
    draft.add(held_of(gone), -held, None);
    draft.add(held_of(survivor), held, None);
    let Some(theirs) = draft.get::<Stock>(gone)?.copied() else {
        return Ok(());
    };
    let ours = draft.get::<Stock>(survivor)?.copied();
    if ours.is_none_or(|ours| ours.counted_at < theirs.counted_at) {
        let product = survivor;
        draft.put(survivor, Stock { product, ..theirs });
    }
    draft.delete::<Stock>(gone);
    Ok(())
}

/// Takes in what the warehouse counted.
pub(super) fn count(draft: &mut Draft<'_>, levels: &[StockCount]) -> Rule<Option<TicketId>> {
    let keys = |level: &StockCount| ["code", "barcode"].map(|kind| code_key(kind, &level.code));
    draft.want(levels.iter().flat_map(keys).map(ProductCode::key))?;
    for level in levels {
        let mut product = None;
        for key in keys(level) {
            product = product.or(draft.get::<ProductCode>(key)?.map(|code| code.product));
        }
        let Some(product) = product else {
            return Err(Error::not_found("article", &level.code)
                .during("command.set_stock")
                .hint("put the product with its code first")
                .into());
        };
        let product = root(draft, product)?;
        // Read, so that two who count at once do not both believe to be the last.
        draft.get::<Stock>(product)?;
        let (on_hand, counted_at) = (level.on_hand, draft.now);
        draft.put(
            product,
            Stock {
                product,
                on_hand,
                counted_at,
            },
        );
    }
    Ok(None)
}
