//! What a platform is told: by itself, or with a move; what it demands must be there before anything is decided.
use aftersync::{
    ActionVerb, Actor, AgentId, AnyEvent, Cursor, ErrorKind, EventBody, Headline, JobKind, QuietHours, TicketId,
    Trigger,
};
use serde_json::json;

use crate::toy::{Bench, item, ok, status};

fn agent() -> Actor {
    Actor::agent(AgentId::of("ann"))
}

fn headline(bench: &Bench, ticket: TicketId) -> Headline {
    bench.ticket(ticket).headline
}

fn words(bench: &Bench) -> Vec<String> {
    let page = bench.acme().events(Cursor(0), 0).wait().unwrap();
    let word = |body: &AnyEvent| match body {
        AnyEvent::Known(EventBody::ActionDone { verb, .. }) => Some(format!("done {verb}")),
        AnyEvent::Known(EventBody::ActionFailed { verb, .. }) => Some(format!("failed {verb}")),
        AnyEvent::Known(EventBody::CommandApplied { command, .. }) => Some(format!("applied {command}")),
        _ => None,
    };
    page.events.iter().filter_map(|e| word(&e.event.body)).collect()
}

#[test]
fn an_aside_is_told_and_moves_nothing() {
    let bench = Bench::new();
    let ticket = bench.open("a");
    bench.net.on(
        "/act/add_remark/a",
        [ok(item("s1", "a", 1, "open")), status(400, json!({}))],
    );
    bench.net.ok("/detail/a", item("s1", "a", 1, "open"));
    let tell = || {
        bench
            .acme()
            .act(agent())
            .tell(ticket, ActionVerb::AddRemark)
            .text("called")
    };
    tell().key("r1").wait().unwrap();
    assert!(tell().key("r1").wait().unwrap().repeated);
    assert_eq!(
        tell().wait().unwrap_err().kind(),
        ErrorKind::Rejected,
        "it is being told already"
    );
    assert_eq!(bench.work().of(JobKind::Action).done, 1);
    assert_eq!(words(&bench), ["applied add_remark", "done add_remark"]);
    assert_eq!(headline(&bench, ticket), Headline::AwaitingSeller);

    bench.clock.advance(1_000);
    tell().wait().unwrap();
    assert_eq!(bench.work().of(JobKind::Action).failed, 1);
    assert_eq!(words(&bench)[3], "failed add_remark");
    assert_eq!(headline(&bench, ticket), Headline::AwaitingSeller);
}

#[test]
fn what_cannot_be_told_by_itself_is_said() {
    let bench = Bench::new();
    let ticket = bench.open("a");
    let kind = |verb| bench.acme().act(agent()).tell(ticket, verb).wait().unwrap_err().kind();
    assert_eq!(
        kind(ActionVerb::ApproveRefund),
        ErrorKind::Rejected,
        "a move tells that"
    );
    assert_eq!(kind(ActionVerb::ExtendTime), ErrorKind::Unsupported);
    let all = bench.acme().asides(ticket).wait().unwrap();
    let possible: Vec<_> = all.iter().filter(|a| a.because.is_none()).map(|a| a.verb).collect();
    assert_eq!((all.len(), possible), (5, vec![ActionVerb::AddRemark]));
    assert!(all.iter().all(|a| !a.label.0.is_empty() && !a.label.1.is_empty()));
}

#[test]
fn nothing_is_decided_that_cannot_be_told() {
    let bench = Bench::new();
    let ticket = bench.open("a");
    let claim = || bench.acme().claim_jobs(&[JobKind::Notify], 10, 60_000);
    let notices = || claim().wait().unwrap().len();
    let _received = notices();
    let reject = || bench.acme().act(agent()).trigger(ticket, Trigger::Reject);
    let e = reject().text("no").wait().unwrap_err();
    assert_eq!(
        (e.kind(), e.context_of("field")),
        (ErrorKind::Rejected, Some("reason_code"))
    );
    assert_eq!(headline(&bench, ticket), Headline::AwaitingSeller);
    assert_eq!(notices(), 0, "the buyer hears nothing of it");
    let possible = bench.acme().allowed(ticket, &agent()).wait().unwrap();
    assert!(possible.iter().any(|a| a.trigger == Trigger::Reject && a.possible));
    reject().text("no").reason("7").wait().unwrap();
    assert_eq!((headline(&bench, ticket), notices()), (Headline::Rejected, 1));
}

#[test]
fn a_notice_of_the_night_waits_for_the_morning() {
    let bench = Bench::new();
    let mut config = bench.acme().config().wait().unwrap();
    // The clock of the bench stands in the middle of it.
    let minute = bench.engine.now().0.rem_euclid(86_400_000) / 60_000;
    let minute = u16::try_from(minute + i64::from(config.zone_minutes)).unwrap() % 1_440;
    config.quiet_hours = Some(QuietHours {
        from: (minute + 1_439) % 1_440,
        to: (minute + 90) % 1_440,
    });
    bench.acme().configure(config).wait().unwrap();
    let ticket = bench.open("a");
    let claim = || bench.acme().claim_jobs(&[JobKind::Notify], 10, 60_000).wait().unwrap();
    assert!(claim().is_empty(), "it is night");
    bench.clock.advance(91 * 60_000);
    let due = claim();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].job.body.ticket(), Some(ticket));
}
