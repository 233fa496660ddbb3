//! Ids that follow from what a host or a platform calls a thing.
use aftersync::{
    AccountId, AgentId, Error, OrderId, Platform, QueueId, Result, ShopId, SourceId, Uid,
    model::ids::{ConversationId, ListingId, MessageId, ParcelId, ShopKey},
};

/// An id that is worked out from names.
#[derive(Debug)]
pub struct Derived {
    /// The name of the function in every language.
    pub name: &'static str,
    /// The type of the id.
    pub of: &'static str,
    /// The names it is worked out from.
    pub from: &'static [&'static str],
    /// What it is for.
    pub doc: &'static str,
    make: fn(&[&str]) -> Option<Uid>,
}

impl Derived {
    /// Works it out.
    ///
    /// # Errors
    /// `Malformed` for another number of names.
    pub fn make(&self, names: &[&str]) -> Result<String> {
        let wrong = || {
            Error::malformed("an id is worked out from other names")
                .during("ids.make")
                .with("allowed", self.from.join(", "))
        };
        (self.make)(names).map(Uid::to_hex).ok_or_else(wrong)
    }
}

/// All of them.
pub const IDS: &[Derived] = &[
    Derived {
        name: "agent_id",
        of: "AgentId",
        from: &["external"],
        doc: "The id of an agent, from the host's own id for that person or bot.",
        make: |names| match names {
            [external] => Some(AgentId::of(external).0),
            _ => None,
        },
    },
    Derived {
        name: "queue_id",
        of: "QueueId",
        from: &["name"],
        doc: "The id of a queue, from its name.",
        make: |names| match names {
            [name] => Some(QueueId::of(name).0),
            _ => None,
        },
    },
    Derived {
        name: "order_id",
        of: "OrderId",
        from: &["platform", "number"],
        doc: "The id of an order, from its platform and number.",
        make: |names| match names {
            [platform, number] => Some(OrderId::of(&Platform::from(*platform), number).0),
            _ => None,
        },
    },
    Derived {
        name: "account_id",
        of: "AccountId",
        from: &["platform", "scope", "uid"],
        doc: "The id of a buyer's account, from its platform, scope and the platform's id of the buyer.",
        make: |names| match names {
            [platform, scope, uid] => Some(AccountId::of(&Platform::from(*platform), scope, uid).0),
            _ => None,
        },
    },
    Derived {
        name: "source_id",
        of: "SourceId",
        from: &["platform", "shop", "object", "external_id"],
        doc: "The id of an outside object that a ticket is made of.",
        make: |names| match names {
            [platform, shop, object, external] => {
                Some(SourceId::of(&Platform::from(*platform), &ShopId::from(*shop), object, external).0)
            }
            _ => None,
        },
    },
    Derived {
        name: "listing_id",
        of: "ListingId",
        from: &["platform", "shop", "sku"],
        doc: "The id of an article as one shop lists it.",
        make: |names| match names {
            [platform, shop, sku] => Some(ListingId::of(&Platform::from(*platform), &ShopId::from(*shop), sku).0),
            _ => None,
        },
    },
    Derived {
        name: "shop_key",
        of: "ShopKey",
        from: &["platform", "shop"],
        doc: "The key of a shop.",
        make: |names| match names {
            [platform, shop] => Some(ShopKey::of(&Platform::from(*platform), &ShopId::from(*shop)).0),
            _ => None,
        },
    },
    Derived {
        name: "parcel_id",
        of: "ParcelId",
        from: &["number"],
        doc: "The id of a parcel, from its tracking number.",
        make: |names| match names {
            [number] => Some(ParcelId::of(number).0),
            _ => None,
        },
    },
    Derived {
        name: "conversation_id",
        of: "ConversationId",
        from: &["platform", "shop", "external_id"],
        doc: "The id of a conversation.",
        make: |names| match names {
            [platform, shop, external] => {
                Some(ConversationId::of(&Platform::from(*platform), &ShopId::from(*shop), external).0)
            }
            _ => None,
        },
    },
    Derived {
        name: "message_id",
        of: "MessageId",
        from: &["conversation", "external_id"],
        doc: "The id of one message of a conversation.",
        make: |names| match names {
            [conversation, external] => Some(MessageId::of(ConversationId(conversation.parse().ok()?), external).0),
            _ => None,
        },
    },
];

/// The one of that name.
///
/// # Errors
/// `Malformed` when there is none.
pub fn named(name: &str) -> Result<&'static Derived> {
    let known = || IDS.iter().map(|id| id.name).collect::<Vec<_>>().join(", ");
    IDS.iter()
        .find(|id| id.name == name)
        .ok_or_else(|| Error::malformed("there is no such id").with("allowed", known()))
}
