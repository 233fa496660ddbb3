//! Compiled rules: the index, the list and a naive reading agree on every decision.

use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::condition::{Attribute, Check, CustomRef, Test, When};
use aftersync_core::model::config::{Config, Rule, Then};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::custom::{CustomMoney, CustomOn, CustomValue};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::{HOUR, Timestamp};
use aftersync_core::routing::{Matched, Placement, Ruleset, Search, Subject, holds, place, place_by};
use proptest::prelude::*;

use crate::conditions::any_when;
use crate::fixture::{OPENED, config, into_queue, line, rule, ticket};

fn text(word: &str) -> CustomValue {
    CustomValue::Text(word.to_owned())
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::parse("USD").unwrap())
}

fn custom(on: CustomOn, name: &str) -> Attribute {
    Attribute::Custom(CustomRef {
        on,
        name: name.to_owned(),
    })
}

/// What the naive reading sees.
#[derive(Clone, Debug)]
enum Seen {
    Nothing,
    One(CustomValue),
    Many(Vec<String>),
}

/// The attributes of the tests, read by hand.
fn seen(of: &Attribute, t: &Ticket, now: Timestamp) -> Seen {
    let number = |n: i64| Seen::One(CustomValue::Integer(n));
    let words = |words: Vec<String>| {
        if words.is_empty() {
            Seen::Nothing
        } else {
            Seen::Many(words)
        }
    };
    match of {
        Attribute::Kind => Seen::One(text(t.axes.kind.as_str())),
        Attribute::Host => t.host.as_deref().map_or(Seen::Nothing, |host| Seen::One(text(host))),
        Attribute::Amount => number(t.amounts.requested),
        Attribute::Age => number(now.0 - t.opened_at.0),
        Attribute::Tags => words(t.local.tags.iter().cloned().collect()),
        Attribute::Skus => words(t.lines.iter().map(|line| line.sku.clone()).collect()),
        Attribute::Orphan => Seen::One(text(if t.orphan { "true" } else { "false" })),
        Attribute::Custom(of) => match t.local.custom.get(&of.name) {
            Some(CustomValue::Flag(yes)) => Seen::One(text(if *yes { "true" } else { "false" })),
            Some(other) => Seen::One(other.clone()),
            None => Seen::Nothing,
        },
        other => panic!("{other:?} is not in these tests"),
    }
}

/// The specification of a test, read aloud.
fn naive_test(test: &Test, t: &Ticket, now: Timestamp) -> bool {
    let wanted = |value: &CustomValue| match value {
        CustomValue::Flag(yes) => text(if *yes { "true" } else { "false" }),
        other => other.clone(),
    };
    let seen = seen(&test.of, t, now);
    let value = match (&seen, &test.is) {
        (Seen::Nothing, Check::Missing) => return true,
        (Seen::Nothing, _) => return test.or_missing,
        (_, Check::Missing) => return false,
        (_, Check::Exists) => return true,
        (Seen::Many(has), Check::HasAny(list)) => return list.iter().any(|w| has.iter().any(|h| text(h) == *w)),
        (Seen::Many(has), Check::HasAll(list)) => return list.iter().all(|w| has.iter().any(|h| text(h) == *w)),
        // A list equals no single value.
        (Seen::Many(_), check) => return matches!(check, Check::Ne(_) | Check::NotIn(_)),
        (Seen::One(value), _) => value,
    };
    let order = |with: &CustomValue| match (value, with) {
        (CustomValue::Integer(a), CustomValue::Integer(b)) => Some(a.cmp(b)),
        (CustomValue::Money(a), CustomValue::Money(b)) if a.0.currency == b.0.currency => {
            Some(a.0.minor.cmp(&b.0.minor))
        }
        _ => None,
    };
    match &test.is {
        Check::Eq(one) => *value == wanted(one),
        Check::Ne(one) => *value != wanted(one),
        Check::In(list) => list.iter().any(|one| *value == wanted(one)),
        Check::NotIn(list) => list.iter().all(|one| *value != wanted(one)),
        Check::Lt(than) => order(than).is_some_and(|by| by.is_lt()),
        Check::Le(than) => order(than).is_some_and(|by| by.is_le()),
        Check::Gt(than) => order(than).is_some_and(|by| by.is_gt()),
        Check::Ge(than) => order(than).is_some_and(|by| by.is_ge()),
        Check::Between(a, b) => order(a).is_some_and(|by| by.is_ge()) && order(b).is_some_and(|by| by.is_le()),
        Check::Prefix(start) => matches!(value, CustomValue::Text(word) if word.starts_with(start.as_str())),
        Check::Glob(glob) => matches!(value, CustomValue::Text(word) if naive_glob(glob.as_bytes(), word.as_bytes())),
        _ => false,
    }
}

fn naive_glob(pattern: &[u8], word: &[u8]) -> bool {
    match (pattern.split_first(), word.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            naive_glob(rest, word) || word.split_first().is_some_and(|(_, left)| naive_glob(pattern, left))
        }
        (Some((b'?', rest)), Some((_, left))) => naive_glob(rest, left),
        (Some((a, rest)), Some((b, left))) => a == b && naive_glob(rest, left),
        _ => false,
    }
}

fn naive(when: &When, of: &Subject<'_>) -> bool {
    match when {
        When::All(parts) => parts.iter().all(|part| naive(part, of)),
        When::Any(parts) => parts.iter().any(|part| naive(part, of)),
        When::Not(part) => !naive(part, of),
        When::Test(test) => naive_test(test, of.ticket, of.now),
        When::InCalendar(name) => {
            let hour = of.now.0.rem_euclid(24 * HOUR) / HOUR;
            name == "day" && (8..20).contains(&hour)
        }
        When::OwnerIs(ids) => of
            .ticket
            .assignment
            .last_agent
            .is_some_and(|owner| ids.contains(&owner)),
        other => holds(other, of),
    }
}

fn naive_match(config: &Config, of: &Subject<'_>) -> Matched {
    let mut found = Matched::default();
    for (place, rule) in config.rules.iter().enumerate() {
        let live = rule.valid_from.is_none_or(|from| of.now >= from) && rule.valid_to.is_none_or(|to| of.now < to);
        if !rule.enabled || !live || !naive(&rule.when, of) {
            continue;
        }
        if rule.stop {
            found.winner = Some(place);
            break;
        }
        found.adds.push(place);
    }
    found
}

fn any_value() -> impl Strategy<Value = CustomValue> {
    prop_oneof![
        4 => prop::sample::select(vec!["a", "ab", "abc", "b", "repair", "exchange", "true"]).prop_map(text),
        4 => (-3i64..6).prop_map(CustomValue::Integer),
        1 => Just(CustomValue::Integer(i64::MAX)),
        1 => Just(CustomValue::Integer(i64::MIN)),
        1 => any::<bool>().prop_map(CustomValue::Flag),
        1 => (0i64..4).prop_map(|minor| CustomValue::Money(CustomMoney(Money::cny(minor)))),
        1 => (0i64..4).prop_map(|minor| CustomValue::Money(CustomMoney(usd(minor)))),
    ]
}

fn any_test() -> impl Strategy<Value = When> {
    let of = prop::sample::select(vec![
        Attribute::Kind,
        Attribute::Host,
        Attribute::Amount,
        Attribute::Age,
        Attribute::Tags,
        Attribute::Skus,
        Attribute::Orphan,
        custom(CustomOn::Ticket, "x"),
        custom(CustomOn::Ticket, "y"),
    ]);
    let list = || prop::collection::vec(any_value(), 0..4);
    let pattern = || prop::sample::select(vec!["a", "a*", "*b", "a?c", "", "*", "?", "a*c"]).prop_map(str::to_owned);
    let is = prop_oneof![
        any_value().prop_map(Check::Eq),
        any_value().prop_map(Check::Ne),
        list().prop_map(Check::In),
        list().prop_map(Check::NotIn),
        any_value().prop_map(Check::Lt),
        any_value().prop_map(Check::Le),
        any_value().prop_map(Check::Gt),
        any_value().prop_map(Check::Ge),
        (any_value(), any_value()).prop_map(|(a, b)| Check::Between(a, b)),
        Just(Check::Exists),
        Just(Check::Missing),
        list().prop_map(Check::HasAny),
        list().prop_map(Check::HasAll),
        pattern().prop_map(Check::Prefix),
        pattern().prop_map(Check::Glob),
    ];
    (of, is, any::<bool>()).prop_map(|(of, is, or_missing)| When::Test(Test { of, is, or_missing }))
}

fn any_condition() -> impl Strategy<Value = When> {
    let leaf = prop_oneof![
        8 => any_test(),
        2 => any_when(),
        1 => prop::sample::select(vec!["day", "never"]).prop_map(|name| When::InCalendar(name.into())),
        1 => prop::sample::select(vec!["an", "bo"]).prop_map(|name| When::OwnerIs(vec![AgentId::of(name)])),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(When::All),
            1 => prop::collection::vec(inner.clone(), 0..3).prop_map(When::Any),
            1 => inner.prop_map(|part| When::Not(Box::new(part))),
        ]
    })
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let span = || prop::option::weighted(0.1, (0i64..48).prop_map(|hours| OPENED.plus(hours * HOUR)));
    let queue = prop::option::of(prop::sample::select(vec!["returns", "money", "vip"]));
    let parts = (any_condition(), queue, prop::option::of(0u8..5), any::<bool>());
    (parts, prop::bool::weighted(0.9), span(), span()).prop_map(|((when, queue, band, stop), enabled, from, to)| {
        let then = Then {
            queue: queue.map(str::to_owned),
            band,
            ..Then::default()
        };
        Rule {
            stop,
            enabled,
            valid_from: from,
            valid_to: to,
            ..Rule::new("r", when, then)
        }
    })
}

fn any_ticket() -> impl Strategy<Value = Ticket> {
    let words = || prop::sample::subsequence(vec!["a", "ab", "abc", "b", "zz"], 0..4);
    let host = prop::option::of(prop::sample::select(vec!["a", "ab", "axc", "other"]));
    let owner = prop::option::of(prop::sample::select(vec!["an", "bo", "cy"]));
    let fields = (prop::option::of(any_value()), prop::option::of(any_value()));
    let parts = (prop::sample::select(Kind::ALL.to_vec()), host, -3i64..7, any::<bool>());
    (parts, words(), words(), fields, owner).prop_map(|((kind, host, fen, orphan), tags, skus, fields, owner)| {
        let mut t = ticket(kind);
        t.host = host.map(str::to_owned);
        t.orphan = orphan;
        t.amounts.requested = fen;
        t.local.tags = tags.into_iter().map(str::to_owned).collect();
        t.lines = skus.into_iter().map(|sku| line(sku, 1, 100)).collect();
        t.assignment.last_agent = owner.map(AgentId::of);
        let values = [("x", fields.0), ("y", fields.1)];
        t.local.custom = values
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        t
    })
}

fn calendars() -> Vec<Calendar> {
    let week = Weekday::ALL
        .iter()
        .map(|day| (*day, vec![Hours { from: 480, to: 1_200 }]));
    vec![Calendar {
        name: "day".into(),
        week: week.collect(),
        ..Calendar::default()
    }]
}

fn configured(rules: Vec<Rule>) -> Config {
    Config {
        zone_minutes: 0,
        calendars: calendars(),
        ..config(rules)
    }
}

fn quiet(placed: Placement) -> Placement {
    Placement {
        considered: Vec::new(),
        ..placed
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn index_list_and_naive_reading_agree(
        rules in prop::collection::vec(any_rule(), 0..90),
        tickets in prop::collection::vec((any_ticket(), 0i64..48), 1..6),
    ) {
        let config = configured(rules);
        let linear = Ruleset::with(&config, Search::Linear);
        let indexed = Ruleset::with(&config, Search::Indexed);
        for (ticket, hours) in &tickets {
            let subject = Subject::from(ticket).at(OPENED.plus(hours * HOUR), &config);
            let expected = naive_match(&config, &subject);
            prop_assert_eq!(&linear.matching(&subject), &expected, "list");
            prop_assert_eq!(&indexed.matching(&subject), &expected, "index");
        }
    }

    #[test]
    fn the_explanation_agrees_with_the_decision(
        rules in prop::collection::vec(any_rule(), 0..80), ticket in any_ticket(), hours in 0i64..48,
    ) {
        let config = configured(rules);
        let subject = Subject::from(&ticket).at(OPENED.plus(hours * HOUR), &config);
        let explained = place(&config, &subject);
        let winner = explained.considered.last().is_some_and(|last| last.matched);
        prop_assert!(explained.rule.is_none() || winner);
        prop_assert_eq!(quiet(explained), place_by(&Ruleset::new(&config), &config, &subject));
    }

    #[test]
    fn a_rule_of_many_that_does_not_match_changes_nothing(
        rules in prop::collection::vec(any_rule(), 66..80), ticket in any_ticket(), at in 0usize..66,
    ) {
        let config = configured(rules);
        let subject = Subject::from(&ticket).at(OPENED, &config);
        let with = Ruleset::new(&config).matching(&subject);
        if with.winner == Some(at) || with.adds.contains(&at) {
            return Ok(());
        }
        let mut fewer = config.clone();
        fewer.rules.remove(at);
        let without = Ruleset::new(&fewer).matching(&Subject::from(&ticket).at(OPENED, &fewer));
        let moved = |place: usize| if place > at { place - 1 } else { place };
        prop_assert_eq!(without.winner, with.winner.map(moved));
        prop_assert_eq!(without.adds, with.adds.into_iter().map(moved).collect::<Vec<_>>());
    }
}

#[test]
fn a_field_too_large_for_a_table_is_tested_rule_by_rule() {
    // 70 rules with 4,000 numbers each: more rows than a table holds.
    let numbers = |n: i64| (0..4_000).map(|at| CustomValue::Integer(n * 8_000 + at * 2)).collect();
    let rules = (0..70)
        .map(|n| {
            let when = When::Test(Test::new(Attribute::Amount, Check::In(numbers(n))));
            rule(&format!("r{n}"), when, into_queue("vip"), true)
        })
        .collect();
    let config = config(rules);
    let rules = Ruleset::new(&config);
    for (fen, winner) in [(0, Some(0)), (1, None), (8_002, Some(1)), (69 * 8_000, Some(69))] {
        let mut t = ticket(Kind::Repair);
        t.amounts.requested = fen;
        assert_eq!(rules.matching(&Subject::from(&t)).winner, winner, "{fen}");
    }
}

#[test]
fn what_stands_around_is_asked_for_only_where_rules_look() {
    let asks = |of: Attribute| {
        let when = When::Not(Box::new(When::Test(Test::new(of, Check::Exists))));
        let around = Ruleset::new(&config(vec![rule("r", when, Then::default(), true)])).around();
        (around.order, around.products, around.customer)
    };
    assert_eq!(asks(Attribute::Amount), (false, false, false));
    assert_eq!(asks(Attribute::PaidTotal), (true, false, false));
    assert_eq!(asks(Attribute::Region), (true, false, false));
    assert_eq!(asks(Attribute::Categories), (true, true, false));
    assert_eq!(asks(Attribute::CustomerTags), (false, false, true));
    assert_eq!(asks(custom(CustomOn::Line, "gift")), (true, false, false));
    assert_eq!(asks(custom(CustomOn::Customer, "vip")), (false, false, true));
}

#[test]
fn every_attribute_reads_what_the_ticket_has() {
    let mut t = ticket(Kind::Exchange);
    t.issue = IssueType::Damaged;
    t.amounts.requested = 700;
    t.amounts.refunded = 5;
    t.episode = 3;
    t.host = Some("li".into());
    t.lines = vec![line("s1", 2, 100), line("s2", 1, 100)];
    t.platform_deadline = Some(OPENED.plus(5 * HOUR));
    let is = |of: Attribute, is: Check| {
        holds(
            &When::Test(Test::new(of, is)),
            &Subject::from(&t).at(OPENED.plus(HOUR), &Config::default()),
        )
    };
    let number = CustomValue::Integer;
    use Attribute as A;
    for (of, word) in [
        (A::Platform, "douyin"),
        (A::Shop, "4463"),
        (A::Kind, "exchange"),
        (A::Issue, IssueType::Damaged.as_str()),
        (A::Headline, Headline::AwaitingSeller.as_str()),
        (A::WaitingOn, t.waiting_on.as_str()),
        (A::Goods, t.axes.goods.as_str()),
        (A::Money, "none"),
        (A::Replacement, "none"),
        (A::Dispute, "none"),
        (A::Decision, "none"),
        (A::Currency, "CNY"),
        (A::Host, "li"),
    ] {
        assert!(is(of.clone(), Check::Eq(text(word))), "{of:?} {word}");
        assert!(!is(of.clone(), Check::Ne(text(word))), "{of:?}");
    }
    for (of, n) in [
        (A::Amount, 700),
        (A::Approved, 0),
        (A::Refunded, 5),
        (A::Compensation, 0),
        (A::Pieces, 3),
        (A::Reopened, 2),
        (A::Age, HOUR),
        (A::DeadlineIn, 4 * HOUR),
    ] {
        assert!(is(of.clone(), Check::Between(number(n), number(n))), "{of:?} {n}");
    }
    for of in [
        A::Room,
        A::Show,
        A::ReasonCode,
        A::Channels,
        A::Tags,
        A::Flags,
        A::CustomerTags,
        A::PaidTotal,
        A::Region,
        A::SlaSlack,
    ] {
        assert!(
            is(of.clone(), Check::Missing) && !is(of.clone(), Check::Exists),
            "{of:?}"
        );
    }
    assert!(is(A::Skus, Check::HasAll(vec![text("s1"), text("s2")])));
    assert!(is(
        A::Products,
        Check::HasAny(vec![text(&crate::fixture::product("s1").to_string())])
    ));
    assert!(is(A::Orphan, Check::Eq(CustomValue::Flag(false))) && is(A::Answered, Check::Eq(CustomValue::Flag(false))));
}

/// What no rule names makes no difference, what one names does; and the number is the same in every process.
#[test]
fn a_digest_of_what_rules_look_at() {
    let live = When::Test(Test::new(Attribute::Channels, Check::HasAny(vec![text("call")])));
    let old = When::Test(Test::new(Attribute::Age, Check::Ge(CustomValue::Integer(HOUR))));
    let config = config(vec![
        Rule::new("calls", live, into_queue("vip")),
        Rule::new("hosts", When::Host(vec!["Lin".into()]), into_queue("vip")),
        Rule::new("old", old, into_queue("money")),
    ]);
    let rules = Ruleset::new(&config);
    let seen = |change: fn(&mut Ticket), ms: i64| {
        let mut t = ticket(Kind::Inquiry);
        t.host = Some("Wang".into());
        change(&mut t);
        rules.seen(&Subject::from(&t).at(OPENED.plus(ms), &config))
    };
    let as_it_is = seen(|_| (), 0);
    assert_eq!(as_it_is, 0xb155_1a44);
    assert_eq!(
        seen(|t| t.amounts.requested = 5, 0),
        as_it_is,
        "no rule asks for the amount"
    );
    assert_eq!(
        seen(|t| t.channels.extend([Channel::Email]), 0),
        seen(|t| t.channels.extend([Channel::Form]), 0)
    );
    let calls = seen(|t| t.channels.extend([Channel::Call]), 0);
    let others = [
        calls,
        seen(|t| t.host = Some("Lin".into()), 0),
        seen(|t| t.host = None, 0),
        seen(|_| (), 1),
    ];
    for other in others {
        assert_ne!(other, as_it_is);
    }
}

#[test]
fn a_rule_tells_a_call_from_a_chat() {
    let calls = When::Test(Test::new(Attribute::Channels, Check::HasAny(vec![text("call")])));
    let config = config(vec![
        Rule::new("calls", calls, into_queue("vip")),
        Rule::new("rest", When::Always, into_queue("returns")),
    ]);
    let queue = |channels: &[Channel]| {
        let mut t = ticket(Kind::Inquiry);
        t.channels.extend(channels);
        place(&config, &Subject::from(&t)).queue
    };
    assert_eq!(queue(&[]), "returns");
    assert_eq!(queue(&[Channel::Chat]), "returns");
    assert_eq!(queue(&[Channel::Chat, Channel::Call]), "vip");
}

#[test]
fn rules_have_their_time() {
    let timed = |from: i64, to: i64| Rule {
        valid_from: Some(OPENED.plus(from)),
        valid_to: Some(OPENED.plus(to)),
        ..Rule::new("timed", When::Always, into_queue("vip"))
    };
    let off = Rule {
        enabled: false,
        ..Rule::new("off", When::Always, into_queue("money"))
    };
    let config = config(vec![
        off,
        timed(10, 20),
        Rule::new("rest", When::Always, into_queue("returns")),
    ]);
    let t = ticket(Kind::Repair);
    let at = |ms: i64| place(&config, &Subject::from(&t).at(OPENED.plus(ms), &config));
    assert_eq!(
        [9, 10, 19, 20].map(|ms| at(ms).queue),
        ["returns", "vip", "vip", "returns"]
    );
    let why: Vec<_> = at(9).considered.into_iter().filter_map(|c| c.failed_on).collect();
    assert_eq!(why, ["the rule is switched off", "the rule is not valid at this time"]);
}
