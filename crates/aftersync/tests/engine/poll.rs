use aftersync::{Clock, ErrorKind, Timestamp};
use serde_json::json;

use crate::toy::{Bench, START, item, ok, status};

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

/// The path of a page of a window, in times since the start.
fn list(from: i64, to: i64, page: u32) -> String {
    format!("/list/{from}/{to}/{page}")
}

/// The windows of the first poll: it looks back a day, each is an hour wide and begins a minute before the last one ended.
fn windows() -> Vec<(i64, i64)> {
    let mut all = vec![(-24 * HOUR, -23 * HOUR)];
    while let Some((_, to)) = all.last().copied().filter(|(_, to)| *to < 0) {
        let from = to - MINUTE;
        all.push((from, (from + HOUR).min(0)));
    }
    all
}

fn nothing_changed(bench: &Bench) {
    for (from, to) in windows() {
        bench.net.ok(&list(from, to, 1), json!({"items": []}));
    }
}

fn tickets(bench: &Bench) -> usize {
    bench.acme().tickets(Default::default()).wait().unwrap().items.len()
}

#[test]
fn a_poll_reads_all_pages_and_windows_up_to_now() {
    let bench = Bench::new();
    nothing_changed(&bench);
    let first = |page| list(-24 * HOUR, -23 * HOUR, page);
    bench
        .net
        .ok(&first(1), json!({"items": [item("s1", "a", 1, "open")], "next": "2"}));
    bench.net.ok(&first(2), json!({"items": [item("s1", "b", 1, "open")]}));
    let report = bench.acme().poll("toy", "s1").wait().unwrap();
    assert_eq!(
        (report.since, report.until, report.pages),
        (None, Some(Timestamp(START)), windows().len() + 1)
    );
    assert_eq!(tickets(&bench), 2);

    bench.clock.advance(1_000);
    bench.net.clear();
    bench
        .net
        .ok(&list(-MINUTE, 1_000, 1), json!({"items": [item("s1", "c", 1, "open")]}));
    let report = bench.acme().poll("toy", "s1").wait().unwrap();
    assert_eq!(
        (report.since, report.until, report.pages),
        (Some(Timestamp(START)), Some(bench.clock.now()), 1)
    );
    assert_eq!(bench.net.asked(), [list(-MINUTE, 1_000, 1)]);
    assert_eq!(tickets(&bench), 3);
    assert_eq!(bench.work().total(), 0, "polling by and by is off and stays off");
}

#[test]
fn a_page_that_cannot_be_read_is_said_and_tried_again() {
    let bench = Bench::new();
    nothing_changed(&bench);
    let all = windows();
    let (at, (from, to)) = (14, all[14]);
    let broken = list(from, to, 1);
    bench.net.on(
        &broken,
        [
            status(500, json!({})),
            ok(json!({"items": [item("s1", "a", 1, "open")]})),
        ],
    );
    let e = bench.acme().poll("toy", "s1").wait().unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Unavailable);
    assert!(e.context_of("reason").is_some() && e.advice().is_some());
    bench.net.clear();
    let report = bench.acme().poll("toy", "s1").wait().unwrap();
    assert_eq!(
        report.since,
        Some(Timestamp(START + all[at - 1].1)),
        "what was read before is kept"
    );
    assert_eq!(
        (bench.net.asked()[0].as_str(), report.pages),
        (broken.as_str(), all.len() - at)
    );
    assert_eq!(tickets(&bench), 1);
}

#[test]
fn what_cannot_be_polled_says_so() {
    let bench = Bench::new();
    let e = bench.acme().poll("nowhere", "s1").wait().unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Config);
    assert!(bench.net.asked().is_empty());
}
