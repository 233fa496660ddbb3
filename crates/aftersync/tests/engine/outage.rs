//! A platform that is down for hours, takes no more calls, or leaves nothing behind that tells what it did.
use aftersync::{
    Actor, AgentId, AnyEvent, Cursor, ErrorKind, EventBody, JobKind, Money, Page, Platform, ShopId, TicketId, Timestamp,
};
use aftersync_core::engine::backoff::LONGEST_PAUSE;
use aftersync_core::model::job::{Job, JobState};
use aftersync_core::model::time::MINUTE;
use serde_json::{Value, json};

use crate::toy::{Bench, START, down, item, lost, ok, status, tokens};

fn health(bench: &Bench) -> Vec<bool> {
    let page = bench.acme().events(Cursor(0), 0).wait().unwrap();
    let told = page.events.iter().filter_map(|e| match &e.event.body {
        AnyEvent::Known(EventBody::ShopHealth { healthy, .. }) => Some(*healthy),
        _ => None,
    });
    told.collect()
}

fn dead(bench: &Bench) -> Vec<Job> {
    let page: Page<Job> = bench.acme().dead_letters(0, None).wait().unwrap();
    page.items
}

fn empty() -> Value {
    json!({"items": [], "next": null})
}

fn stopped(bench: &Bench) -> Option<String> {
    let shop = bench.acme().shop(&Platform::from("toy"), &ShopId::from("s1"));
    shop.wait().unwrap().unwrap().stopped
}

/// Six hours, looked at every minute.
fn hours_pass(bench: &Bench) {
    for _ in 0..360 {
        bench.clock.advance(MINUTE);
        bench.work();
    }
}

#[test]
fn a_shop_is_polled_again_after_a_long_outage() {
    let bench = Bench::new();
    bench.net.otherwise(down());
    bench.configure("acme", "s1", 5 * MINUTE);
    hours_pass(&bench);
    assert!(dead(&bench).is_empty(), "an outage is no reason to give a shop up");
    assert_eq!(health(&bench), [false], "people are told, once");
    let tries = bench.net.asked().len();
    assert!((36..400).contains(&tries), "{tries} tries in six hours");
    bench.net.otherwise(ok(empty()));
    bench.net.clear();
    hours_pass(&bench);
    assert_eq!(health(&bench), [false, true]);
    assert!(bench.net.asked().len() > 60, "every five minutes again");
}

#[test]
fn a_token_is_renewed_after_a_long_outage() {
    let bench = Bench::new();
    bench.net.on("/token/first-refresh", [down()]);
    bench.clock.set(Timestamp(START + 86_400_000 - MINUTE));
    hours_pass(&bench);
    assert!(dead(&bench).is_empty() && stopped(&bench).is_none());
    let pair = json!({"access": "second", "refresh": "r2", "life": 86_400_000i64});
    bench.net.ok("/token/first-refresh", pair);
    bench.clock.advance(LONGEST_PAUSE);
    assert_eq!(bench.work().of(JobKind::Token).done, 2, "of both merchants");
}

#[test]
fn an_action_waits_a_day_for_its_platform() {
    let bench = Bench::new();
    let pair = json!({"access": "second", "refresh": "r2", "life": 30 * 86_400_000i64});
    bench.net.ok("/token/first-refresh", pair);
    bench.net.otherwise(down());
    approve(&bench, "a");
    hours_pass(&bench);
    assert!(dead(&bench).is_empty());
    (0..4).for_each(|_| hours_pass(&bench));
    let letters = dead(&bench);
    let kinds: Vec<JobKind> = letters.iter().map(|job| job.body.kind()).collect();
    assert_eq!(kinds, [JobKind::Action], "then a person should know");
}

#[test]
fn a_shop_that_may_no_longer_be_read_is_stopped() {
    let bench = Bench::new();
    bench.net.otherwise(status(403, json!({})));
    bench.configure("acme", "s1", 5 * MINUTE);
    hours_pass(&bench);
    assert_eq!(bench.net.asked().len(), 1, "to go on asking makes it worse");
    assert_eq!(health(&bench), [false]);
    assert!(stopped(&bench).is_some() && dead(&bench).len() == 1);

    bench.net.otherwise(ok(empty()));
    let pair = tokens("second", START + 2 * 86_400_000);
    bench.acme().connect("toy", "s1", Some(pair)).wait().unwrap();
    bench.work();
    assert!(stopped(&bench).is_none() && dead(&bench).is_empty());
    assert!(bench.net.asked().len() > 1);
}

fn agent() -> Actor {
    Actor::agent(AgentId::of("ann"))
}

fn approve(bench: &Bench, id: &str) -> TicketId {
    let ticket = bench.open(id);
    let approve = bench
        .acme()
        .act(Actor::agent(bench.hire("ann")))
        .approve_refund(ticket)
        .amount(Money::cny(1000));
    approve.wait().unwrap();
    ticket
}

fn pending(bench: &Bench, ticket: TicketId) -> i64 {
    bench.ticket(ticket).amounts.pending
}

/// An action whose answer is lost, on a platform that does not show whether it was done.
fn in_doubt(bench: &Bench) -> (TicketId, Job) {
    bench
        .net
        .on("/act/approve_refund/a", [lost(), ok(item("s1", "a", 3, "done"))]);
    let ticket = approve(bench, "a");
    bench.work();
    bench.net.ok("/detail/a", item("s1", "a", 2, "strange"));
    bench.clock.advance(LONGEST_PAUSE);
    bench.work();
    let letters = dead(bench);
    assert_eq!(letters.len(), 1);
    assert_eq!(
        pending(bench, ticket),
        1000,
        "perhaps it was done: nothing is taken back"
    );
    (ticket, letters.into_iter().next().unwrap())
}

#[test]
fn a_person_sends_what_was_not_done() {
    let bench = Bench::new();
    let (ticket, job) = in_doubt(&bench);
    assert_eq!(job.state, JobState::Dead);
    assert!(
        bench
            .engine
            .desk("bolt")
            .dead_letters(0, None)
            .wait()
            .unwrap()
            .items
            .is_empty()
    );
    bench.net.clear();
    bench.acme().redrive(agent(), job.id).wait().unwrap();
    bench.work();
    assert_eq!(bench.net.asked(), ["/act/approve_refund/a"]);
    assert!(dead(&bench).is_empty());
    let after = bench.acme().ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(after.amounts.refunded, 1000);
    let again = bench.acme().redrive(agent(), job.id).wait().unwrap_err();
    assert_eq!(again.kind(), ErrorKind::NotFound);
}

#[test]
fn a_person_drops_what_was_done() {
    let bench = Bench::new();
    let (ticket, job) = in_doubt(&bench);
    bench.net.clear();
    let drop = aftersync::Act::Drop { job: job.id };
    bench.acme().act(agent()).doing(drop).wait().unwrap();
    bench.work();
    assert!(bench.net.asked().is_empty() && dead(&bench).is_empty());
    assert_eq!(pending(&bench, ticket), 1000);
}
