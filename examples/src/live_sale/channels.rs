//! What the platform has no interface for and the host hands in: chats, the merchant's own app, carriers.
use aftersync::model::shipment::ParcelState;
use aftersync::{
    About, AccountRef, AttestedKey, Channel, Fact, FactBody, KeyKind, MessageSnapshot, ParcelSnapshot, Platform,
    Sender, ShopId, Timestamp,
};

use super::cast::{Buyer, own_app};
use super::site::Site;

/// Where a buyer writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// In the shop's chat on a platform (by place), read by a plug-in of the merchant's.
    Shop(usize),
    /// In the merchant's own app, where the phone is proven by a code.
    App,
    /// In the live room there.
    Room(usize),
}

/// A message.
pub(super) struct Words {
    /// Where.
    pub at: Where,
    /// The channel's number of it.
    pub id: String,
    /// What.
    pub text: String,
    /// The order, where the channel itself knows it, and its platform.
    pub order: Option<(Platform, i64)>,
}

/// A buyer's account in the merchant's app.
pub(super) fn member(buyer: &Buyer) -> AccountRef {
    AccountRef {
        scope: "member".into(),
        uid: format!("m{}", buyer.place),
        nickname: None,
    }
}

fn phone(buyer: &Buyer) -> AttestedKey {
    AttestedKey {
        kind: KeyKind::ProvenPhone,
        scope: String::new(),
        value: buyer.phone.clone(),
        linkable: true,
    }
}

/// Whose channel it is.
pub(super) fn of(sites: &[Site], at: Where) -> (Platform, ShopId) {
    let own = || (own_app(), ShopId::new("member"));
    match at {
        Where::App => own(),
        Where::Shop(site) | Where::Room(site) => sites.get(site).map_or_else(own, |s| (s.platform(), s.shop())),
    }
}

/// A message as a fact. `account` is who the buyer is on the platform, once an order said so.
pub(super) fn message(
    sites: &[Site],
    buyer: &Buyer,
    account: Option<AccountRef>,
    words: &Words,
    now: Timestamp,
) -> Fact {
    let (platform, shop) = of(sites, words.at);
    let channel = match words.at {
        Where::Shop(_) => Channel::Chat,
        Where::Room(_) => Channel::LiveComment,
        Where::App => Channel::Form,
    };
    let in_app = words.at == Where::App;
    let snapshot = MessageSnapshot {
        external_id: words.id.clone(),
        conversation: conversation(buyer, words.at),
        channel,
        sender: Sender::Buyer,
        account: if in_app { Some(member(buyer)) } else { account },
        keys: if in_app { vec![phone(buyer)] } else { Vec::new() },
        text: words.text.clone(),
        evidence: Vec::new(),
        about: About {
            order: words.order.as_ref().map(|(_, order)| order.to_string()),
            platform: words.order.as_ref().map(|(platform, _)| platform.clone()),
            ..About::default()
        },
        issue: None,
        at: now,
    };
    fact(platform, shop, now, FactBody::Message(Box::new(snapshot)))
}

/// The conversation a buyer writes in.
pub(super) fn conversation(buyer: &Buyer, at: Where) -> String {
    match at {
        Where::Shop(_) => format!("chat-{}", buyer.place),
        Where::App => format!("form-{}", buyer.place),
        Where::Room(_) => format!("room-{}", buyer.place),
    }
}

/// A member joined their account on the platform to their membership, by a code sent to their phone.
pub(super) fn bound(site: &Site, buyer: &Buyer, account: AccountRef, now: Timestamp) -> Fact {
    let keys = vec![phone(buyer)];
    fact(site.platform(), site.shop(), now, FactBody::Contact { account, keys })
}

/// A carrier's scan.
pub(super) fn scan(number: &str, state: ParcelState, now: Timestamp) -> Fact {
    let snapshot = ParcelSnapshot {
        number: number.to_owned(),
        carrier: Some("shunfeng".into()),
        state,
        at: now,
        last_scan: None,
    };
    let carrier = Platform::new("shunfeng");
    fact(
        carrier,
        ShopId::new("carrier"),
        now,
        FactBody::Parcel(Box::new(snapshot)),
    )
}

fn fact(platform: Platform, shop: ShopId, now: Timestamp, body: FactBody) -> Fact {
    Fact {
        platform,
        shop,
        revision: now.0,
        occurred_at: now,
        body,
        raw: None,
    }
}
