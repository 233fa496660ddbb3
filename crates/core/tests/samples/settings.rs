//! The configuration of a merchant.
use std::collections::BTreeMap;

use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::{
    AutoPolicy, Config, QueueConfig, QuietHours, Rule, ShopConfig, SlaTargets, Then, When, Windows,
};
use aftersync_core::model::custom::{CustomField, CustomIs, CustomOn, CustomType, CustomValue};
use aftersync_core::model::customer::{IdentityConfig, JoinBy};
use aftersync_core::model::ids::AppId;
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Currency;
use aftersync_core::model::ticket::ClockKind;

use super::{platform, shop, text};

pub fn shop_config() -> ShopConfig {
    ShopConfig {
        platform: platform(),
        shop: shop(),
        app: Some(AppId::new("app-1")),
        name: "旗舰店".into(),
        currency: Currency::CNY,
        poll_every_ms: 300_000,
        settings: BTreeMap::from([("shop_cipher".to_owned(), "GCP_x1".to_owned())]),
        return_address: text("addr-4"),
        notices: false,
    }
}

pub fn queue_config() -> QueueConfig {
    QueueConfig {
        name: "refunds".into(),
        groups: vec!["refunds".into()],
    }
}

/// One condition of every kind.
pub fn whens() -> Vec<When> {
    vec![
        When::Always,
        When::All(vec![When::Always]),
        When::Any(vec![When::Always]),
        When::Not(Box::new(When::Always)),
        When::Kind(vec![Kind::Exchange]),
        When::Issue(vec![IssueType::Damaged]),
        When::Headline(vec![Headline::Disputed]),
        When::Platform(vec![platform()]),
        When::Shop(vec![shop()]),
        When::Host(vec!["anchor-3".into()]),
        When::Tag(vec!["vip".into()]),
        When::Flag(vec!["parcel_lost".into()]),
        When::AmountAtLeast(10_000),
        When::ReopenedAtLeast(2),
        When::Custom(CustomIs::ticket("level", CustomValue::Text("gold".into()))),
    ]
}

pub fn then() -> Then {
    Then {
        queue: text("refunds"),
        band: Some(1),
        weight: Some(20),
        skills: BTreeMap::from([("english".into(), 3)]),
        tags: vec!["vip".into()],
    }
}

pub fn rule() -> Rule {
    Rule {
        name: "big ones first".into(),
        when: When::All(whens()),
        then: then(),
        stop: true,
    }
}

pub fn auto_policy() -> AutoPolicy {
    AutoPolicy {
        when: When::Kind(vec![Kind::RefundOnly]),
        at_most: 2_000,
        currency: Currency::CNY,
    }
}

pub fn windows() -> Windows {
    Windows {
        cool_off_ms: 1,
        reopen_ms: 2,
        buyer_answer_ms: 3,
        buyer_return_ms: 4,
        stale_notice_ms: 5,
        goodwill_cap: 6,
    }
}

pub fn quiet_hours() -> QuietHours {
    QuietHours { from: 1_320, to: 480 }
}

pub fn sla_targets() -> SlaTargets {
    SlaTargets(BTreeMap::from([
        (ClockKind::FirstResponse, 900_000),
        (ClockKind::Refund, 172_800_000),
    ]))
}

/// A field of every type.
pub fn custom_types() -> Vec<CustomType> {
    vec![
        CustomType::Text,
        CustomType::Integer,
        CustomType::Flag,
        CustomType::Money,
        CustomType::Time,
        CustomType::Choice(vec!["gold".into(), "silver".into()]),
    ]
}

pub fn custom_is() -> CustomIs {
    CustomIs::new(CustomOn::Line, "level", CustomValue::Text("gold".into()))
}

pub fn custom_field() -> CustomField {
    CustomField {
        on: CustomOn::Customer,
        name: "level".into(),
        of: CustomType::Choice(vec!["gold".into(), "silver".into()]),
        personal: true,
    }
}

pub fn config() -> Config {
    Config {
        version: 4,
        zone_minutes: 480,
        shops: vec![shop_config()],
        queues: vec![queue_config()],
        rules: vec![rule()],
        fallback_queue: "aftersales".into(),
        auto: vec![auto_policy()],
        windows: windows(),
        quiet_hours: Some(quiet_hours()),
        identity: identity_config(),
        sla: sla_targets(),
        custom: vec![custom_field()],
    }
}

pub fn identity_config() -> IdentityConfig {
    IdentityConfig {
        by: JoinBy::Keys,
        whole_phones: true,
    }
}
