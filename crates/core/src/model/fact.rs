//! Facts: what already happened outside. Snapshots with a revision, never deltas.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::json::tagged;

use super::aftersale::{AccountRef, AfterSale};
use super::conversation::MessageSnapshot;
use super::customer::AttestedKey;
use super::ids::{Platform, ShopId};
use super::order::OrderSnapshot;
use super::shipment::ParcelSnapshot;
use super::show::Show;
use super::time::Timestamp;

tagged! {
    "type";
    /// What a fact is about. Its JSON says so in `type`, since an after-sale has a `kind` of its own.
    #[derive(Clone, Debug, PartialEq)]
    pub enum FactBody {
        /// An after-sale is now so.
        AfterSale(Box<AfterSale>),
        /// An order is now so.
        Order(Box<OrderSnapshot>),
        /// A message was written.
        Message(Box<MessageSnapshot>),
        /// A parcel is now there.
        Parcel(Box<ParcelSnapshot>),
        /// A show is now planned so, runs, or has ended.
        Show(Box<Show>),
        /// A buyer's account is known by these keys.
        Contact {
            /// The account.
            account: AccountRef,
            /// Keys proven for it. Personal data, hashed on the way in.
            keys: Vec<AttestedKey>,
        },
        /// Something we do not know: kept on the timeline, counted, moves nothing.
        Unknown {
            /// What kind of object, as the platform calls it.
            object: String,
            /// Its id, if one was found.
            external_id: Option<String>,
            /// The raw tag or status.
            raw: String,
        },
    }
}

impl FactBody {
    /// The type of the outside object.
    pub fn object(&self) -> &str {
        match self {
            Self::AfterSale(a) => &a.object,
            Self::Order(_) => "order",
            Self::Message(_) => "message",
            Self::Parcel(_) => "parcel",
            Self::Show(_) => "show",
            Self::Contact { .. } => "contact",
            Self::Unknown { object, .. } => object,
        }
    }
}

/// Something that already happened outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// The platform it comes from; a merchant's own channel has a name too, such as `app`.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// The platform's modified time or sequence number of the object.
    pub revision: i64,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// What it is about.
    pub body: FactBody,
    /// The payload it was read from: this object's slice, not the whole answer. Personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<Payload>,
}

/// Raw bytes as they came. Personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Payload(pub String);

impl std::fmt::Debug for Payload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}
