//! Clocks by policy: hours, bands, pauses, the ladder, and what a changed policy keeps.
use std::collections::BTreeMap;

use aftersync_core::calendar::open_between;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::bot::{BotTalk, HandOffReason, HandedOver, TalkEnd};
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::config::{Config, When};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::sla::{BandTarget, Escalate, Rung, RungAt, SlaPolicy, SlaTarget};
use aftersync_core::model::ticket::{ClockKind, Ticket};
use aftersync_core::model::time::{HOUR, MINUTE, Timestamp};
use aftersync_core::sla::{Plan, advance, announce, due_clocks, due_rungs, next_rung, rung_key};
use proptest::prelude::*;

use crate::fixture::{LIVE, in_headline, ticket};

use Headline::{AwaitingBuyer, AwaitingSeller, Requested};

/// Monday, 8:00 in Berlin.
const MONDAY: Timestamp = Timestamp(1_780_293_600_000);

fn at(minutes: i64) -> Timestamp {
    MONDAY.plus(minutes * MINUTE)
}

/// Monday to Friday, 9 to 17 in Berlin.
fn desk() -> Calendar {
    let hours = vec![Hours { from: 540, to: 1_020 }];
    let week = Weekday::ALL.iter().take(5).map(|day| (*day, hours.clone()));
    Calendar {
        name: "desk".into(),
        zone: Some("Europe/Berlin".into()),
        week: week.collect(),
        ..Calendar::default()
    }
}

fn target(target_ms: i64) -> SlaTarget {
    SlaTarget {
        target_ms,
        bands: Vec::new(),
        calendar: None,
        pauses: None,
    }
}

fn config(clocks: &[(ClockKind, SlaTarget)], calendar: Option<&str>) -> Config {
    Config {
        calendars: vec![desk()],
        sla_policies: vec![SlaPolicy {
            name: "all".into(),
            when: When::Always,
            clocks: clocks.iter().cloned().collect(),
            calendar: calendar.map(str::to_owned),
            ladder: Vec::new(),
        }],
        ..Config::default()
    }
}

fn plan(config: &Config) -> Plan<'_> {
    Plan::of(config, None, |_| true)
}

fn step(t: &Ticket, before: Option<Headline>, headline: Headline, when: Timestamp, config: &Config) -> Ticket {
    let mut after = in_headline(t, headline, when);
    let mut clocks = t.clocks.clone();
    advance(&mut clocks, before, &after, when, plan(config));
    after.clocks = clocks;
    after
}

fn opened(config: &Config, minutes: i64) -> Ticket {
    let mut new = ticket(Kind::RefundOnly);
    new.opened_at = at(minutes);
    step(&new, None, AwaitingSeller, at(minutes), config)
}

#[test]
fn only_open_hours_count() {
    let config = config(&[(ClockKind::Decision, target(10 * HOUR))], Some("desk"));
    let t = opened(&config, 0);
    let clock = t.clocks[&ClockKind::Decision];
    // Eight hours on Monday, two on Tuesday.
    assert_eq!(clock.due_at(), Some(at(60 + 24 * 60 + 120)));
    assert_eq!(due_clocks(&t, at(9 * 60 - 1)), []);
    assert_eq!(
        due_clocks(&t, at(9 * 60)),
        [(ClockKind::Decision, false)],
        "8 of 10 hours"
    );
    assert_eq!(due_clocks(&t, at(27 * 60)), [(ClockKind::Decision, true)]);
    let paused = step(&t, Some(AwaitingSeller), AwaitingBuyer, at(3 * 60), &config);
    assert_eq!(paused.clocks[&ClockKind::Decision].ran_ms, 2 * HOUR);
    assert_eq!(paused.clocks[&ClockKind::Decision].due_at(), None);
    let again = step(&paused, Some(AwaitingBuyer), AwaitingSeller, at(20 * 60), &config);
    assert_eq!(again.clocks[&ClockKind::Decision].due_at(), Some(at(25 * 60 + 8 * 60)));
}

/// A policy that a rule names counts before the first that the ticket matches.
#[test]
fn the_policy_that_is_named_counts() {
    let mut config = config(&[(ClockKind::Decision, target(HOUR))], None);
    let mut slow = config.sla_policies[0].clone();
    slow.name = "slow".into();
    slow.clocks = [(ClockKind::Decision, target(2 * HOUR))].into();
    config.sla_policies.push(slow);
    let due = |named: Option<&str>| {
        let t = in_headline(&ticket(Kind::RefundOnly), AwaitingSeller, at(0));
        let mut clocks = BTreeMap::new();
        advance(&mut clocks, None, &t, at(0), Plan::of(&config, named, |_| true));
        clocks[&ClockKind::Decision].due_at()
    };
    assert_eq!(due(None), Some(at(60)));
    assert_eq!(due(Some("slow")), Some(at(120)));
    assert_eq!(due(Some("gone")), Some(at(60)), "one that is not there has no say");
}

#[test]
fn a_target_hangs_on_the_band() {
    let mut by_band = target(HOUR);
    by_band.bands = vec![BandTarget {
        band: 0,
        target_ms: 10 * MINUTE,
    }];
    let config = config(&[(ClockKind::Decision, by_band)], None);
    let mut t = opened(&config, 0);
    assert_eq!(t.clocks[&ClockKind::Decision].due_at(), Some(at(60)));
    t.band = 0;
    let t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(0), &config);
    assert_eq!(t.clocks[&ClockKind::Decision].due_at(), Some(at(10)));
}

#[test]
fn pauses_are_those_of_the_policy() {
    let mut strict = target(HOUR);
    strict.pauses = Some(vec![Requested]);
    let config = config(&[(ClockKind::FirstResponse, strict)], None);
    let t = opened(&config, 0);
    let t = step(&t, Some(AwaitingSeller), AwaitingBuyer, at(10), &config);
    assert_eq!(
        t.clocks[&ClockKind::FirstResponse].running_since,
        Some(at(0)),
        "the buyer's time counts too"
    );
    let t = step(&t, Some(AwaitingBuyer), Requested, at(30), &config);
    assert_eq!(t.clocks[&ClockKind::FirstResponse].ran_ms, 30 * MINUTE);
    let t = step(&t, Some(Requested), Headline::Refunded, at(50), &config);
    assert_eq!(
        t.clocks[&ClockKind::FirstResponse].met_at,
        Some(at(50)),
        "what ends it ends it still"
    );
}

#[test]
fn a_changed_policy_keeps_the_pauses_that_were_earned() {
    let by_hours = config(&[(ClockKind::Decision, target(4 * HOUR))], Some("desk"));
    let t = opened(&by_hours, 0);
    let t = step(&t, Some(AwaitingSeller), AwaitingBuyer, at(120), &by_hours);
    let t = step(&t, Some(AwaitingBuyer), AwaitingSeller, at(180), &by_hours);
    assert_eq!(t.clocks[&ClockKind::Decision].due_at(), Some(at(180 + 180)));
    // From now on every hour counts: the hour that was counted and the hour that was not stay as they were.
    let always = config(&[(ClockKind::Decision, target(2 * HOUR))], None);
    let t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(190), &always);
    let clock = t.clocks[&ClockKind::Decision];
    assert_eq!((clock.ran_ms, clock.due_at()), (HOUR + 10 * MINUTE, Some(at(180 + 60))));
}

#[test]
fn hours_that_change_say_nothing_about_what_is_past() {
    let mut before = config(&[(ClockKind::Decision, target(10 * HOUR))], Some("desk"));
    before.version = 1;
    let t = opened(&before, 0);
    // On Monday at 22:00 the desk is open until 21:00, from now on.
    let mut after = before.clone();
    after.version = 2;
    for hours in after.calendars[0].week.values_mut().flatten() {
        hours.to = 1_260;
    }
    let night = at(14 * 60);
    let former = [&before];
    let mut clocks = t.clocks.clone();
    advance(
        &mut clocks,
        Some(AwaitingSeller),
        &t,
        night,
        plan(&after).knowing(&former),
    );
    let clock = clocks[&ClockKind::Decision];
    assert_eq!(clock.ran_ms, 8 * HOUR, "as Monday was counted");
    assert_eq!(clock.due_at(), Some(at(25 * 60 + 2 * 60)), "two hours on Tuesday");
    assert_eq!(clock.hours.map(|hours| hours.version), Some(2));
    // Once it counts by the new hours nothing is kept anew, however often it is looked at.
    let mut again = clocks.clone();
    advance(
        &mut again,
        Some(AwaitingSeller),
        &t,
        night.plus(HOUR),
        plan(&after).knowing(&former),
    );
    assert_eq!(again, clocks);
    // The same hours published once more change but the version.
    let mut same = before.clone();
    same.version = 2;
    let mut kept = t.clocks.clone();
    advance(&mut kept, Some(AwaitingSeller), &t, night, plan(&same).knowing(&former));
    let (kept, was) = (kept[&ClockKind::Decision], t.clocks[&ClockKind::Decision]);
    assert_eq!(
        (kept.ran_ms, kept.running_since, kept.due_at()),
        (was.ran_ms, was.running_since, was.due_at())
    );
    // From another policy that counts every hour, and back.
    let mut always = config(&[(ClockKind::Decision, target(10 * HOUR))], None);
    always.version = 1;
    let mut clocks = opened(&always, 0).clocks;
    advance(
        &mut clocks,
        Some(AwaitingSeller),
        &t,
        at(3 * 60),
        plan(&after).knowing(&[&always]),
    );
    assert_eq!(clocks[&ClockKind::Decision].ran_ms, 3 * HOUR);
}

#[test]
fn what_was_counted_stays_where_its_configuration_is_kept_no_longer() {
    let mut first = config(&[(ClockKind::Decision, target(10 * HOUR))], Some("desk"));
    first.version = 1;
    let t = opened(&first, 0);
    let mut last = first.clone();
    last.version = 2;
    let mut after = first.clone();
    after.version = 102;
    after.sla_policies[0].calendar = None;
    let counted = |after: &Config, former: &[&Config], now: Timestamp| {
        let mut clocks = t.clocks.clone();
        advance(&mut clocks, Some(AwaitingSeller), &t, now, plan(after).knowing(former));
        let clock = clocks[&ClockKind::Decision];
        (clock.ran_ms, clock.running_since)
    };
    // The next one that is known says the same hours.
    let noon = at(4 * 60);
    assert_eq!(counted(&after, &[&last], noon), (3 * HOUR, Some(noon)));
    // None knows them: what was announced by them was counted, no hour more.
    after.calendars.clear();
    let night = at(14 * 60);
    assert_eq!(counted(&after, &[], noon), (0, Some(noon)));
    assert_eq!(counted(&after, &[], night), (8 * HOUR, Some(night)));
    let next = at(28 * 60);
    assert_eq!(counted(&after, &[], next), (10 * HOUR, Some(next)));
}

#[test]
fn a_platform_deadline_counts_every_hour_and_is_never_paused() {
    let config = config(&[(ClockKind::Decision, target(HOUR))], Some("desk"));
    let mut t = in_headline(&ticket(Kind::RefundOnly), AwaitingBuyer, at(-600));
    t.platform_deadline = Some(at(-100));
    let mut clocks = BTreeMap::new();
    advance(&mut clocks, None, &t, at(-600), plan(&config));
    assert_eq!(clocks[&ClockKind::PlatformDeadline].due_at(), Some(at(-100)));
    assert_eq!(clocks[&ClockKind::PlatformDeadline].moments, None);
}

#[test]
fn the_next_response_waits_for_each_new_question() {
    let config = config(&[(ClockKind::NextResponse, target(HOUR))], None);
    let next = |t: &Ticket| t.clocks.get(&ClockKind::NextResponse).copied();
    let mut t = opened(&config, 0);
    assert_eq!(next(&t), None);
    t.buyer_waits_since = Some(at(30));
    let mut t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(31), &config);
    assert_eq!(next(&t).and_then(|clock| clock.due_at()), Some(at(90)));
    t.buyer_waits_since = Some(at(50));
    let mut t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(51), &config);
    assert_eq!(
        next(&t).and_then(|clock| clock.due_at()),
        Some(at(90)),
        "asking twice gains no time"
    );
    t.buyer_waits_since = None;
    let mut t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(60), &config);
    assert_eq!(next(&t).and_then(|clock| clock.met_at), Some(at(60)));
    t.buyer_waits_since = Some(at(70));
    let t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(70), &config);
    assert_eq!(
        next(&t).map(|clock| (clock.cycle, clock.due_at())),
        Some((2, Some(at(130))))
    );
}

#[test]
fn a_person_answers_where_an_automation_did() {
    let clocks = [
        (ClockKind::FirstResponse, target(HOUR)),
        (ClockKind::FirstHumanResponse, target(HOUR)),
    ];
    let config = config(&clocks, None);
    let mut t = opened(&config, 0);
    t.first_response_at = Some(at(1));
    let mut t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(2), &config);
    assert_eq!(t.clocks[&ClockKind::FirstResponse].met_at, Some(at(1)));
    assert_eq!(t.clocks[&ClockKind::FirstHumanResponse].met_at, None);
    t.local.first_human_at = Some(at(5));
    let t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(6), &config);
    assert_eq!(t.clocks[&ClockKind::FirstHumanResponse].met_at, Some(at(5)));
}

/// While a bot has a ticket nobody waits for a person: what was waited before is kept, and goes on with the hand-off.
#[test]
fn a_bot_holds_the_clock_of_people() {
    let clocks = [
        (ClockKind::FirstResponse, target(HOUR)),
        (ClockKind::FirstHumanResponse, target(HOUR)),
    ];
    let config = config(&clocks, None);
    let mut t = opened(&config, 0);
    t.local.bot = Some(BotTalk::begin(AgentId::of("bo"), at(10)));
    let mut t = step(&t, Some(AwaitingSeller), AwaitingSeller, at(10), &config);
    let of_people = |t: &Ticket| t.clocks[&ClockKind::FirstHumanResponse];
    assert_eq!((of_people(&t).ran_ms, of_people(&t).due_at()), (10 * MINUTE, None));
    assert!(t.clocks[&ClockKind::FirstResponse].running_since.is_some());
    t.local.bot.as_mut().unwrap().over = Some(TalkEnd {
        reason: HandOffReason::AskedHuman,
        at: at(40),
        left: HandedOver::default(),
    });
    let again = step(&t, Some(AwaitingSeller), AwaitingSeller, at(40), &config);
    assert_eq!((of_people(&again).cycle, of_people(&again).due_at()), (1, Some(at(90))));
    // Had the bot had it first, the clock would begin then, however late it is looked at.
    t.clocks.remove(&ClockKind::FirstHumanResponse);
    let mut clocks = t.clocks.clone();
    advance(&mut clocks, Some(AwaitingSeller), &t, at(41), plan(&config));
    let first = clocks[&ClockKind::FirstHumanResponse];
    assert_eq!((first.started_at, first.due_at()), (at(40), Some(at(100))));
}

fn laddered() -> Config {
    let mut config = config(&[(ClockKind::Decision, target(10 * HOUR))], Some("desk"));
    let rung = |name: &str, at: RungAt| Rung {
        name: name.into(),
        clock: ClockKind::Decision,
        at,
        what: vec![Escalate::Band(0)],
    };
    config.sla_policies[0].ladder = vec![
        rung("warn", RungAt::Warn),
        rung("breach", RungAt::Breach),
        rung("later", RungAt::AfterBreach(HOUR)),
    ];
    config
}

#[test]
fn each_rung_once_in_a_cycle() {
    let config = laddered();
    let mut t = opened(&config, 0);
    let names = |t: &Ticket, minutes: i64| -> Vec<String> {
        let due = due_rungs(t, &plan(&config), at(minutes));
        due.iter().map(|rung| rung.name.clone()).collect()
    };
    assert_eq!(next_rung(&t, &plan(&config)), Some(at(9 * 60)));
    assert_eq!(names(&t, 9 * 60 - 1), Vec::<String>::new());
    assert_eq!(names(&t, 27 * 60), ["warn", "breach"]);
    for rung in due_rungs(&t, &plan(&config), at(27 * 60)) {
        let clock = t.clocks[&rung.clock];
        t.local.rungs.insert(rung_key(rung, &clock));
    }
    assert_eq!(names(&t, 27 * 60), Vec::<String>::new());
    assert_eq!(next_rung(&t, &plan(&config)), Some(at(28 * 60)), "an open hour later");
    // Decided, and to be decided again: a new cycle has all its rungs.
    let t = step(
        &t,
        Some(AwaitingSeller),
        Headline::AwaitingBuyerReturn,
        at(28 * 60),
        &config,
    );
    assert_eq!(next_rung(&t, &plan(&config)), None);
    let t = step(
        &t,
        Some(Headline::AwaitingBuyerReturn),
        AwaitingSeller,
        at(49 * 60),
        &config,
    );
    assert_eq!(t.clocks[&ClockKind::Decision].cycle, 2);
    assert_eq!(names(&t, 73 * 60 + 120), ["warn", "breach"]);
}

fn any_path() -> impl Strategy<Value = Vec<(Headline, i64)>> {
    let step = (prop::sample::select(LIVE.to_vec()), 1i64..900);
    prop::collection::vec(step, 1..14).prop_map(|steps| {
        let mut minutes = 0;
        let place = |(headline, stay): (Headline, i64)| {
            minutes += stay;
            (headline, minutes)
        };
        steps.into_iter().map(place).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is kept on the ticket is what its whole history gives, however often it was stepped and announced in between.
    #[test]
    fn recomputed_is_what_is_stored(path in any_path(), looks in prop::collection::vec(0i64..12_000, 0..12)) {
        let config = laddered();
        let (mut stored, mut before) = (ticket(Kind::ReturnRefund), None);
        stored.opened_at = at(0);
        let mut last = 0;
        for (headline, minutes) in &path {
            for look in looks.iter().filter(|look| (last..*minutes).contains(*look) && before.is_some()) {
                for (kind, breached) in due_clocks(&stored, at(*look)) {
                    announce(&mut stored.clocks, kind, breached);
                }
                let mut clocks = stored.clocks.clone();
                advance(&mut clocks, before, &stored, at(*look), plan(&config));
                stored.clocks = clocks;
            }
            stored = step(&stored, before, *headline, at(*minutes), &config);
            (before, last) = (Some(*headline), *minutes);
        }
        // The history alone: the stays since the cycle began, counted by the calendar.
        let waits = [Requested, AwaitingSeller, AwaitingBuyer, Headline::Disputed];
        let ends = path.iter().skip(1).map(|(_, minutes)| *minutes).chain([last]);
        let stays: Vec<(Headline, i64, i64)> = path.iter().zip(ends).map(|((h, from), to)| (*h, *from, to)).collect();
        let over = stays.iter().rposition(|(headline, ..)| !waits.contains(headline)).map_or(0, |place| place + 1);
        let counted: i64 = stays[over..]
            .iter()
            .filter(|(headline, ..)| *headline == AwaitingSeller)
            .map(|(_, from, to)| open_between(&desk(), 0, at(*from), at(*to)))
            .sum();
        let open = stored.clocks.get(&ClockKind::Decision).filter(|clock| clock.met_at.is_none());
        let kept = open.map_or(0, |clock| {
            let runs = clock.running_since.map_or(0, |since| open_between(&desk(), 0, since, at(last)));
            clock.ran_ms + runs
        });
        prop_assert_eq!(kept, counted);
        // And the next moment that is kept is the one that the counted time asks for.
        for clock in open.into_iter().filter(|clock| clock.running_since.is_some()) {
            let due = clock.due_at().unwrap();
            let since = clock.running_since.unwrap();
            prop_assert_eq!(clock.ran_ms + open_between(&desk(), 0, since, due), (10 * HOUR).max(clock.ran_ms));
        }
    }
}
