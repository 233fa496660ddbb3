use aftersync_core::limits::{MAX_LEAVES, MAX_NESTING, MAX_RULES};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::condition::{Attribute, Check, CustomRef, Test};
use aftersync_core::model::config::{AutoPolicy, Config, QueueConfig, ShopConfig, Then, When};
use aftersync_core::model::custom::{CustomField, CustomIs, CustomMoney, CustomOn, CustomType, CustomValue};
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::selection::{Floor, SkillTier};
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::model::time::Timestamp;
use aftersync_core::routing::validate;

use crate::fixture::{config, into_queue, rule};

/// Exactly one problem is found, and its text contains this.
fn only(config: &Config, part: &str) {
    let problems = validate(config);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].to_string().contains(part), "{problems:?}");
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

fn text(word: &str) -> CustomValue {
    CustomValue::Text(word.into())
}

fn nested(depth: usize) -> When {
    (0..depth).fold(When::Always, |inner, _| When::Not(Box::new(inner)))
}

#[test]
fn the_default_and_a_sound_configuration_pass() {
    assert_eq!(validate(&Config::default()), Vec::new());
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
    assert_eq!(validate(&sound), Vec::new());
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
    twice.queues.push(QueueConfig::new("vip"));
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
    assert_eq!(validate(&config), Vec::new());
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
    config.queues.push(QueueConfig {
        per_agent: Some(0),
        ..QueueConfig::new("q")
    });
    only(
        &config,
        "queues[0].per_agent: nobody may have a ticket of it with 0 (allowed: 1 or more",
    );
    let mut config = Config::default();
    config.presence.lead_out_ms = -1;
    only(&config, "presence.lead_out_ms: -1 milliseconds (allowed: 0 to");
    let offer = |for_ms, max_offers| Some(Reservation::Offer(OfferTerms { for_ms, max_offers }));
    let reserved = |reservation, stop| {
        let then = Then {
            reservation,
            ..Then::default()
        };
        let mut config = with_rule(When::Always, then);
        config.rules[0].stop = stop;
        config
    };
    only(
        &reserved(offer(30_000, 0), true),
        "rules[0].then.reservation.offer.max_offers",
    );
    only(
        &reserved(offer(30_000, 17), true),
        "rules[0].then.reservation.offer.max_offers: a ticket cannot be offered to 17 agents at a time (allowed: 1 to 16",
    );
    only(&reserved(offer(10, 1), true), "rules[0].then.reservation.offer.for_ms");
    only(
        &reserved(offer(30_000, 1), false),
        "rules[0].then.reservation: the rule does not stop",
    );
    let mut config = Config::default();
    config.queues.push(QueueConfig {
        first_action_ms: Some(0),
        ..QueueConfig::new("q")
    });
    only(&config, "queues[0].first_action_ms: nobody can do anything so soon");
    let mut config = Config::default();
    config.sla.0.insert(ClockKind::Decision, 0);
    only(&config, "sla.decision: a target of 0");
    let mut config = Config::default();
    config.windows.cool_off_ms = -1;
    only(&config, "cool_off_ms");
    let mut config = Config::default();
    config.auto.push(AutoPolicy {
        when: When::Always,
        at_most: -1,
        currency: Currency::CNY,
    });
    only(&config, "auto[0].at_most");
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

fn test(of: Attribute, is: Check) -> When {
    When::Test(Test::new(of, is))
}

#[test]
fn every_error_says_where_what_and_what_is_allowed() {
    let when = When::All(vec![
        When::Always,
        When::Not(Box::new(When::Any(vec![
            test(Attribute::Kind, Check::In(vec![text("repair"), text("refundonly")])),
            test(Attribute::Amount, Check::Ge(text("much"))),
            test(Attribute::Tags, Check::Eq(text("vip"))),
        ]))),
        When::InCalendar("night".into()),
    ]);
    let told: Vec<(String, String, String)> = validate(&with_rule(when, Then::default()))
        .into_iter()
        .map(|p| (p.path, p.wrong, p.allowed.unwrap_or_default()))
        .collect();
    let at = |n: usize| (told[n].0.as_str(), told[n].1.as_str());
    assert_eq!(
        at(0),
        (
            "rules[0].when.all[1].not.any[0].test.is.in[1]",
            "`refundonly` is not a word of kind"
        )
    );
    assert!(told[0].2.contains("refund_only"), "{told:?}");
    assert_eq!(
        at(1),
        (
            "rules[0].when.all[1].not.any[1].test.is.ge",
            "`much` is of another type"
        )
    );
    assert_eq!(told[1].2, "a whole number");
    assert_eq!(
        at(2),
        (
            "rules[0].when.all[1].not.any[2].test.is",
            "`eq` cannot be asked of tags, which is a list"
        )
    );
    assert_eq!(told[2].2, "has_any, has_all, exists, missing");
    assert_eq!(
        at(3),
        ("rules[0].when.all[2].in_calendar", "calendar `night` is not declared")
    );
    assert_eq!(told.len(), 4, "{told:?}");
}

#[test]
fn channels_clocks_and_groups_that_are_not_there() {
    let heard = |word: &str| test(Attribute::Channels, Check::HasAny(vec![text(word)]));
    assert_eq!(validate(&with_rule(heard("call"), Then::default())), Vec::new());
    let config = with_rule(heard("telephone"), Then::default());
    let told = validate(&config)[0].to_string();
    let allowed = "(allowed: chat, live_comment, form, sms, push, email, call, after_sale_note)";
    let place = "rules[0].when.test.is.has_any[0]";
    assert_eq!(
        told,
        format!("{place}: `telephone` is not a word of channels {allowed}")
    );
    let named = Then {
        sla: Some("gold".into()),
        notify: [" ".to_owned()].into(),
        ..Then::default()
    };
    let told: Vec<String> = validate(&with_rule(When::Always, named))
        .iter()
        .map(ToString::to_string)
        .collect();
    let policy = "rules[0].then.sla: policy `gold` is not among `sla_policies` (allowed: nothing is declared)";
    assert_eq!(told[0], policy);
    assert!(
        told[1].starts_with("rules[0].then.notify[0]: nobody is named"),
        "{told:?}"
    );
    assert_eq!(told.len(), 2);
}

#[test]
fn tests_of_custom_fields_are_typed_and_keep_the_value_to_themselves() {
    let of = || {
        Attribute::Custom(CustomRef {
            on: CustomOn::Ticket,
            name: "tier".into(),
        })
    };
    let secret = "13800000000";
    let mut config = with_rule(test(of(), Check::Eq(text(secret))), Then::default());
    only(&config, "custom field `tier` is not declared");
    config.custom = vec![field("tier", CustomType::Integer)];
    only(&config, "the value is of another type");
    assert!(!validate(&config)[0].to_string().contains(secret));
    config.custom = vec![field("tier", CustomType::Choice(vec!["gold".into()]))];
    only(&config, "not one of the choices (allowed: gold)");
    config.custom = vec![field("tier", CustomType::Text)];
    assert_eq!(validate(&config), Vec::new());
    config.custom = vec![field("tier", CustomType::Money)];
    config.rules[0].when = test(of(), Check::Lt(CustomValue::Money(CustomMoney(Money::cny(1)))));
    assert_eq!(validate(&config), Vec::new());
    config.rules[0].when = test(of(), Check::Lt(CustomValue::Integer(1)));
    only(&config, "an amount");
}

#[test]
fn limits_and_slips_of_tests() {
    let numbers = |n: i64| (0..n).map(CustomValue::Integer).collect();
    let with = |is: Check| with_rule(test(Attribute::Amount, is), Then::default());
    only(
        &with(Check::In(numbers(4_097))),
        "4097 values in one list (allowed: at most 4096)",
    );
    assert_eq!(validate(&with(Check::In(numbers(4_096)))), Vec::new());
    only(&with(Check::NotIn(Vec::new())), "empty");
    only(
        &with(Check::Between(CustomValue::Integer(2), CustomValue::Integer(1))),
        "nothing is between",
    );
    let useless = When::Test(Test::new(Attribute::Host, Check::Exists).or_missing());
    only(
        &with_rule(useless, Then::default()),
        "`or_missing` means nothing beside `exists`",
    );
    only(
        &with_rule(test(Attribute::Host, Check::Prefix(String::new())), Then::default()),
        "1 to 4096 bytes",
    );
    let mut ends = with(Check::Exists);
    ends.rules[0].valid_from = Some(Timestamp(5));
    ends.rules[0].valid_to = Some(Timestamp(5));
    only(&ends, "rules[0].valid_to");
}

#[test]
fn calendars_have_days_and_hours() {
    let with = |week: &[(u16, u16)], special: &str| Config {
        calendars: vec![Calendar {
            name: "desk".into(),
            week: [(
                Weekday::Monday,
                week.iter().map(|(from, to)| Hours { from: *from, to: *to }).collect(),
            )]
            .into(),
            special: [(special.to_owned(), Vec::new())].into(),
            ..Calendar::default()
        }],
        ..Config::default()
    };
    assert_eq!(validate(&with(&[(0, 720), (720, 1_440)], "2026-10-01")), Vec::new());
    only(&with(&[(0, 1_441)], "2026-10-01"), "calendars[0].week.monday[0]");
    only(&with(&[(9, 9)], "2026-10-01"), "no stretch");
    only(&with(&[(600, 720), (700, 800)], "2026-10-01"), "before the end");
    only(&with(&[], "2026-10-01"), "never open");
    let mut abroad = with(&[(0, 60)], "2026-10-01");
    abroad.calendars[0].zone = Some("Europe/Berlin".into());
    assert_eq!(validate(&abroad), Vec::new());
    abroad.calendars[0].zone = Some("Europe/Atlantis".into());
    only(&abroad, "calendars[0].zone");
    let mut made_up = with(&[(0, 60)], "2026-10-01");
    made_up.calendars[0].made_up = [("2027-02-29".to_owned(), Weekday::Friday)].into();
    only(&made_up, "calendars[0].made_up.2027-02-29");
    for day in ["2026-06-31", "2026-1-1", "tomorrow", ""] {
        only(&with(&[(0, 60)], day), "is no day");
    }
}

#[test]
fn what_falls_while_a_ticket_waits_must_fall() {
    let floors = |skill: &str, steps: &[(i64, u8)]| {
        let floor = |(after_ms, level): &(i64, u8)| Floor {
            after_ms: *after_ms,
            level: *level,
        };
        with_rule(
            When::Always,
            Then {
                skills: [("s".to_owned(), 4)].into(),
                floors: [(skill.to_owned(), steps.iter().map(floor).collect())].into(),
                ..Then::default()
            },
        )
    };
    assert_eq!(validate(&floors("s", &[(1, 3), (2, 1)])), Vec::new());
    only(&floors("t", &[(1, 3)]), "skill `t` is not asked for by this rule");
    only(&floors("s", &[(1, 4)]), "rules[0].then.floors.s[0]");
    only(&floors("s", &[(5, 3), (5, 2)]), "later than 5 ms");
    only(&floors("s", &[(5, 0)]), "a level from 1");
    let tiers = |tiers: &[(u8, i64)]| {
        let tier = |(tier, drop_after_ms): &(u8, i64)| SkillTier {
            tier: *tier,
            skills: [("s".to_owned(), 1)].into(),
            drop_after_ms: *drop_after_ms,
        };
        let tiers = tiers.iter().map(tier).collect();
        with_rule(
            When::Always,
            Then {
                tiers,
                ..Then::default()
            },
        )
    };
    assert_eq!(validate(&tiers(&[(1, 9), (2, 5), (3, 5)])), Vec::new());
    only(&tiers(&[(1, 4), (2, 5)]), "the highest tier is dropped first");
    only(&tiers(&[(1, 5), (1, 5)]), "each once");
    only(&tiers(&[(4, 5)]), "tier 4");
    only(&tiers(&[(1, 0)]), "1 ms or more");
}
