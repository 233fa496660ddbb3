use std::sync::{Arc, Mutex};

use aftersync::{Clock, Difference, ErrorKind, Timestamp};
use serde_json::json;

use crate::toy::{Bench, START, fact, item, ok, status};

#[test]
fn a_comparison_finds_explains_and_heals() {
    let bench = Bench::new();
    let desk = bench.acme();
    let ours = [
        item("s1", "same", 1, "open"),
        item("s1", "moved", 1, "open"),
        item("s1", "gone", 1, "open"),
    ];
    desk.ingest(ours.iter().filter_map(fact)).wait().unwrap();
    let mut dearer = item("s1", "dearer", 1, "open");
    desk.ingest(fact(&dearer)).wait().unwrap();
    dearer["amount"] = json!(900);
    dearer["rev"] = json!(2);
    let theirs = json!([
        item("s1", "same", 1, "open"),
        item("s1", "moved", 2, "done"),
        item("s1", "new", 1, "open"),
        dearer
    ]);
    bench.net.ok("/list/0/1000/1", json!({"items": theirs}));
    bench.net.on("/detail/gone", [status(404, json!({}))]);
    let (from, to) = (Timestamp(START), Timestamp(START + 1_000));
    let report = desk.reconcile("toy", "s1", from, to).wait().unwrap();
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|f| (f.external_id.as_str(), f.difference, f.healed))
        .collect();
    assert_eq!(
        found,
        [
            ("dearer", Difference::Amount, true),
            ("gone", Difference::OnlyHere, false),
            ("moved", Difference::State, true),
            ("new", Difference::MissingHere, true),
        ]
    );
    assert_eq!(report.compared, 5);
    let again = desk.reconcile("toy", "s1", from, to).wait().unwrap();
    assert_eq!(
        again.findings.len(),
        1,
        "only what the platform has no more: {:?}",
        again.findings
    );
}

#[test]
fn a_walk_outlives_its_token() {
    let bench = Bench::new();
    let day = 86_400_000;
    bench.clock.advance(day - 1_000);
    let renewed = |access: &str| ok(json!({"access": access, "refresh": "second-refresh", "life": day}));
    bench.net.on("/token/first-refresh", [renewed("second")]);
    let since = bench.clock.now().plus(-7_200_000);
    let path = |from: i64| format!("/list/{}/{}/1", from - START, from - START + 3_600_000);
    let windows = [since.0, since.0 + 3_600_000].map(path);
    windows.iter().for_each(|path| bench.net.ok(path, json!({"items": []})));
    // The token ends when the first window was read.
    let clock = bench.clock.clone();
    let progress = move |_| {
        clock.advance(2_000);
    };
    bench.acme().backfill("toy", "s1", since, progress).wait().unwrap();
    let [first, second] = windows;
    assert_eq!(bench.net.asked(), [first, "/token/first-refresh".to_owned(), second]);
    assert_eq!(bench.net.tokens(), ["first-access", "", "second"]);
}

#[test]
fn a_token_that_is_refused_before_its_time_is_renewed_and_the_call_made_again() {
    let bench = Bench::new();
    let day = 86_400_000;
    let renewed = ok(json!({"access": "second", "refresh": "second-refresh", "life": day}));
    bench.net.on("/token/first-refresh", [renewed]);
    let now = bench.clock.now();
    let path = format!("/list/{}/{}/1", now.0 - 1_000 - START, now.0 - START);
    bench.net.on(&path, [status(401, json!({})), ok(json!({"items": []}))]);
    let compare = || bench.acme().reconcile("toy", "s1", now.plus(-1_000), now).wait();
    compare().unwrap();
    assert_eq!(
        bench.net.asked(),
        [path.clone(), "/token/first-refresh".to_owned(), path.clone()]
    );
    assert_eq!(bench.net.tokens(), ["first-access", "", "second"]);
    // One that is refused again is not renewed for ever.
    bench.net.clear();
    bench.net.on(&path, [status(401, json!({}))]);
    let third = ok(json!({"access": "third", "refresh": "third-refresh", "life": day}));
    bench.net.on("/token/second-refresh", [third]);
    assert_eq!(compare().unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(bench.net.asked().len(), 3);
}

#[test]
fn a_token_that_cannot_be_renewed_ends_a_walk() {
    let bench = Bench::new();
    bench.clock.advance(2 * 86_400_000);
    bench.net.on("/token/first-refresh", [status(500, json!({}))]);
    let now = bench.clock.now();
    let e = bench
        .acme()
        .reconcile("toy", "s1", now.plus(-1_000), now)
        .wait()
        .unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Unauthorized);
    assert_eq!(bench.net.asked(), ["/token/first-refresh"]);
}

#[test]
fn a_back_fill_goes_window_by_window_and_tells() {
    let bench = Bench::new();
    bench.net.ok(
        "/list/-7200000/-3600000/1",
        json!({"items": [item("s1", "a", 1, "open")]}),
    );
    bench.net.ok(
        "/list/-3600000/0/1",
        json!({"items": [item("s1", "b", 1, "open"), {"shop": "s1"}]}),
    );
    let told = Arc::new(Mutex::new(Vec::new()));
    let seen = told.clone();
    let since = Timestamp(START - 7_200_000);
    let all = bench
        .acme()
        .backfill("toy", "s1", since, move |so_far| seen.lock().unwrap().push(so_far))
        .wait()
        .unwrap();
    assert_eq!((all.facts, all.unreadable, all.until), (2, 1, Timestamp(START)));
    let until: Vec<i64> = told.lock().unwrap().iter().map(|b| b.until.0 - START).collect();
    assert_eq!(until, [-3_600_000, 0]);
}

#[test]
fn a_ticket_still_follows_from_its_payloads() {
    let bench = Bench::new();
    let ticket = bench.open("a");
    assert_eq!(bench.acme().replay(ticket).wait().unwrap(), []);
}

#[test]
fn what_is_stored_agrees_with_itself_and_counters_can_be_rebuilt() {
    let bench = Bench::new();
    let desk = bench.acme();
    let ticket = bench.open("a");
    let other = bench.open("b");
    desk.ingest(fact(&item("s1", "c", 3, "done"))).wait().unwrap();
    desk.act(aftersync::Actor::role(aftersync::Role::Agent))
        .merge(ticket, other)
        .wait()
        .unwrap();
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
    let query = aftersync::CounterQuery {
        grain: aftersync::Grain::Day,
        from: 0,
        to: i32::MAX,
        dim: aftersync::Dim::All,
        member: None,
    };
    let before = desk.counters(query.clone()).wait().unwrap();
    assert!(!before.is_empty());
    assert!(desk.rebuild_counters().wait().unwrap() >= before.len());
    assert_eq!(desk.counters(query).wait().unwrap(), before);
}
