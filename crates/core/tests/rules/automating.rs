//! Automations: what calls one, when one is due, what a template says, and what is wrong with one.
use aftersync_core::automation::{called, due, filled, next_at, occasion, unknown_places};
use aftersync_core::model::automation::{
    Automation, AutomationDone, AutomationOn, AutomationStep, AutomationTask, Occasion, StateAge,
};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::{Config, QueueConfig, When};
use aftersync_core::model::conversation::{Channel, Sender};
use aftersync_core::model::event::{EventBody, Via};
use aftersync_core::model::event_is::EventIs;
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::{JobId, MessageId, Uid};
use aftersync_core::model::money::Money;
use aftersync_core::routing::validate;

use crate::fixture::{OPENED, ticket};

fn automation(name: &str, on: AutomationOn, then: AutomationStep) -> Automation {
    Automation {
        name: name.into(),
        on,
        event: EventIs::default(),
        when: When::Always,
        then: vec![then],
        enabled: true,
    }
}

fn on(kinds: &[Occasion]) -> AutomationOn {
    AutomationOn::Events(kinds.to_vec())
}

fn after(ms: i64) -> AutomationOn {
    AutomationOn::After(StateAge {
        headlines: vec![Headline::AwaitingSeller],
        ms,
    })
}

fn tag() -> AutomationStep {
    AutomationStep::Tag("t".into())
}

#[test]
fn what_the_buyer_writes_calls_and_what_we_write_does_not() {
    let message = |sender: Sender| EventBody::MessageAdded {
        message: MessageId(Uid::ZERO),
        sender,
        channel: Channel::Chat,
        platform: "douyin".into(),
    };
    assert_eq!(occasion(&message(Sender::Buyer)), Some(Occasion::MessageAdded));
    assert_eq!(occasion(&message(Sender::Agent)), None);
    let sent = EventBody::ActionDone {
        job: JobId(Uid::ZERO),
        verb: "reply".into(),
        platform: "douyin".into(),
    };
    assert_eq!(occasion(&sent), None, "an answer on its way would call its own cause");
}

#[test]
fn only_those_that_are_switched_on_and_name_the_kind_are_called() {
    let mut all = vec![
        automation("a", on(&[Occasion::TicketOpened]), tag()),
        automation("b", on(&[Occasion::StateChanged, Occasion::TicketOpened]), tag()),
        automation("c", after(1), tag()),
        automation("d", on(&[Occasion::TicketOpened]), tag()),
    ];
    all[3].enabled = false;
    let names = |body: EventBody| called(&all, &body, None).map(|a| a.name.as_str()).collect::<Vec<_>>();
    let opened = EventBody::TicketOpened {
        number: ticket(Kind::RefundOnly).number,
        ticket_kind: Kind::RefundOnly,
        platform: "douyin".into(),
        shop: "s".into(),
    };
    let moved = EventBody::StateChanged {
        from: Headline::Requested,
        to: Headline::AwaitingSeller,
        via: Via::Timer,
        skipped: Vec::new(),
    };
    assert_eq!(names(opened), ["a", "b"]);
    assert_eq!(names(moved), ["b"]);
    assert_eq!(names(EventBody::NoteAdded { text: "n".into() }), [""; 0]);
}

#[test]
fn standing_still_is_due_once_for_each_stay() {
    let all = [
        automation("a", after(1_000), tag()),
        automation("b", after(3_000), tag()),
    ];
    let mut t = ticket(Kind::RefundOnly);
    assert_eq!(t.headline, Headline::AwaitingSeller);
    assert_eq!(next_at(&all, &t), Some(OPENED.plus(1_000)));
    assert_eq!(due(&all, &t, OPENED.plus(999)).count(), 0);
    assert_eq!(due(&all, &t, OPENED.plus(1_000)).count(), 1);
    let done = AutomationDone {
        times: 1,
        since: Some(OPENED),
    };
    t.local.automations.insert("a".into(), done);
    assert_eq!(
        due(&all, &t, OPENED.plus(9_000))
            .map(|a| a.name.as_str())
            .collect::<Vec<_>>(),
        ["b"]
    );
    assert_eq!(next_at(&all, &t), Some(OPENED.plus(3_000)));
    t.changed_at = OPENED.plus(5_000);
    assert_eq!(next_at(&all, &t), Some(OPENED.plus(6_000)), "it came into it again");
    t.headline = Headline::Refunding;
    assert_eq!(next_at(&all, &t), None);
}

#[test]
fn templates_say_what_the_ticket_says() {
    let mut t = ticket(Kind::RefundOnly);
    t.amounts.requested = 1_250;
    assert_eq!(
        filled("{number}: {amount} asked, {approved} granted", &t),
        format!("{}: 12.50 CNY asked, 0.00 CNY granted", t.number)
    );
    assert_eq!(filled("no places", &t), "no places");
    assert_eq!(unknown_places("{number} {name} {amount}"), ["name"]);
    assert_eq!(unknown_places("{} {amount"), ["", "{"]);
}

fn wrong(automation: Automation) -> Vec<String> {
    let config = Config {
        queues: vec![QueueConfig::new("vip")],
        automations: vec![automation],
        ..Config::default()
    };
    validate(&config).into_iter().map(|problem| problem.path).collect()
}

#[test]
fn what_is_wrong_is_named_by_its_place() {
    use AutomationStep as S;
    let opened = || on(&[Occasion::TicketOpened]);
    let step = |step: S| wrong(automation("a", opened(), step));
    assert_eq!(step(tag()), [""; 0]);
    assert_eq!(step(S::Queue("vip".into())), [""; 0]);
    assert_eq!(step(S::Queue("nowhere".into())), ["automations[0].then[0].queue"]);
    assert_eq!(step(S::Band(5)), ["automations[0].then[0].band"]);
    assert_eq!(step(S::Tag(" ".into())), ["automations[0].then[0].tag"]);
    assert_eq!(step(S::Note("".into())), ["automations[0].then[0].note"]);
    assert_eq!(step(S::Reply("dear {name}".into())), ["automations[0].then[0].reply"]);
    assert_eq!(step(S::Notify("".into())), ["automations[0].then[0].notify"]);
    assert_eq!(step(S::Approve(Vec::new())), ["automations[0].then[0].approve"]);
    assert_eq!(
        step(S::Approve(vec![Money::cny(-1)])),
        ["automations[0].then[0].approve[0].minor"]
    );
    let task = AutomationTask {
        kind: TaskKind::Callback,
        group: "".into(),
    };
    assert_eq!(step(S::Task(task)), ["automations[0].then[0].task.group"]);
    assert_eq!(wrong(automation("a", on(&[]), tag())), ["automations[0].on.events"]);
    let twice = on(&[Occasion::TicketOpened, Occasion::TicketOpened]);
    assert_eq!(wrong(automation("a", twice, tag())), ["automations[0].on.events[1]"]);
    assert_eq!(wrong(automation("a", after(0), tag())), ["automations[0].on.after.ms"]);
    assert_eq!(wrong(automation("", opened(), tag())), ["automations[0]"]);
    let idle = Automation {
        then: Vec::new(),
        when: When::Any(Vec::new()),
        ..automation("a", opened(), tag())
    };
    assert_eq!(wrong(idle), ["automations[0].when.any", "automations[0].then"]);
}
