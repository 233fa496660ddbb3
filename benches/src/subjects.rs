//! What the bench of decisions decides, each with a snapshot that holds what it needs.
use std::sync::Arc;

use aftersync_core::engine::decide::Rules;
use aftersync_core::engine::input::{Answer, Effect, Input};
use aftersync_core::engine::lane::Lane;
use aftersync_core::engine::snapshot::Snapshot;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::store::TicketStore;
use aftersync_testkit::MemoryStore;

use crate::merchant::{of_act, of_fact, rules, setup_inputs};
use crate::traffic::{Case, traffic};
use crate::warm::warm;

/// One thing to decide.
pub struct Subject {
    /// What it is.
    pub name: &'static str,
    /// The input.
    pub input: Input,
    /// All that deciding it looks up.
    pub snapshot: Snapshot,
}

/// A case that traffic does not reach, of the merchant's own channel: commands on it need no platform.
const FRESH: Case = Case(3_000_002);

/// The rules, and what to decide in the midst of traffic.
pub fn subjects() -> (Arc<Rules>, Vec<Subject>) {
    let (rules, store) = (rules(), MemoryStore::new());
    let mut lane = Lane::new(store.writer().unwrap(), rules.clone());
    let known = [Case(FRESH.0 + 3).order(), Case(FRESH.0 + 6).order()];
    let open = [FRESH.order(), at(1, 0), at(2, 0)];
    let before = traffic(500).into_iter().chain(known).chain(open);
    let before: Vec<Input> = before.zip(0..).map(|(fact, n)| of_fact(fact, n)).collect();
    let done = lane.step(&setup_inputs());
    done.into_iter().for_each(|done| drop(done.unwrap()));
    let last = lane.step(&before).pop().unwrap().unwrap();
    let Answer::Ingested {
        ticket: Some(ticket), ..
    } = last.answer
    else {
        unreachable!("an after-sale has a ticket");
    };
    let mut reader = store.reader().unwrap();
    let subject = |(name, input, effect): (&'static str, Input, Option<Effect>)| {
        let (snapshot, decision) = warm(&*rules, &mut *reader, &input);
        match (decision.answer.unwrap(), effect) {
            (Answer::Ingested { effect: found, .. }, expected) => assert_eq!(Some(found), expected, "{name}"),
            (other, _) => assert!(matches!(other, Answer::Applied { .. }), "{name}"),
        }
        Subject { name, input, snapshot }
    };
    let all = inputs(ticket).into_iter().map(subject).collect();
    (rules, all)
}

fn at(n: u64, step: usize) -> aftersync_core::model::fact::Fact {
    Case(FRESH.0 + 3 * n).after_sale(step)
}

fn inputs(ticket: TicketId) -> Vec<(&'static str, Input, Option<Effect>)> {
    let fact = |name, fact, effect| (name, of_fact(fact, 1 << 40), Some(effect));
    let late = at(2, 3).occurred_at;
    let command = |name, act| {
        (
            name,
            of_act(Actor::agent(AgentId::of("agent-1")), act, 1 << 41, late),
            None,
        )
    };
    vec![
        fact("new order", Case(FRESH.0 + 9).order(), Effect::New),
        fact("new after-sale", FRESH.after_sale(0), Effect::New),
        fact("update", at(1, 1), Effect::Updated),
        fact("end", at(1, 3), Effect::Updated),
        fact("duplicate", at(1, 0), Effect::Duplicate),
        fact("message", Case(FRESH.0 + 3).message(0), Effect::New),
        command(
            "command: approve",
            Act::Move {
                ticket,
                trigger: Trigger::ApproveReturn,
                details: Box::default(),
            },
        ),
        command(
            "command: note",
            Act::Note {
                ticket,
                text: "buyer called, parcel is on its way".to_owned(),
                mentions: Default::default(),
            },
        ),
    ]
}
