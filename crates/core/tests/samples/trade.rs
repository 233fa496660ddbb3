//! Orders, parcels, articles, shows and shops.
use std::collections::BTreeMap;

use aftersync_core::model::aftersale::AccountRef;
use aftersync_core::model::custom::{CustomMoney, CustomValue, LineCustom, Told};
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::ids::{AccountId, ListingId, OrderId, ProductId, ShowId, SourceId};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::order::{
    Attribution, HostRef, LineFacts, Order, OrderLine, OrderSnapshot, OrderState, Receiver,
};
use aftersync_core::model::product::{JoinedBy, Listing, Product, ProductCode};
use aftersync_core::model::shipment::{Direction, Parcel, ParcelRef, ParcelSnapshot, ParcelState};
use aftersync_core::model::shop::{ShopState, TokenPair};
use aftersync_core::model::show::{Caption, OnScreen, Room, Show, ShowIndex};

use super::{at, cny, platform, revision, shop, text, uid};

pub fn account_ref() -> AccountRef {
    AccountRef {
        scope: "shop-1".into(),
        uid: "buyer-77".into(),
        nickname: text("小林"),
    }
}

pub fn parcel_ref() -> ParcelRef {
    ParcelRef {
        number: "SF1234567890".into(),
        carrier: text("shunfeng"),
    }
}

pub fn evidence() -> Evidence {
    Evidence {
        kind: EvidenceKind::Video,
        url: text("https://img.example/1.mp4"),
        blob: text("b10b"),
        note: text("the zip is torn"),
    }
}

pub fn object_ref() -> ObjectRef {
    ObjectRef {
        platform: platform(),
        shop: shop(),
        object: "aftersale".into(),
        external_id: "as-9001".into(),
    }
}

/// One custom value of every type.
pub fn custom() -> BTreeMap<String, CustomValue> {
    BTreeMap::from([
        ("gift".into(), CustomValue::Flag(true)),
        ("level".into(), CustomValue::Text("gold".into())),
        ("points".into(), CustomValue::Integer(70)),
        ("spent".into(), CustomValue::Money(CustomMoney(cny(99_900)))),
    ])
}

pub fn receiver() -> Receiver {
    Receiver {
        name: text("林**"),
        phone: text("138****0000"),
        region: text("浙江省杭州市西湖区"),
        address: text("文三路***"),
    }
}

pub fn host_ref() -> HostRef {
    HostRef {
        id: "anchor-3".into(),
        name: text("阿美"),
    }
}

pub fn order_line() -> OrderLine {
    OrderLine {
        external_id: "6900001-1".into(),
        sku: "sku-11".into(),
        title: "羊毛围巾".into(),
        quantity: 2,
        paid: cny(12_800),
        merchant_code: text("SC-11"),
        barcode: text("6901234567892"),
        supplier: text("Hui Textile"),
        batch: text("2025-09"),
        host: Some(host_ref()),
        room: text("room-8"),
        custom: custom(),
    }
}

pub fn order_snapshot() -> OrderSnapshot {
    OrderSnapshot {
        external_id: "6900001".into(),
        account: Some(account_ref()),
        state: OrderState::Shipped,
        paid: cny(13_400),
        lines: vec![order_line()],
        receiver: Some(receiver()),
        parcels: vec![parcel_ref()],
        created_at: at(0),
        paid_at: Some(at(1)),
    }
}

pub fn line_facts() -> LineFacts {
    LineFacts {
        product: Some(ProductId(uid(1))),
        show: Some(ShowId(uid(2))),
        host: text("anchor-3"),
        attribution: Attribution::ByRoom,
    }
}

pub fn order() -> Order {
    Order {
        platform: platform(),
        shop: shop(),
        snapshot: order_snapshot(),
        revision: revision(),
        account: Some(AccountId(uid(3))),
        lines: vec![line_facts()],
        custom: vec![line_custom()],
    }
}

pub fn line_custom() -> LineCustom {
    LineCustom {
        line: order_line().external_id,
        fields: BTreeMap::from([("batch".into(), told())]),
    }
}

pub fn told() -> Told {
    Told {
        by_hand: true,
        revision: 0,
        value: CustomValue::Text("B-2026-11".into()),
    }
}

pub fn parcel_snapshot() -> ParcelSnapshot {
    ParcelSnapshot {
        number: "SF1234567890".into(),
        carrier: text("shunfeng"),
        state: ParcelState::InTransit,
        at: at(90),
        last_scan: text("已由快递员小王揽收"),
    }
}

pub fn parcel() -> Parcel {
    Parcel {
        snapshot: Some(parcel_snapshot()),
        revision: revision(),
        order: Some(OrderId(uid(4))),
        named_by: vec![(SourceId(uid(5)), Direction::Return)],
    }
}

pub fn product() -> Product {
    Product {
        id: ProductId(uid(1)),
        title: "羊毛围巾".into(),
        merchant_code: text("SC-11"),
        barcode: text("6901234567892"),
        supplier: text("Hui Textile"),
        category: text("accessory"),
        custom: custom(),
        listings: vec![ListingId(uid(6))],
        merged_into: Some(ProductId(uid(7))),
    }
}

pub fn listing() -> Listing {
    Listing {
        platform: platform(),
        shop: shop(),
        sku: "sku-11".into(),
        title: "围巾 羊毛".into(),
        product: ProductId(uid(1)),
        joined_by: JoinedBy::MerchantCode,
    }
}

pub fn product_code() -> ProductCode {
    ProductCode {
        product: ProductId(uid(1)),
    }
}

pub fn room() -> Room {
    Room {
        platform: platform(),
        shop: shop(),
        external_id: "room-8".into(),
    }
}

pub fn on_screen() -> OnScreen {
    OnScreen {
        from: at(-30),
        until: Some(at(-20)),
        sku: "sku-11".into(),
        link: Some(7),
    }
}

pub fn caption() -> Caption {
    Caption {
        at: at(-29),
        text: "谢谢小林下单".into(),
    }
}

pub fn show() -> Show {
    Show {
        id: ShowId(uid(2)),
        title: "双十一预热".into(),
        host: host_ref(),
        rooms: vec![room()],
        starts_at: at(-60),
        ends_at: at(60),
        on_screen: vec![on_screen()],
        captions: vec![caption()],
        revision: 3,
    }
}

pub fn show_index() -> ShowIndex {
    ShowIndex {
        shows: vec![(ShowId(uid(2)), at(-60), at(60))],
    }
}

pub fn token_pair() -> TokenPair {
    TokenPair {
        access: "access-word".into(),
        refresh: text("refresh-word"),
        expires_at: at(600),
    }
}

pub fn shop_state() -> ShopState {
    ShopState {
        platform: platform(),
        shop: shop(),
        tokens: Some(token_pair()),
        polled_until: Some(at(-5)),
        poll_page: text("2"),
        poll_to: Some(at(0)),
        warned: Some("the authorisation ends soon".into()),
        stopped: text("the authorisation ended"),
    }
}
