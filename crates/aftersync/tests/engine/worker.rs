use aftersync::{
    Actor, AnyEvent, Config, Cursor, End, Error, ErrorKind, EventBody, Headline, JobKind, Money, ObjectRef, Outcome,
    Platform, Role, ShopConfig, ShopId, Signal, Timestamp, TokenPair, Trigger, Worked,
};
use aftersync_core::engine::backoff::LONGEST_PAUSE;
use aftersync_core::engine::breaker::FAILURES;
use aftersync_core::model::event::Event;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use serde_json::json;
use std::sync::Arc;

use crate::toy::{Bench, START, Toy, down, fact, item, lost, ok, status, tokens};
use aftersync_testkit::{Fault, FaultyStore, MemoryStore, Plan};

fn hint(bench: &Bench, id: &str, revision: i64) {
    hint_of(bench, "s1", id, revision);
}

fn hint_of(bench: &Bench, shop: &str, id: &str, revision: i64) {
    let object = ObjectRef {
        platform: Platform::from("toy"),
        shop: ShopId::from(shop),
        object: "aftersale".to_owned(),
        external_id: id.to_owned(),
    };
    bench
        .acme()
        .hint(Signal {
            object,
            revision: Some(revision),
            status: None,
            dedupe: None,
        })
        .wait()
        .unwrap();
}

fn approve(bench: &Bench, id: &str) -> aftersync::TicketId {
    let ticket = bench.open(id);
    let actor = Actor {
        role: Role::Agent,
        agent: Some(bench.hire("ann")),
    };
    bench
        .acme()
        .act(actor)
        .approve_refund(ticket)
        .amount(Money::cny(1000))
        .wait()
        .unwrap();
    ticket
}

fn words(bench: &Bench) -> Vec<&'static str> {
    let page = bench.acme().events(Cursor(0), 0).wait().unwrap();
    let word = |e: &Event| match &e.body {
        AnyEvent::Known(EventBody::ActionDone { .. }) => Some("done"),
        AnyEvent::Known(EventBody::ActionFailed { .. }) => Some("failed"),
        AnyEvent::Known(EventBody::JobDead { .. }) => Some("dead"),
        AnyEvent::Known(EventBody::ShopHealth { healthy: false, .. }) => Some("stopped"),
        _ => None,
    };
    page.events.iter().filter_map(|e| word(&e.event)).collect()
}

fn acted(bench: &Bench) -> usize {
    bench
        .net
        .asked()
        .iter()
        .filter(|path| path.starts_with("/act/"))
        .count()
}

/// Runs until nothing is due within an hour, moving the clock.
fn work_on(bench: &Bench) -> Worked {
    let mut all = Worked::default();
    let end = bench.clock.advance(0).plus(3_600_000);
    loop {
        let worked = bench.work();
        for (kind, tally) in &worked.jobs {
            let sum = all.jobs.entry(*kind).or_default();
            sum.done += tally.done;
            sum.retried += tally.retried;
            sum.in_doubt += tally.in_doubt;
            sum.failed += tally.failed;
        }
        match worked.next {
            Some(next) if next <= end => bench.clock.set(next),
            _ => return all,
        }
    }
}

#[test]
fn an_action_is_told_and_its_answer_taken_in() {
    let bench = Bench::new();
    bench.net.ok("/act/approve_refund/a", item("s1", "a", 2, "done"));
    let ticket = approve(&bench, "a");
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    assert_eq!(acted(&bench), 1);
    let ticket = bench.acme().ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(ticket.headline, Headline::Refunded);
    assert_eq!(bench.work().of(JobKind::Action).done, 0, "once");
}

#[test]
fn evidence_is_handed_in_at_the_complaint_that_stands_beside() {
    let bench = Bench::new();
    let ticket = bench.open("a");
    let complaint = |revision: i64, status: &str| {
        let mut it = item("s1", "c", revision, status);
        (it["beside"], it["order"]) = (json!("a"), json!("o-a"));
        it
    };
    bench
        .acme()
        .ingest(vec![fact(&complaint(1, "disputed")).unwrap()])
        .wait()
        .unwrap();
    let seen = bench.acme().ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(seen.headline, Headline::Disputed);
    let agent = Actor::role(Role::Agent);
    let allowed = bench.acme().allowed(ticket, &agent).wait().unwrap();
    let evidence = allowed.iter().find(|it| it.trigger == Trigger::SubmitEvidence).unwrap();
    assert!(evidence.possible && evidence.because.is_none(), "{evidence:?}");
    bench.net.ok("/act/submit_evidence/c", complaint(2, "ruling"));
    bench
        .acme()
        .act(agent)
        .submit_evidence(ticket)
        .text("photo")
        .wait()
        .unwrap();
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    assert!(bench.net.asked().iter().any(|path| path == "/act/submit_evidence/c"));
    assert_eq!(words(&bench), ["done"]);
}

#[test]
fn that_a_refund_was_paid_otherwise_is_told_only_where_it_is_taken() {
    let bench = Bench::new();
    bench.net.ok("/act/approve_refund/a", item("s1", "a", 2, "agreed"));
    let ticket = approve(&bench, "a");
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    let receipt = Evidence {
        kind: EvidenceKind::Image,
        url: Some("media:1".into()),
        blob: None,
        note: None,
    };
    let finance = bench.acme().act(Actor::role(Role::Finance));
    let paid = finance.trigger(ticket, Trigger::PayoutSent).evidence(receipt);
    paid.wait().unwrap();
    let seen = bench.acme().ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(seen.headline, Headline::Refunded);
    bench.work();
    assert_eq!(acted(&bench), 1, "the platform takes no receipt");
}

#[test]
fn a_lost_answer_is_read_back_and_never_sent_again_blindly() {
    let bench = Bench::new();
    bench.net.on("/act/approve_refund/a", [lost()]);
    approve(&bench, "a");
    assert_eq!(bench.work().of(JobKind::Action).in_doubt, 1);
    bench.net.ok("/detail/a", item("s1", "a", 2, "agreed"));
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    assert_eq!(acted(&bench), 1, "the read-back says that it happened");
    assert_eq!(words(&bench), ["done"]);
}

#[test]
fn what_surely_did_not_happen_is_sent_again() {
    let bench = Bench::new();
    bench
        .net
        .on("/act/approve_refund/a", [lost(), ok(item("s1", "a", 2, "agreed"))]);
    approve(&bench, "a");
    assert_eq!(bench.work().of(JobKind::Action).in_doubt, 1);
    bench.net.on("/detail/a", [lost(), ok(item("s1", "a", 1, "open"))]);
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(
        bench.work().of(JobKind::Action).in_doubt,
        1,
        "a read-back that fails leaves the doubt"
    );
    assert_eq!(acted(&bench), 1);
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    assert_eq!(acted(&bench), 2);
}

#[test]
fn what_moved_on_since_is_not_told_again() {
    let bench = Bench::new();
    bench.net.on("/act/approve_refund/a", [lost()]);
    approve(&bench, "a");
    assert_eq!(bench.work().of(JobKind::Action).in_doubt, 1);
    // It stands as it stood, but not since then: such as a refusal that arrived and a buyer who asked again.
    bench.net.ok("/detail/a", item("s1", "a", 2, "open"));
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(bench.work().of(JobKind::Action).failed, 1);
    assert_eq!((acted(&bench), words(&bench)), (1, vec!["failed"]));
}

#[test]
fn what_cannot_be_told_is_for_a_person() {
    let bench = Bench::new();
    bench.net.on("/act/approve_refund/a", [lost()]);
    approve(&bench, "a");
    bench.work();
    bench.net.ok("/detail/a", item("s1", "a", 2, "strange"));
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(bench.work().of(JobKind::Action).failed, 1);
    assert_eq!((acted(&bench), words(&bench)), (1, vec!["dead"]));
}

#[test]
fn a_refusal_is_final_and_a_refused_connection_is_not() {
    let bench = Bench::new();
    bench.net.on(
        "/act/approve_refund/a",
        [down(), status(429, json!({})), status(400, json!({}))],
    );
    bench.net.ok("/detail/a", item("s1", "a", 1, "open"));
    approve(&bench, "a");
    let worked = work_on(&bench);
    let tally = worked.of(JobKind::Action);
    assert_eq!(
        (tally.retried, tally.failed, tally.in_doubt, acted(&bench)),
        (2, 1, 0, 3)
    );
    assert_eq!(words(&bench), ["failed"]);
}

#[test]
fn an_ended_token_is_renewed_once_for_all_who_met_it() {
    let bench = Bench::new();
    bench.net.on(
        "/token/first-refresh",
        [ok(json!({"access": "second", "refresh": "r2", "life": 86_400_000i64}))],
    );
    for n in 0..4 {
        let id = format!("a{n}");
        bench.net.on(
            &format!("/detail/{id}"),
            [status(401, json!({})), ok(item("s1", &id, 1, "open"))],
        );
        hint(&bench, &id, 1);
    }
    let worked = work_on(&bench);
    assert_eq!(
        (worked.of(JobKind::Refetch).retried, worked.of(JobKind::Refetch).done),
        (4, 4)
    );
    let renewals = bench.net.asked().iter().filter(|p| p.starts_with("/token/")).count();
    assert_eq!(renewals, 1);
    assert_eq!(bench.net.tokens().iter().filter(|t| *t == "second").count(), 4);
}

#[test]
fn without_a_valid_token_nothing_is_sent() {
    let bench = Bench::new();
    bench.clock.set(aftersync::Timestamp(START + 86_400_000));
    bench.net.on(
        "/token/first-refresh",
        [ok(json!({"access": "second", "refresh": "r2", "life": 86_400_000i64}))],
    );
    bench.net.ok("/detail/a", item("s1", "a", 1, "open"));
    hint(&bench, "a", 1);
    work_on(&bench);
    let looked: Vec<_> = bench
        .net
        .asked()
        .into_iter()
        .zip(bench.net.tokens())
        .filter(|(p, _)| p == "/detail/a")
        .collect();
    assert_eq!(looked, [("/detail/a".to_owned(), "second".to_owned())]);
}

#[test]
fn a_refused_renewal_stops_the_shop_until_it_is_connected_again() {
    let bench = Bench::new();
    bench.net.on("/token/first-refresh", [status(401, json!({}))]);
    bench
        .net
        .on("/detail/a", [status(401, json!({})), ok(item("s1", "a", 1, "open"))]);
    hint(&bench, "a", 1);
    work_on(&bench);
    assert_eq!(words(&bench), ["stopped", "dead"]);
    assert_eq!(
        bench.net.asked(),
        ["/detail/a", "/token/first-refresh"],
        "and nothing more is asked"
    );
    let pair = tokens("new", bench.engine.now().0 + 86_400_000);
    bench.acme().connect("toy", "s1", Some(pair)).wait().unwrap();
    assert_eq!(bench.work().of(JobKind::Refetch).done, 1);
}

#[test]
fn a_shop_that_is_configured_before_it_is_connected_works_from_then_on() {
    let bench = Bench::new();
    let config = Config {
        shops: vec![ShopConfig {
            app: Some("app".into()),
            poll_every_ms: 0,
            ..ShopConfig::new("toy", "s9")
        }],
        ..Config::default()
    };
    bench.acme().configure(config).wait().unwrap();
    bench.net.ok("/detail/a", item("s9", "a", 1, "open"));
    hint_of(&bench, "s9", "a", 1);
    work_on(&bench);
    assert_eq!(words(&bench), ["stopped", "dead"], "there is no token to renew");
    let dead = || bench.acme().dead_letters(10, None).wait().unwrap().items.len();
    assert_eq!(dead(), 1);
    let pair = TokenPair {
        refresh: None,
        ..tokens("new", bench.engine.now().0 + 86_400_000)
    };
    bench.acme().connect("toy", "s9", Some(pair)).wait().unwrap();
    assert_eq!(dead(), 0);
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(bench.work().of(JobKind::Refetch).done, 1);
}

#[test]
fn a_renewed_token_is_kept_though_commits_fail() {
    for fault in [Fault::Fail, Fault::Conflict, Fault::LostBefore, Fault::LostAfter] {
        let faults = Plan::new();
        let store = FaultyStore::new(MemoryStore::new(), faults.clone());
        let bench = Bench::over(Arc::new(store), Toy::new());
        bench.clock.set(Timestamp(START + 86_400_000));
        // The platform takes a refresh token once.
        let pair = json!({"access": "second", "refresh": "r2", "life": 86_400_000i64});
        let answers = [ok(pair.clone()), ok(pair), status(401, json!({}))];
        bench.net.on("/token/first-refresh", answers);
        // Two commits take the renewals of both shops; those after them keep what came of them.
        let taken = faults.commits() + 2;
        let _ = faults.clone().at(taken + 1, fault).at(taken + 2, fault);
        let worked = work_on(&bench);
        assert_eq!(worked.of(JobKind::Token).failed, 0, "{fault:?}");
        assert_eq!(words(&bench), Vec::<&str>::new(), "{fault:?}");
        let kept = bench.acme().shop(&"toy".into(), &"s1".into()).wait().unwrap().unwrap();
        assert_eq!(kept.tokens.unwrap().access, "second", "{fault:?}");
        let renewals = bench.net.asked().iter().filter(|p| p.starts_with("/token/")).count();
        assert_eq!(renewals, 2, "one for each shop: {fault:?}");
    }
}

#[test]
fn a_renewed_token_is_kept_though_it_comes_after_its_lease() {
    let refused = || Outcome {
        end: End::Failed {
            error: (&Error::new(ErrorKind::Forbidden, "used up")).into(),
        },
        ..Outcome::default()
    };
    // What comes first: the token, the refusal of whoever took over, or a person who connects the shop anew.
    for (first, told) in [
        ("token", vec![]),
        ("refusal", vec!["stopped", "dead"]),
        ("person", vec![]),
    ] {
        let bench = Bench::new();
        let desk = bench.acme();
        bench.clock.set(Timestamp(START + 86_400_000));
        let claim = || desk.claim_jobs(&[JobKind::Token], 1, 60_000).wait().unwrap().remove(0);
        let shop = || desk.shop(&"toy".into(), &"s1".into()).wait().unwrap().unwrap();
        let (late, old) = (claim(), shop().tokens);
        bench.clock.advance(61_000);
        let next = claim();
        let ends = bench.engine.now().0 + 86_400_000;
        match first {
            "refusal" => assert!(desk.finish_job(next.job.id, next.lease, refused()).wait().unwrap()),
            "person" => desk.connect("toy", "s1", Some(tokens("new", ends))).wait().unwrap(),
            _ => {}
        }
        let renewed = Outcome {
            tokens: Some(tokens("second", ends)),
            renewed_from: old,
            ..Outcome::default()
        };
        let finish = |outcome| desk.finish_job(late.job.id, late.lease, outcome).wait().unwrap();
        assert_eq!((finish(renewed.clone()), finish(renewed)), (false, false), "{first}");
        assert!(
            !desk.finish_job(next.job.id, next.lease, refused()).wait().unwrap(),
            "{first}"
        );
        let kept = shop();
        let access = if first == "person" {
            "new-access"
        } else {
            "second-access"
        };
        assert_eq!(
            (kept.tokens.unwrap().access.as_str(), kept.stopped),
            (access, None),
            "{first}"
        );
        assert_eq!(words(&bench), told, "{first}");
    }
}

#[test]
fn a_shop_that_is_down_is_left_alone_and_tried_by_one() {
    let bench = Bench::new();
    for n in 0..20 {
        bench.net.on(&format!("/detail/a{n}"), [down()]);
        hint(&bench, &format!("a{n}"), 1);
    }
    let worked = bench.work();
    let sent = bench.net.asked().len();
    assert!(
        (FAILURES as usize..FAILURES as usize + 4).contains(&sent),
        "sent {sent}"
    );
    assert_eq!(worked.next, Some(bench.engine.now().plus(15_000)).min(worked.next));
    bench.net.clear();
    bench.clock.advance(15_000);
    (0..20).for_each(|n| {
        bench
            .net
            .on(&format!("/detail/a{n}"), [ok(item("s1", &format!("a{n}"), 1, "open"))])
    });
    bench.work();
    bench.clock.advance(LONGEST_PAUSE);
    bench.work();
    assert_eq!(bench.net.asked().len(), 20, "all come through in the end, each once");
}

#[test]
fn a_shop_gets_so_many_calls_a_second() {
    let bench = Bench::over(Arc::new(MemoryStore::new()), Toy::new().limited(3));
    for n in 0..7 {
        bench
            .net
            .ok(&format!("/detail/a{n}"), item("s1", &format!("a{n}"), 1, "open"));
        hint(&bench, &format!("a{n}"), 1);
    }
    let mut calls = Vec::new();
    for _ in 0..3 {
        bench.net.clear();
        let worked = bench.work();
        calls.push(bench.net.asked().len());
        if calls.len() == 1 {
            assert_eq!(worked.next, Some(bench.engine.now().plus(334)));
        }
        bench.clock.advance(1_000);
    }
    assert_eq!(calls, [3, 3, 1]);
}

#[test]
fn a_poll_reads_all_pages_of_a_window_then_the_next_with_overlap() {
    let bench = Bench::new();
    let day = 86_400_000;
    let hour = 3_600_000;
    let first = |page: &str| format!("/list/{}/{}/{page}", -day, -day + hour);
    bench
        .net
        .ok(&first("1"), json!({"items": [item("s1", "a", 1, "open")], "next": "2"}));
    bench.net.ok(
        &first("2"),
        json!({"items": [item("s1", "b", 1, "open"), {"shop": "s1"}]}),
    );
    let mut from = -day + hour;
    while from < 0 {
        let to = (from - 60_000 + hour).min(0);
        bench
            .net
            .ok(&format!("/list/{}/{to}/1", from - 60_000), json!({"items": []}));
        from = to;
    }
    bench.configure("acme", "s1", 300_000);
    bench.work();
    assert_eq!(bench.net.asked()[..2], [first("1"), first("2")]);
    assert_eq!(bench.acme().tickets(Default::default()).wait().unwrap().items.len(), 2);
    assert_eq!(bench.acme().quarantined(0, None).wait().unwrap().items.len(), 1);
    let state = bench
        .acme()
        .shop(&Platform::from("toy"), &ShopId::from("s1"))
        .wait()
        .unwrap()
        .unwrap();
    assert_eq!(state.polled_until, Some(bench.engine.now()));
    bench.clock.advance(300_000);
    bench.net.ok("/list/-60000/300000/1", json!({"items": []}));
    assert_eq!(bench.work().of(JobKind::Poll).done, 1);
}

#[test]
fn the_same_history_is_worked_off_the_same_way() {
    let run = || {
        let bench = Bench::new();
        for n in 0..30 {
            let id = format!("a{n}");
            let good = ok(item("s1", &id, 1, "open"));
            let bad = match n % 4 {
                0 => down(),
                1 => status(500, json!({})),
                2 => status(401, json!({})),
                _ => good.clone(),
            };
            bench.net.on(&format!("/detail/{id}"), [bad, good]);
            hint(&bench, &id, 1);
        }
        bench.net.on(
            "/token/first-refresh",
            [ok(json!({"access": "t", "refresh": "r", "life": 86_400_000i64}))],
        );
        bench.net.on(
            "/token/r",
            [ok(json!({"access": "t", "refresh": "r", "life": 86_400_000i64}))],
        );
        work_on(&bench);
        let page = bench.acme().events(Cursor(0), 0).wait().unwrap();
        (bench.net.asked(), page.events)
    };
    assert_eq!(run(), run());
}

#[test]
fn a_long_running_worker_finds_work_by_itself_and_comes_home() {
    let bench = Bench::new();
    bench.net.ok("/detail/a", item("s1", "a", 1, "open"));
    let (stop, stopped) = futures::channel::oneshot::channel::<()>();
    let engine = bench.engine.clone();
    let worker = std::thread::spawn(move || engine.run(async move { stopped.await.unwrap_or(()) }).wait().unwrap());
    hint(&bench, "a", 1);
    let mut follow = bench.acme().subscribe(Cursor(0)).into_iter();
    let opened = follow.find(|e| {
        matches!(
            e.as_ref().unwrap().event.body,
            AnyEvent::Known(EventBody::TicketOpened { .. })
        )
    });
    assert!(opened.is_some());
    stop.send(()).unwrap();
    assert_eq!(worker.join().unwrap().of(JobKind::Refetch).done, 1);
}

#[test]
fn the_host_takes_and_finishes_jobs_of_its_own() {
    let bench = Bench::new();
    hint(&bench, "a", 1);
    let mine = bench.acme().claim_jobs(&[JobKind::Refetch], 10, 60_000).wait().unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!(bench.work().total(), 0, "leased by the host");
    let finish = || {
        bench
            .acme()
            .finish_job(mine[0].job.id, mine[0].lease, Default::default())
            .wait()
            .unwrap()
    };
    assert_eq!((finish(), finish()), (true, false));
}
