//! Sources: the outside objects a ticket is made of, and the dockets that fold them into problems.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aftersale::{AfterSale, ObjectName};
use super::conversation::Segment;
use super::ids::{AccountId, DocketId, OrderId, ParcelId, Platform, RawId, ShopId, SourceId, TicketId};
use super::revision::Revision;
use super::shipment::ParcelRef;
use super::time::Timestamp;

/// What a source is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceBody {
    /// An after-sale on a platform.
    AfterSale(Box<AfterSale>),
    /// A day of a conversation.
    Segment(Box<Segment>),
}

/// One outside object, as last seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// What it is.
    pub body: SourceBody,
    /// How new that is.
    pub revision: Revision,
    /// When the platform put it so.
    pub at: Timestamp,
    /// The docket it is folded in.
    pub docket: DocketId,
    /// The order it is about.
    pub order: Option<OrderId>,
    /// The buyer's account.
    pub account: Option<AccountId>,
    /// The return parcel with the revision that named it last: an older snapshot may fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_parcel: Option<(Revision, ParcelRef)>,
    /// The replacement's parcel, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement_parcel: Option<(Revision, ParcelRef)>,
    /// The stored payload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<RawId>,
    /// When we first heard of it.
    pub first_seen: Timestamp,
}

impl Source {
    /// When the outside object began.
    pub fn created(&self) -> Timestamp {
        match &self.body {
            SourceBody::AfterSale(a) => a.created_at,
            SourceBody::Segment(s) => s.first_at,
        }
    }
    /// When it ended, if it did. A conversation has no end of its own.
    pub fn ended(&self) -> Option<Timestamp> {
        match &self.body {
            SourceBody::AfterSale(a) => a.ended_at,
            SourceBody::Segment(_) => None,
        }
    }
    /// The after-sale, if it is one.
    pub fn after_sale(&self) -> Option<&AfterSale> {
        match &self.body {
            SourceBody::AfterSale(a) => Some(a),
            SourceBody::Segment(_) => None,
        }
    }
    /// The conversation part, if it is one.
    pub fn segment(&self) -> Option<&Segment> {
        match &self.body {
            SourceBody::AfterSale(_) => None,
            SourceBody::Segment(s) => Some(s),
        }
    }
    /// The id of another after-sale of the same shop.
    pub fn sibling(&self, name: &ObjectName) -> SourceId {
        SourceId::of(&self.platform, &self.shop, &name.object, &name.external_id)
    }
    /// The parcels it names.
    pub fn parcels(&self) -> impl Iterator<Item = ParcelId> + '_ {
        [&self.return_parcel, &self.replacement_parcel]
            .into_iter()
            .flatten()
            .map(|(_, p)| p.id())
    }
}

/// One source in a docket: what the fold needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// When it began: the first sort key.
    pub created: Timestamp,
    /// Which it is: the second sort key.
    pub source: SourceId,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// The order lines it names; empty means all.
    pub lines: Vec<String>,
    /// Whether it is an after-sale: those may join what was apart, messages may not.
    pub after_sale: bool,
    /// Sources that are the same request: always one problem with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead_of: Vec<SourceId>,
    /// The source beside which it stands: it goes wherever that one goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<SourceId>,
    /// The ticket it is in.
    pub ticket: Option<TicketId>,
}

/// What a person decided about two sources: the fold respects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Constraint {
    /// One source.
    pub a: SourceId,
    /// The other.
    pub b: SourceId,
    /// True: always one ticket. False: never.
    pub together: bool,
}

/// The sources of one order (or of one conversation that names none), folded into tickets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Docket {
    /// The members, sorted by (created, source).
    pub members: Vec<Member>,
    /// What people decided, sorted.
    #[serde(default)]
    pub constraints: Vec<Constraint>,
}
