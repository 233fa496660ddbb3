//! Pieces set aside for buyers: an exchange or a resend that was approved holds what is to be sent until it is sent, cancelled or
//! becomes something else. What is held of an article is a quantity whose bound is what the warehouse has, so that the last piece
//! is promised once, with several processes too. An article that was never counted has no bound.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::model::axes::{Axes, Kind, ReplacementState};
use crate::model::event::EventBody;
use crate::model::ids::{ProductId, TicketId};
use crate::model::product::ProductCode;
use crate::model::stock::{Stock, StockCount};
use crate::model::ticket::{LineOutcome, Ticket};
use crate::model::trigger::Trigger;
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
        if let Some(product) = line.instead.or(line.product) {
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

/// Whether there is enough for what a move sets aside, with the articles that it names.
pub(super) fn enough(draft: &Draft<'_>, t: &Ticket, moved: &Axes, named: &[LineOutcome]) -> Rule<()> {
    let mut after = Ticket {
        axes: *moved,
        ..t.clone()
    };
    for line in &mut after.lines {
        let named = named.iter().find(|named| named.line == line.line);
        line.instead = named.and_then(|named| named.instead).or(line.instead);
    }
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
        let was_held = draft.gauge(held_of(product))?;
        draft.add(held_of(product), by, most);
        if by > 0
            && let Some(on_hand) = draft.get::<Stock>(product)?.map(|stock| i64::from(stock.on_hand))
        {
            run_out(
                draft,
                Some(after.id),
                product,
                Some(on_hand - was_held),
                on_hand - was_held - by,
            );
        }
    }
    if before.is_some_and(|before| leaves(before, after)) {
        send(draft, rooted(draft, pieces(after))?)?;
    }
    Ok(())
}

/// Tells when nothing is left of an article that can be promised, once each time that this comes to be so.
fn run_out(draft: &mut Draft<'_>, ticket: Option<TicketId>, product: ProductId, was: Option<i64>, is: i64) {
    if is <= 0 && was.is_none_or(|was| was > 0) {
        draft.event(ticket, EventBody::StockOut { product });
    }
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

/// The lines of a command with the articles that their codes are of.
pub(super) fn named(draft: &Draft<'_>, t: &Ticket, trigger: Trigger, lines: &[LineOutcome]) -> Rule<Vec<LineOutcome>> {
    let mut out = lines.to_vec();
    for line in &mut out {
        line.instead = None;
        let Some(code) = &line.send else { continue };
        if !matches!(trigger, Trigger::ApproveExchange | Trigger::ApproveResend) {
            return Err(Error::rejected("an article to send is named with the approval")
                .with("trigger", trigger)
                .hint("name it when the exchange or the resend is approved")
                .into());
        }
        if !t.lines.iter().any(|known| known.line == line.line) {
            return Err(Error::rejected("the ticket is not about that line")
                .with("line", &line.line)
                .into());
        }
        line.instead = Some(article(draft, code)?);
    }
    Ok(out)
}

/// The article of a merchant's code or a barcode.
fn article(draft: &Draft<'_>, code: &str) -> Rule<ProductId> {
    let keys = ["code", "barcode"].map(|kind| code_key(kind, code));
    draft.want(keys.map(ProductCode::key))?;
    for key in keys {
        if let Some(code) = draft.get::<ProductCode>(key)? {
            return root(draft, code.product);
        }
    }
    Err(Error::not_found("article", code)
        .hint("put the product with its code first")
        .into())
}

/// Takes in what the warehouse counted.
pub(super) fn count(draft: &mut Draft<'_>, levels: &[StockCount]) -> Rule<Option<TicketId>> {
    let keys = |level: &StockCount| ["code", "barcode"].map(|kind| code_key(kind, &level.code));
    draft.want(levels.iter().flat_map(keys).map(ProductCode::key))?;
    for level in levels {
        let product = article(draft, &level.code)?;
        // Read, so that two who count at once do not both believe to be the last.
        let was = draft.get::<Stock>(product)?.map(|stock| stock.on_hand);
        let (on_hand, counted_at) = (level.on_hand, draft.now);
        draft.put(
            product,
            Stock {
                product,
                on_hand,
                counted_at,
            },
        );
        if was != Some(on_hand) {
            draft.event(None, EventBody::StockChanged { product, on_hand });
        }
        let held = draft.gauge(held_of(product))?;
        let left = |on_hand: u32| i64::from(on_hand) - held;
        run_out(draft, None, product, was.map(left), left(on_hand));
    }
    Ok(None)
}
