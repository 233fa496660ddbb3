//! Identifiers: 16 bytes each, a newtype each, shown as 32 hexadecimal digits.
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// 16 bytes that name a row: minted (time first, so that new rows lie together) or the digest of a natural key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uid(pub [u8; 16]);

impl Uid {
    /// All zero: the one member of a table that has one row.
    pub const ZERO: Self = Self([0; 16]);

    /// The digest of a natural key: SHA-256 over the parts, each led by its length, cut to 16 bytes.
    pub fn digest(parts: &[&str]) -> Self {
        let mut h = Sha256::new();
        for part in parts {
            h.update((part.len() as u64).to_le_bytes());
            h.update(part.as_bytes());
        }
        Self::from_hash(&h.finalize())
    }

    /// An id that cannot exist yet: 48 bits of time, then bits of the seed and a running number.
    pub fn mint(now_ms: i64, seed: u128, n: u32) -> Self {
        let mut h = Sha256::new();
        h.update(seed.to_le_bytes());
        h.update(n.to_le_bytes());
        let mut id = Self::from_hash(&h.finalize()).0;
        for (slot, byte) in id.iter_mut().zip(now_ms.to_be_bytes().iter().skip(2)) {
            *slot = *byte;
        }
        Self(id)
    }

    fn from_hash(hash: &[u8]) -> Self {
        let mut id = [0; 16];
        for (slot, byte) in id.iter_mut().zip(hash) {
            *slot = *byte;
        }
        Self(id)
    }

    /// 32 lower-case hexadecimal digits.
    pub fn to_hex(self) -> String {
        const DIGITS: [char; 16] = [
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
        ];
        let digit = |n: u8| DIGITS.get(usize::from(n)).copied().unwrap_or('0');
        self.0.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

/// Text that is not 32 hexadecimal digits (dashes allowed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id is 32 hexadecimal digits")
    }
}

impl std::error::Error for BadId {}

impl FromStr for Uid {
    type Err = BadId;
    fn from_str(s: &str) -> Result<Self, BadId> {
        let mut id = [0u8; 16];
        let mut n = 0;
        for c in s.chars().filter(|c| *c != '-') {
            let digit = c.to_digit(16).ok_or(BadId)? as u8;
            let slot = id.get_mut(n / 2).ok_or(BadId)?;
            *slot = (*slot << 4) | digit;
            n += 1;
        }
        if n == 32 { Ok(Self(id)) } else { Err(BadId) }
    }
}

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for Uid {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Uid {
    fn schema_name() -> Cow<'static, str> {
        "Uid".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uid);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}({})", stringify!($name), self.0) }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> { s.parse().map(Self) }
        }
        impl From<$name> for Uid {
            fn from(id: $name) -> Self { id.0 }
        }
    )*};
}

ids! {
    /// A ticket: one problem.
    TicketId
    /// One outside object a ticket is made of: an after-sale, a day of a conversation, a form.
    SourceId
    /// The sources of one order, or of one conversation that names no order.
    DocketId
    /// An order on a platform.
    OrderId
    /// A parcel, by its tracking number.
    ParcelId
    /// One message.
    MessageId
    /// A conversation with a buyer.
    ConversationId
    /// A buyer's account on one platform, in the scope that platform gives.
    AccountId
    /// A customer: one person across platforms.
    CustomerId
    /// A customer in exports: a keyed digest, the same wherever that customer is, which leads to nobody.
    CustomerKey
    /// What somebody decided about who is who.
    DecisionId
    /// An article across shops and platforms.
    ProductId
    /// How one shop names an article.
    ListingId
    /// One evening of live selling, several rooms.
    ShowId
    /// One room on one platform.
    RoomId
    /// A person or bot that works on tickets.
    AgentId
    /// A phone that keeps a copy of somebody's work.
    DeviceId
    /// A queue, by its name.
    QueueId
    /// A job.
    JobId
    /// An internal task.
    TaskId
    /// The receipt of an applied command.
    ReceiptId
    /// A shop on a platform.
    ShopKey
    /// A payload that could not be read.
    QuarantineId
    /// A stored payload.
    RawId
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);
        impl $name {
            /// Wraps the text.
            pub fn new(text: impl AsRef<str>) -> Self { Self(Arc::from(text.as_ref())) }
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:?}", &self.0) }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self::new(text) }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self { Self(Arc::from(text)) }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str { &self.0 }
        }
    )*};
}

names! {
    /// A merchant: leads every key.
    Tenant
    /// A selling platform or channel, by its lower-case name: `douyin`, `taobao`, `app`.
    Platform
    /// A shop, by the id its platform gives.
    ShopId
    /// An application registered with a platform: owns a webhook URL and a secret.
    AppId
}

impl ShopKey {
    /// The key of a shop.
    pub fn of(platform: &Platform, shop: &ShopId) -> Self {
        Self(Uid::digest(&[platform.as_str(), shop.as_str()]))
    }
}
impl OrderId {
    /// The key of an order: platform and shop lead, since order numbers are unique only there.
    pub fn of(platform: &Platform, external: &str) -> Self {
        Self(Uid::digest(&[platform.as_str(), external]))
    }
}
impl SourceId {
    /// The key of an outside object of one type.
    pub fn of(platform: &Platform, shop: &ShopId, object: &str, external: &str) -> Self {
        Self(Uid::digest(&[platform.as_str(), shop.as_str(), object, external]))
    }
}
impl DocketId {
    /// The docket of an order.
    pub fn of_order(order: OrderId) -> Self {
        Self(order.0)
    }
    /// The docket of a conversation that names no order.
    pub fn of_conversation(conversation: ConversationId) -> Self {
        Self(Uid::digest(&["conversation", &conversation.to_string()]))
    }
    /// The docket of an outside object that names no order.
    pub fn of_source(source: SourceId) -> Self {
        Self(Uid::digest(&["source", &source.to_string()]))
    }
}
/// A number as it is compared, however it is written: letters and digits only, upper case.
pub fn plain_number(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_uppercase).collect()
}

impl ParcelId {
    /// The key of a parcel: its tracking number, upper case without blanks.
    pub fn of(tracking: &str) -> Self {
        Self(Uid::digest(&[&plain_number(tracking)]))
    }
}
impl AccountId {
    /// The key of a buyer's account within its scope.
    pub fn of(platform: &Platform, scope: &str, uid: &str) -> Self {
        Self(Uid::digest(&[platform.as_str(), scope, uid]))
    }
}
impl ConversationId {
    /// The key of a conversation.
    pub fn of(platform: &Platform, shop: &ShopId, external: &str) -> Self {
        Self(Uid::digest(&[platform.as_str(), shop.as_str(), external]))
    }
}
impl MessageId {
    /// The key of one message of a conversation.
    pub fn of(conversation: ConversationId, external: &str) -> Self {
        Self(Uid::digest(&[&conversation.to_string(), external]))
    }
}
impl ListingId {
    /// The key of an article as one shop lists it.
    pub fn of(platform: &Platform, shop: &ShopId, sku: &str) -> Self {
        Self(Uid::digest(&[platform.as_str(), shop.as_str(), sku]))
    }
}
impl RoomId {
    /// The key of a live room.
    pub fn of(platform: &Platform, external: &str) -> Self {
        Self(Uid::digest(&[platform.as_str(), external]))
    }
}
impl QueueId {
    /// The key of a queue.
    pub fn of(name: &str) -> Self {
        Self(Uid::digest(&[name]))
    }
}
impl AgentId {
    /// The key of an agent, from the host's own id for that person or bot.
    pub fn of(external: &str) -> Self {
        Self(Uid::digest(&[external]))
    }
}
impl ReceiptId {
    /// The key of a command's receipt, from its idempotency key.
    pub fn of(key: &str) -> Self {
        Self(Uid::digest(&[key]))
    }
}
impl JobId {
    /// The key of a job: one job of a kind per key.
    pub fn of(kind: &str, key: &str) -> Self {
        Self(Uid::digest(&[kind, key]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_round_trip_and_refusal() {
        let id = Uid::digest(&["douyin", "7100"]);
        assert_eq!(id.to_hex().parse::<Uid>(), Ok(id));
        assert_eq!("xyz".parse::<Uid>(), Err(BadId));
        assert_eq!("".parse::<Uid>(), Err(BadId));
        assert_eq!(format!("{}0", id).parse::<Uid>(), Err(BadId));
        let json = serde_json::to_string(&TicketId(id)).unwrap();
        assert_eq!(serde_json::from_str::<TicketId>(&json).unwrap(), TicketId(id));
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Uid::digest(&["ab", "c"]), Uid::digest(&["a", "bc"]));
        assert_ne!(Uid::digest(&["a"]), Uid::digest(&["a", ""]));
    }

    #[test]
    fn minted_ids_sort_by_time() {
        let a = Uid::mint(1_000, 7, 0);
        let b = Uid::mint(1_001, 3, 0);
        assert!(a < b);
        assert_ne!(Uid::mint(1_000, 7, 1), a);
    }
}
