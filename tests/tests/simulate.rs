//! Some hundreds of seeds of the simulator, and every seed that once failed under the name of what it was.
#![allow(clippy::unwrap_used, clippy::panic)]
use aftersync_tests::sim::{Options, Report, Store, Which, run};

/// Seeds in the test command.
const SEEDS: u64 = 300;

fn fine(report: &Report) {
    assert!(
        report.wrong.is_empty(),
        "seed {}: {:#?}\nrun `simulate --from {0} --seeds 1`",
        report.seed,
        report.wrong
    );
}

#[test]
fn nothing_is_lost_or_done_twice_in_any_of_some_hundred_seeds() {
    let faults = std::thread::scope(|scope| {
        let runs = [(0, SEEDS / 2), (SEEDS / 2, SEEDS)].map(|(from, to)| {
            scope.spawn(move || {
                let mut faults = std::collections::BTreeSet::new();
                for seed in from..to {
                    let report = run(seed, Options::default());
                    fine(&report);
                    faults.extend(report.faults.keys().copied());
                    faults.extend(report.tally.keys().filter(|name| name.starts_with("floor: ")).copied());
                }
                faults
            })
        });
        runs.into_iter()
            .flat_map(|run| run.join().unwrap())
            .collect::<std::collections::BTreeSet<_>>()
    });
    let wanted = FAULTS.iter().chain(FLOOR);
    let missing: Vec<_> = wanted.filter(|name| !faults.contains(*name)).collect();
    assert!(missing.is_empty(), "what never happened: {missing:?}");
}

/// Every fault there is. One that never fires is a fault of the simulator.
const FAULTS: &[&str] = &[
    "answer delayed",
    "answer of an action lost",
    "answer lost",
    "clock ahead",
    "clock back",
    "commit: answer lost, not written",
    "commit: answer lost, written",
    "commit: conflict",
    "commit: death after",
    "commit: death before",
    "commit: error",
    "connection refused",
    "crash",
    "deauthorised",
    "forged push",
    "gateway",
    "list lies",
    "load fails",
    "moved after it was read",
    "notice answer lost",
    "old snapshot",
    "outage",
    "overtaken",
    "phone: answer again",
    "phone: answer cut",
    "phone: answer late",
    "phone: answer lost",
    "phone: clock off",
    "phone: killed",
    "phone: offline",
    "phone: request lost",
    "phone: revoked",
    "phone: sent twice",
    "push lost",
    "push repeated",
    "rate limit",
    "request delayed",
    "request lost",
    "sent twice",
    "stall",
    "tokens die",
    "truncated",
];

/// What a busy floor is there for. What never happens is not tried.
const FLOOR: &[&str] = &[
    "floor: automated",
    "floor: bot handed over",
    "floor: escalated",
    "floor: lease over",
    "floor: nobody there",
    "floor: offer held",
    "floor: offer ran out",
    "floor: offer taken",
    "floor: offer taken back",
    "floor: offer turned down",
    "floor: offered",
    "floor: offers missed",
    "floor: ran over",
    "floor: released",
    "floor: task done",
    "floor: task given out",
];

/// Seeds that failed once.
const FAILED_ONCE: &[(u64, &str)] = &[
    (
        503,
        "a worker that had stood still past its lease sent what another had taken over",
    ),
    (
        672,
        "a ticket that was merged away by hand went on holding its money beside the one it became part of",
    ),
    (
        861,
        "the check did not know that the platform's staff had ruled: agreeing to that pays again where nothing guards",
    ),
    (
        446,
        "the check did not know that a ticket was given while it waited, and woke up in the same commit",
    ),
    (
        2182,
        "what was merged by hand fell apart when a late link made a part of it one with a third ticket",
    ),
    (
        1298,
        "a promise that was forgotten came to life again when tickets were merged by hand: more went back than was paid",
    ),
    (
        2301,
        "the check did not know that a ticket slept when its agent was given another, and woke up in the same commit",
    ),
    (
        3479,
        "a comparison ended when a platform refused a token before its time",
    ),
    (
        776,
        "a shop was given up because a token that works once had been used up between reading it and leasing its renewal",
    ),
    (
        6200,
        "the network sent what its client had given up long ago, beside what was sent again in its place",
    ),
    (
        6394,
        "the check did not know that a ticket that becomes another kind grows heavier after it was given",
    ),
    (
        6852,
        "a person who could not connect a shop, since a fault was still to come, did not try again",
    ),
];

/// The same with all phones.
const FAILED_ONCE_WITH_PHONES: &[(u64, &str)] = &[
    (
        81,
        "a look at everything left out a ticket with a task that named one merged into it",
    ),
    (
        135,
        "a task given to somebody outside its group was seen by one way of looking only",
    ),
    (445, "what was changed and changed back passed for the phone's own"),
    (
        542,
        "a request at two processes was a conflict at one and done by the other",
    ),
    (1481, "the same, in another order"),
    (
        2173,
        "the money of a ticket merged across orders was looked for in one of them",
    ),
    (
        604,
        "money moved to another order and back was not told to the tickets of the one it left",
    ),
    (726, "a renewed token that came after its lease was thrown away"),
    (1888, "the same, and its shop was given up"),
    (2054, "the same, met on the way"),
    (
        3511,
        "a platform that paid nothing was taken to have paid what was promised",
    ),
];

fn pass(seeds: &[(u64, &str)], phones: Which) {
    for (seed, what) in seeds {
        let options = Options {
            phones,
            floor: Which::None,
            ..Options::default()
        };
        let report = run(*seed, options);
        assert!(report.wrong.is_empty(), "seed {seed}, {what}: {:#?}", report.wrong);
    }
}

#[test]
fn seeds_that_failed_once_do_not_fail_again() {
    // As it was then, before there were phones or a floor.
    pass(FAILED_ONCE, Which::None);
    pass(FAILED_ONCE_WITH_PHONES, Which::All);
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in [3, 7, 14, 159] {
        let traced = Options {
            trace: true,
            ..Options::default()
        };
        let (a, b) = (run(seed, traced), run(seed, traced));
        assert!(a.trace.len() > 50, "the trace of seed {seed} is short");
        assert_eq!(a.trace, b.trace, "seed {seed}");
        assert_eq!(a.wrong, b.wrong, "seed {seed}");
    }
}

#[test]
fn a_file_store_goes_through_the_same() {
    for seed in 0..10 {
        fine(&run(
            seed,
            Options {
                store: Store::Sqlite,
                ..Options::default()
            },
        ));
    }
}
