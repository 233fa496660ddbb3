use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::When;
use aftersync_core::model::custom::{CustomIs, CustomValue};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::routing::{Subject, explain, holds};
use proptest::prelude::*;

use crate::fixture::ticket;

fn subject() -> Ticket {
    let mut ticket = ticket(Kind::RefundOnly);
    ticket.amounts.requested = 5_000;
    ticket.episode = 2;
    ticket.local.tags.insert("vip".into());
    ticket.flags.insert("refund_failed".into());
    ticket
        .local
        .custom
        .insert("tier".into(), CustomValue::Text("gold".into()));
    ticket
}

#[test]
fn each_leaf_is_true_and_false() {
    let text = |s: &str| vec![s.to_owned()];
    let cases = [
        (When::Kind(vec![Kind::RefundOnly]), When::Kind(vec![Kind::Exchange])),
        (
            When::Issue(vec![IssueType::Damaged]),
            When::Issue(vec![IssueType::Other]),
        ),
        (
            When::Headline(vec![Headline::AwaitingSeller]),
            When::Headline(vec![Headline::Closed]),
        ),
        (
            When::Platform(vec!["douyin".into()]),
            When::Platform(vec!["taobao".into()]),
        ),
        (When::Shop(vec!["4463".into()]), When::Shop(vec!["1".into()])),
        (When::Tag(text("vip")), When::Tag(text("other"))),
        (When::Flag(text("refund_failed")), When::Flag(text("other"))),
        (When::AmountAtLeast(5_000), When::AmountAtLeast(5_001)),
        (When::ReopenedAtLeast(1), When::ReopenedAtLeast(2)),
        (
            When::Custom(CustomIs::ticket("tier", CustomValue::Text("gold".into()))),
            When::Custom(CustomIs::ticket("tier", CustomValue::Text("silver".into()))),
        ),
        (When::Always, When::Host(text("li"))),
        (
            When::Any(vec![When::Host(text("li")), When::Always]),
            When::All(vec![When::Host(text("li")), When::Always]),
        ),
    ];
    for (yes, no) in cases {
        assert!(holds(&yes, &Subject::from(&subject())), "{yes:?}");
        assert!(!holds(&no, &Subject::from(&subject())), "{no:?}");
        assert!(
            holds(&When::Not(Box::new(no.clone())), &Subject::from(&subject())),
            "not {no:?}"
        );
    }
}

#[test]
fn what_is_missing_is_said_and_personal_values_are_not() {
    let why = |when: When| explain(&when, &Subject::from(&subject())).unwrap_err();
    assert_eq!(why(When::Host(vec!["li".into()])), "host is missing, wanted li");
    let vip = When::Custom(CustomIs::ticket("phone", CustomValue::Text("13800000000".into())));
    assert_eq!(
        why(vip),
        "custom phone of ticket is missing, wanted the value of the rule"
    );
    let silver = CustomValue::Text("silver".into());
    let differs = why(When::Custom(CustomIs::ticket("tier", silver)));
    assert!(!differs.contains("gold") && !differs.contains("silver"), "{differs}");
    let shops: Vec<_> = (0..100).map(|n| format!("s{n}").into()).collect();
    assert_eq!(
        why(When::Shop(shops)),
        "shop is 4463, wanted s0, s1, s2, s3, and 96 more"
    );
    let not = When::Not(Box::new(When::Kind(vec![Kind::RefundOnly])));
    assert_eq!(why(not), "not (kind is refund_only)");
}

#[test]
fn the_first_leaf_that_failed_is_named() {
    let all = When::All(vec![
        When::Kind(vec![Kind::RefundOnly]),
        When::AmountAtLeast(9_000),
        When::Tag(vec!["nobody".into()]),
    ]);
    assert_eq!(
        explain(&all, &Subject::from(&subject())),
        Err("amount is 5000, wanted at least 9000".into())
    );
    let any = When::Any(vec![When::AmountAtLeast(9_000), When::ReopenedAtLeast(3)]);
    let none = "none of: amount is 5000, wanted at least 9000; reopened 1 times, wanted at least 3";
    assert_eq!(explain(&any, &Subject::from(&subject())), Err(none.into()));
}

/// Any condition, up to four deep.
pub fn any_when() -> impl Strategy<Value = When> {
    let leaf = prop_oneof![
        Just(When::Always),
        prop::sample::subsequence(Kind::ALL.to_vec(), 0..4).prop_map(When::Kind),
        prop::sample::subsequence(IssueType::ALL.to_vec(), 0..6).prop_map(When::Issue),
        (0i64..10_000).prop_map(When::AmountAtLeast),
        (0u32..4).prop_map(When::ReopenedAtLeast),
        prop::sample::select(vec!["li", "wang"]).prop_map(|host| When::Host(vec![host.into()])),
        prop::sample::select(vec!["vip", "b"]).prop_map(|tag| When::Tag(vec![tag.into()])),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(When::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(When::Any),
            inner.prop_map(|part| When::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn the_explanation_agrees_with_the_value(when in any_when(), host in prop::option::of("li|wang"), fen in 0i64..10_000) {
        let mut ticket = subject();
        ticket.host = host;
        ticket.amounts.requested = fen;
        prop_assert_eq!(explain(&when, &Subject::from(&ticket)).is_ok(), holds(&when, &Subject::from(&ticket)));
        let not = When::Not(Box::new(when.clone()));
        prop_assert_ne!(holds(&not, &Subject::from(&ticket)), holds(&when, &Subject::from(&ticket)));
    }
}
