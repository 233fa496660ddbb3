//! A small evening, three times: each must come to a clean accounting, and what it tells must agree with itself.
#![allow(clippy::unwrap_used, clippy::panic)]
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use aftersync::model::ticket::ClockKind;
use aftersync::{AnyEvent, Cursor, Desk, EventBody, TicketId, TicketQuery};
use aftersync_examples::live_sale::{GroupTasks, Options, Outcome, Person, Selling, run, tables};

fn clean(seed: u64) {
    let folder = std::env::temp_dir().join(format!("live_sale_{}_{seed}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let options = Options {
        seed,
        size: 40,
        platforms: Selling::ALL.to_vec(),
        db: folder.join("live_sale.db"),
        progress: false,
    };
    let outcome = run(&options).unwrap();
    let printed = tables(&outcome);
    assert!(outcome.clean, "{printed}");
    assert!(outcome.platform_after_sales > 5 && outcome.joined > 0 && outcome.duplicates_dropped > 0);
    assert_eq!((outcome.lost, outcome.double_refunds), (0, 0));
    let routed = &outcome.routed;
    assert!(routed.given >= outcome.tickets / 2 && routed.at_once > 0, "{routed:?}");
    assert_eq!(routed.beyond_limit, 0, "nobody has what they may not approve");
    assert!(
        routed.bot_alone + routed.handed_off.len() > 0,
        "the bot had its part: {routed:?}"
    );
    clocks(&outcome, &printed, &options.db);
    assert_eq!(outcome.stopped_and_started, 2);
    tasks(&outcome, &printed);
    parcels(&outcome, &printed);
    people(&outcome);
    explained(&outcome, &printed);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// What is said of clocks is what the file says: every run of a clock is in time, late or not over, and what was late is in the
/// log, once for each run.
fn clocks(o: &Outcome, printed: &str, db: &Path) {
    let desk = Desk::open(db).unwrap();
    let query = TicketQuery {
        limit: 1_000,
        ..TicketQuery::default()
    };
    let page = desk.tickets(query).wait().unwrap();
    assert!(page.next.is_none());
    let (mut late, mut ran) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    let mut rungs = BTreeMap::<String, u64>::new();
    let stand: BTreeSet<TicketId> = page.items.iter().map(|t| t.item.id).collect();
    let word = |kind: ClockKind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
    for (kind, clock) in page.items.iter().flat_map(|t| &t.item.clocks) {
        *ran.entry(word(*kind)).or_default() += clock.cycle as usize;
    }
    let mut since = Cursor(0);
    loop {
        let page = desk.events(since, 0).wait().unwrap();
        for event in page.events.into_iter().map(|recorded| recorded.event) {
            match event.body {
                AnyEvent::Known(EventBody::ClockPassed { clock, breached: true }) => {
                    *late.entry(word(clock)).or_default() +=
                        usize::from(event.ticket.is_some_and(|t| stand.contains(&t)));
                }
                AnyEvent::Known(EventBody::Escalated { rung, .. }) => *rungs.entry(rung).or_default() += 1,
                _ => {}
            }
        }
        since = page.next;
        if since >= page.head {
            break;
        }
    }
    assert_eq!(o.escalated, rungs);
    for row in &o.attained {
        assert_eq!(row.ran, row.met + row.missed + row.running + row.moot, "{row:?}");
        assert_eq!(row.missed, late.remove(&row.clock).unwrap_or_default(), "{row:?}");
        let moved = row.clock == "platform_deadline";
        let stood = ran.get(&row.clock).copied().unwrap_or_default();
        assert!(moved || row.ran >= stood, "{row:?}, {ran:?}");
        let line = format!("({} in time, {} late, {} still run", row.met, row.missed, row.running);
        let told = |printed: &str| printed.trim_start().starts_with(&row.clock) && printed.contains(&line);
        assert!(printed.lines().any(told), "{line} is not in {printed}");
    }
    assert!(late.values().all(|n| *n == 0), "{late:?}");
    let kept: usize = o.attained.iter().map(|row| row.met).sum();
    let missed: usize = o.attained.iter().map(|row| row.missed).sum();
    assert!(kept > 0 && missed > 0, "some of both: {:?}", o.attained);
    assert!(
        !o.escalated.is_empty(),
        "some decision was nearly late: {:?}",
        o.attained
    );
    assert!(o.by_policy.contains_key("small refunds"), "{:?}", o.by_policy);
}

fn group<'a>(o: &'a Outcome, name: &str) -> &'a GroupTasks {
    let row = o.tasks.iter().find(|row| row.group == name);
    row.unwrap_or_else(|| panic!("no tasks of {name}: {:?}", o.tasks))
}

/// What the log opened and gave out is what the rows say became of it, and what is printed.
fn tasks(o: &Outcome, printed: &str) {
    for row in &o.tasks {
        assert_eq!(row.opened, row.done + row.cancelled + row.open, "{row:?}");
        assert_eq!(row.opened, row.at_once + row.after_a_wait + row.to_nobody, "{row:?}");
        assert_eq!(row.forms, row.done, "what is done has its form: {row:?}");
        assert!(row.overdue <= row.opened, "{row:?}");
        assert_eq!(row.wait_median_ms > 0, row.after_a_wait > 0, "{row:?}");
        let line = format!(
            "{} opened: {} done, {} no longer needed, {} open, {} overdue",
            row.opened, row.done, row.cancelled, row.open, row.overdue
        );
        let named = |printed: &str| printed.trim_start().starts_with(&row.group) && printed.ends_with(&line);
        assert!(printed.lines().any(named), "{line} is not in {printed}");
        let given = format!("{} given out at once, {} after a wait", row.at_once, row.after_a_wait);
        assert!(printed.contains(&given), "{given} is not in {printed}");
    }
    for name in ["dock", "lab"] {
        let row = group(o, name);
        assert!(row.done > 0 && row.at_once + row.after_a_wait > 0, "{row:?}");
    }
    let got: u64 = o.tasks.iter().map(|row| row.at_once + row.after_a_wait).sum();
    let had: u64 = o.people.iter().map(|person| person.tasks).sum();
    assert!(had >= got, "{got} tasks were given out, and people had {had}");
}

/// A parcel is taken in once, and only one that was scanned.
fn parcels(o: &Outcome, printed: &str) {
    let (scans, stock) = (&o.scans, &o.stock);
    assert!(scans.parcels > 0 && scans.expected > 0, "{scans:?}");
    assert_eq!(
        scans.parcels,
        scans.expected + scans.no_request + scans.first_candidate_right + scans.aside,
        "every parcel came to somebody, or is aside: {scans:?}"
    );
    assert!(scans.first_candidate_right + scans.aside <= scans.unknown, "{scans:?}");
    assert!(scans.taken_in + scans.unannounced <= scans.parcels, "{scans:?}");
    assert_eq!(scans.taken_in, group(o, "dock").done, "{scans:?}");
    assert!(stock.articles > 0 && stock.on_hand <= stock.counted, "{stock:?}");
    assert!((0..=stock.on_hand).contains(&stock.set_aside), "{stock:?}");
    for (what, n) in [
        ("parcels scanned", scans.parcels),
        ("  scans that led to a ticket", scans.expected),
        ("  of a number nobody knows", scans.unknown),
        ("parcels taken in as a task", scans.taken_in),
    ] {
        let told = |line: &str| line.trim_start().starts_with(what.trim_start()) && line.ends_with(&format!(" {n}"));
        assert!(printed.lines().any(told), "{what}: {n} is not in {printed}");
    }
}

fn of_the_house(person: &Person) -> bool {
    person.groups.iter().any(|group| group == "dock" || group == "lab")
}

/// Nobody of the warehouse or the quality check ever has a ticket, and the desk gives nobody more than they may have.
fn people(o: &Outcome) {
    assert_eq!(o.people.iter().filter(|person| of_the_house(person)).count(), 4);
    for person in &o.people {
        assert!(
            person.by_hand || person.most_at_once <= person.capacity,
            "above capacity: {person:?}"
        );
        if of_the_house(person) {
            assert_eq!((person.tickets, person.by_hand), (0, false), "{person:?}");
        }
    }
    let house: u64 = o.people.iter().filter(|p| of_the_house(p)).map(|p| p.tasks).sum();
    assert!(house > 0 && o.people.iter().any(|person| person.tickets > 0));
    let known: BTreeSet<&str> = o.people.iter().map(|person| person.name.as_str()).collect();
    let people: u64 = o.people.iter().map(|person| person.tickets).sum();
    let shares = o.routed.shares.iter();
    let by_name: u64 = shares
        .filter(|(name, _)| known.contains(name.as_str()))
        .map(|(_, n)| n)
        .sum();
    assert_eq!(people, by_name, "every ticket that somebody got is somebody's");
}

/// One ticket is explained: who has it, by which rule, and why not the others, who are people that serve buyers.
fn explained(o: &Outcome, printed: &str) {
    let [first, rule, others @ ..] = o.explained.as_slice() else {
        panic!("nothing is explained: {:?}", o.explained);
    };
    assert!(first.ends_with(" has it"), "{first}");
    assert!(rule.starts_with("rule ") && rule.contains(", queue "), "{rule}");
    let not: Vec<&str> = others.iter().filter_map(|line| line.strip_prefix("not ")).collect();
    assert!(!not.is_empty(), "{others:?}");
    for line in not {
        let (name, why) = line.split_once(": ").unwrap();
        let person = o.people.iter().find(|person| person.name == name);
        assert!(!why.is_empty() && person.is_some_and(|it| !of_the_house(it)), "{line}");
    }
    for line in &o.explained {
        assert!(printed.lines().any(|printed| printed.trim_start() == line), "{line}");
    }
}

#[test]
fn the_accounting_is_clean_with_seed_3() {
    clean(3);
}

#[test]
fn the_accounting_is_clean_with_seed_7() {
    clean(7);
}

#[test]
fn the_accounting_is_clean_with_seed_11() {
    clean(11);
}
