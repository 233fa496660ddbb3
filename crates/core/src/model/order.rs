//! Orders: what was sold, where, by whom, for how much.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aftersale::AccountRef;
use super::custom::{CustomValue, LineCustom, Told};
use super::ids::{AccountId, Platform, ProductId, ShopId, ShowId};
use super::money::Money;
use super::revision::Revision;
use super::shipment::ParcelRef;
use super::ticket::Ticket;
use super::time::Timestamp;

/// How far an order is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Placed, not paid.
    #[default]
    Created,
    /// Paid, not shipped.
    Paid,
    /// On its way.
    Shipped,
    /// Received or finished.
    Done,
    /// Cancelled.
    Cancelled,
}

/// Who receives a parcel, as the platform shows it (mostly masked). Personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receiver {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Province, city, district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Street and house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// One line of an order as its platform shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLine {
    /// The platform's id of the line.
    pub external_id: String,
    /// The article's id in that shop (the sku where there is one).
    pub sku: String,
    /// Its title.
    pub title: String,
    /// Pieces.
    pub quantity: u32,
    /// What was paid for all pieces.
    pub paid: Money,
    /// The merchant's own code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_code: Option<String>,
    /// Its barcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// Who supplied it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// The batch it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// The host the platform names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<HostRef>,
    /// The room the platform names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// The merchant's own fields, where the host or a file tells them: no platform does. They stay when a newer snapshot
    /// does not name them ([`Order::custom`]).
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
}

/// A host (anchor, streamer) as a platform names one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct HostRef {
    /// The platform's id of the host, or the merchant's own.
    pub id: String,
    /// The name shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// An order as its platform shows it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderSnapshot {
    /// The platform's order number.
    pub external_id: String,
    /// The buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountRef>,
    /// How far it is.
    pub state: OrderState,
    /// What was paid in all, freight included.
    pub paid: Money,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// Who receives it. Personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<Receiver>,
    /// Parcels sent.
    #[serde(default)]
    pub parcels: Vec<ParcelRef>,
    /// When it was placed.
    pub created_at: Timestamp,
    /// When it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Timestamp>,
}

/// How sure we are which host sold a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// Nothing is known.
    #[default]
    Unknown,
    /// One show of that shop was on when it was bought.
    ByTime,
    /// The platform names the room, and a show has that room.
    ByRoom,
    /// The platform names the host.
    ByPlatform,
}

/// What we worked out about one order line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineFacts {
    /// The article across shops.
    pub product: Option<ProductId>,
    /// The evening it was sold in.
    pub show: Option<ShowId>,
    /// The host who sold it: the merchant's or the platform's id.
    pub host: Option<String>,
    /// How sure the host is.
    pub attribution: Attribution,
}

/// An order, with what we worked out about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// What the platform shows.
    pub snapshot: OrderSnapshot,
    /// How new that is.
    pub revision: Revision,
    /// The buyer's account.
    pub account: Option<AccountId>,
    /// What we worked out, line by line in the order of the snapshot.
    pub lines: Vec<LineFacts>,
    /// The merchant's own fields of its lines, by the platform's id of the line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<LineCustom>,
}

impl Order {
    /// The merchant's own fields of a line.
    pub fn custom(&self, line: &str) -> Option<&BTreeMap<String, Told>> {
        self.custom.iter().find(|c| c.line == line).map(|c| &c.fields)
    }

    /// The lines a ticket is about: those it names, or all when it names none.
    pub fn lines_of<'a>(&'a self, ticket: &'a Ticket) -> impl Iterator<Item = (&'a OrderLine, Option<&'a LineFacts>)> {
        let named = |line: &str| ticket.lines.is_empty() || ticket.lines.iter().any(|l| l.line == line);
        let facts = self.lines.iter().map(Some).chain(std::iter::repeat(None));
        let lines = self.snapshot.lines.iter().zip(facts);
        lines.filter(move |(line, _)| named(&line.external_id))
    }

    /// Takes in a value of a line's field, unless what is known is as new; whether that changed anything.
    pub(crate) fn tell(&mut self, line: &str, name: &str, told: Told) -> bool {
        let at = match self.custom.binary_search_by(|c| c.line.as_str().cmp(line)) {
            Ok(at) => at,
            Err(at) => {
                let fields = BTreeMap::new();
                let line = line.to_owned();
                self.custom.insert(at, LineCustom { line, fields });
                at
            }
        };
        let Some(known) = self.custom.get_mut(at) else {
            return false;
        };
        let newer = |k: &Told| *k < told || told.by_hand && *k != told;
        let newer = known.fields.get(name).is_none_or(newer);
        if newer {
            known.fields.insert(name.to_owned(), told);
        }
        newer
    }
}
