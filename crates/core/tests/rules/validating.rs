use aftersync_core::limits::{MAX_LEAVES, MAX_NESTING, MAX_RULES};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::config::{AutoPolicy, Config, QueueConfig, ShopConfig, Then, When};
use aftersync_core::model::custom::{CustomField, CustomIs, CustomOn, CustomType, CustomValue};
use aftersync_core::model::money::Currency;
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::routing::validate;

use crate::fixture::{config, into_queue, rule};

/// Exactly one problem is found, and its text contains this.
fn only(config: &Config, part: &str) {
    let problems = validate(config);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains(part), "{problems:?}");
}

fn with_rule(when: When, then: Then) -> Config {
    config(vec![rule("r", when, then, true)])
}

fn field(name: &str, of: CustomType) -> CustomField {
    CustomField {
        on: CustomOn::Ticket,
        name: name.into(),
        of,
        personal: false,
    }
}

fn nested(depth: usize) -> When {
    (0..depth).fold(When::Always, |inner, _| When::Not(Box::new(inner)))
}

#[test]
fn the_default_and_a_sound_configuration_pass() {
    assert_eq!(validate(&Config::default()), Vec::<String>::new());
    let mut sound = with_rule(nested(MAX_NESTING), into_queue("vip"));
    sound.rules.push(rule(
        "back",
        When::Custom(CustomIs::ticket("tier", CustomValue::Text("gold".into()))),
        into_queue("aftersales"),
        true,
    ));
    sound
        .custom
        .push(field("tier", CustomType::Choice(vec!["gold".into()])));
    assert_eq!(validate(&sound), Vec::<String>::new());
}

#[test]
fn names_that_lead_nowhere_or_twice() {
    only(
        &with_rule(When::Always, into_queue("nowhere")),
        "queue `nowhere` is not declared",
    );
    let add_only = config(vec![rule("r", When::Always, into_queue("vip"), false)]);
    only(&add_only, "does not stop");
    let mut twice = config(Vec::new());
    twice.queues.push(QueueConfig {
        name: "vip".into(),
        groups: Vec::new(),
    });
    only(&twice, "queue `vip` is declared twice");
    let r = rule("r", When::Always, Then::default(), true);
    only(&config(vec![r.clone(), r]), "rule `r` is declared twice");
    let no_fallback = Config {
        fallback_queue: " ".into(),
        ..Config::default()
    };
    only(&no_fallback, "fallback");
}

#[test]
fn shops_are_unique_on_their_platform() {
    let shop = |platform: &str| -> ShopConfig {
        serde_json::from_value(serde_json::json!({ "platform": platform, "shop": "1" })).unwrap()
    };
    let mut config = Config {
        shops: vec![shop("douyin"), shop("taobao")],
        ..Config::default()
    };
    assert_eq!(validate(&config), Vec::<String>::new());
    config.shops.push(shop("douyin"));
    only(&config, "shop `douyin 1` is declared twice");
}

#[test]
fn values_out_of_range() {
    let then = |band, weight, level| Then {
        band,
        weight,
        skills: [("s".to_owned(), level)].into(),
        ..Then::default()
    };
    only(&with_rule(When::Always, then(Some(5), None, 1)), "band 5");
    only(&with_rule(When::Always, then(None, Some(-1), 1)), "weight -1");
    only(&with_rule(When::Always, then(None, None, 6)), "level 6");
    let mut config = Config::default();
    config.sla.0.insert(ClockKind::Decision, 0);
    only(&config, "Decision");
    let mut config = Config::default();
    config.windows.cool_off_ms = -1;
    only(&config, "cool_off_ms");
    let mut config = Config::default();
    config.auto.push(AutoPolicy {
        when: When::Always,
        at_most: -1,
        currency: Currency::CNY,
    });
    only(&config, "automatic policy 1");
}

#[test]
fn limits_of_size() {
    only(&with_rule(nested(MAX_NESTING + 1), Then::default()), "nested 5 deep");
    let leaves = vec![When::Always; MAX_LEAVES + 1];
    only(&with_rule(When::All(leaves), Then::default()), "65 conditions");
    only(
        &with_rule(When::Kind(Vec::<Kind>::new()), Then::default()),
        "never match",
    );
    let any = When::Not(Box::new(When::Any(Vec::new())));
    only(&with_rule(any, Then::default()), "`any` of nothing");
    let many = (0..=MAX_RULES)
        .map(|n| rule(&format!("r{n}"), When::Always, Then::default(), true))
        .collect();
    only(&config(many), "2001 rules");
}

#[test]
fn custom_fields_are_declared_and_typed() {
    let gold = When::Custom(CustomIs::ticket("tier", CustomValue::Text("gold".into())));
    let mut config = with_rule(gold, Then::default());
    only(&config, "custom field `tier` is not declared");
    config.custom = vec![field("tier", CustomType::Integer)];
    only(&config, "of another type");
    config.custom = vec![field("tier", CustomType::Text), field("tier", CustomType::Text)];
    only(&config, "declared twice");
    config.custom = vec![field("tier", CustomType::Text), field("Tier!", CustomType::Text)];
    only(&config, "lower-case");
    config.custom[1] = field("pick", CustomType::Choice(Vec::new()));
    only(&config, "no choice");
    config.custom = vec![CustomField {
        on: CustomOn::Customer,
        ..field("tier", CustomType::Text)
    }];
    only(&config, "not declared for a ticket");
}
