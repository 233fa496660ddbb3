//! The warehouse scans a parcel: what is to come back in it, whose it is, or whose it may be.
mod answer;
mod candidates;
mod find;
mod show;

pub use answer::{
    ExpectedLine, ExpectedParcel, ExpectedReturn, FoundBy, InspectionTask, KnownOrder, KnownParcel, OtherTicket,
    ReturnCandidate, Scanned, UnknownParcel,
};

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::limits::MAX_EXTERNAL_ID;
use crate::model::axes::Goods;
use crate::model::ids::{Tenant, plain_number};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::Reader;
use crate::warehouse::{ScanHints, awaits_goods};

use super::decide::Rules;
use super::desk::Desk;
use super::later::Later;
use super::query::Versioned;
use find::Found;

/// Most articles that may be named for one parcel.
const MAX_ARTICLES: usize = 20;

impl Desk {
    /// What a parcel or a slip in the warehouse is. The code is a tracking number, the number of an after-sale, an order or a
    /// ticket, a sku, a merchant code or a barcode. Nothing is written: take the goods in with the moves that are given.
    ///
    /// A parcel that nobody announced comes with the returns it may be, the likeliest first, each with its score and the
    /// reasons. What can be read on the parcel or is found in it (`hints`) tells them apart.
    ///
    /// ```
    /// use aftersync_core::engine::Desk;
    /// use aftersync_core::engine::scan::Scanned;
    /// use aftersync_core::warehouse::ScanHints;
    ///
    /// fn at_the_gate(desk: &Desk) -> aftersync_core::Result<String> {
    ///     let hints = ScanHints { phone: Some("5678".into()), ..ScanHints::default() };
    ///     Ok(match desk.scan("SF1234567890123", hints).wait()? {
    ///         Scanned::Expected(parcel) => format!("{} returns", parcel.returns.len()),
    ///         Scanned::NoRequest(parcel) => format!("nobody asked: {} orders", parcel.orders.len()),
    ///         Scanned::Unknown(parcel) => format!("perhaps {:?}", parcel.candidates.first().map(|c| c.number)),
    ///     })
    /// }
    /// ```
    ///
    /// # Errors
    /// `Malformed` for a code without letters and digits or one that is too long, and for too many articles.
    pub fn scan(&self, code: impl Into<String>, hints: ScanHints) -> Later<Scanned> {
        let (code, rules, now) = (code.into(), self.engine().0.rules.clone(), self.engine().now());
        self.read(move |reader, tenant| {
            bounded(&code, &hints).map_err(|error| error.during("desk.scan"))?;
            let scan = Scan {
                rules,
                now,
                code: code.trim().to_owned(),
                number: plain_number(&code),
                hints,
            };
            scan.answer(reader, tenant)
        })
    }
}

fn bounded(code: &str, hints: &ScanHints) -> Result<()> {
    if code.len() > MAX_EXTERNAL_ID || plain_number(code).is_empty() {
        return Err(Error::malformed("this is no code").with("limit", MAX_EXTERNAL_ID));
    }
    let texts = [&hints.carrier, &hints.phone, &hints.name, &hints.region]
        .into_iter()
        .flatten();
    let long = texts.chain(&hints.skus).any(|text| text.len() > MAX_EXTERNAL_ID);
    if long || hints.skus.len() > MAX_ARTICLES {
        return Err(Error::malformed("what was read on the parcel is too long")
            .with("limit", MAX_EXTERNAL_ID)
            .with("articles", MAX_ARTICLES));
    }
    Ok(())
}

/// One question of the warehouse.
struct Scan {
    rules: Arc<Rules>,
    now: Timestamp,
    /// As it was scanned.
    code: String,
    /// Plain: letters and digits.
    number: String,
    hints: ScanHints,
}

impl Scan {
    fn answer(&self, reader: &mut dyn Reader, tenant: &Tenant) -> Result<Scanned> {
        let found = self.find(reader, tenant)?;
        let (expected, others): (Vec<_>, Vec<_>) = found.tickets.iter().partition(|t| is_expected(t, found.by));
        if !expected.is_empty() {
            return show::expected(reader, tenant, &found, &expected).map(Scanned::Expected);
        }
        if !others.is_empty() || !found.orders.is_empty() {
            return show::known(reader, tenant, &found).map(Scanned::NoRequest);
        }
        let Found { parcel, config, .. } = found;
        self.candidates(reader, tenant, &config, parcel).map(Scanned::Unknown)
    }
}

/// Whether a ticket that was found wants these goods. A return that names this very parcel does, however it ended: it is there now.
fn is_expected(ticket: &Versioned<Ticket>, by: Option<FoundBy>) -> bool {
    match by {
        Some(FoundBy::ReturnParcel) => ticket.item.axes.goods != Goods::NotRequired,
        _ => awaits_goods(&ticket.item),
    }
}
