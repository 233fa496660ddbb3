//! Every kind of command that a phone may give: done once, or told why not, or still in the queue. Never gone in silence.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::action::ActionVerb;
use aftersync::model::evidence::{Evidence, EvidenceKind};
use aftersync::model::handoff::{TaskKind, TaskTrigger};
use aftersync::replica::{PendingState, Resolution};
use aftersync::{Act, DeskSync, Presence, TicketId, Trigger};
use aftersync_core::model::ids::ReceiptId;
use aftersync_core::store::Receipt;

use crate::kit::{Office, Phone};
use crate::property::Dice;
use crate::pull::{ids, same_as};

/// The words of all kinds that a phone may give, but for moves, which have a word for each trigger.
const KINDS: [&str; 8] = [
    "note",
    "reply",
    "assign",
    "transfer",
    "edit",
    "open_task",
    "move_task",
    "set_presence",
];

/// One of every kind.
fn act(dice: &mut Dice, phone: &Phone, ticket: TicketId) -> Act {
    let me = phone.access.agent;
    let tasks = phone.replica.ticket(ticket).unwrap().unwrap().bundle.tasks;
    match dice.roll(11) {
        0 => Act::Note {
            ticket,
            text: "looked at".into(),
            mentions: Default::default(),
        },
        1 => Act::Reply {
            ticket,
            text: "we are on it".into(),
            channel: None,
            confidence: None,
            template: None,
            lang: None,
        },
        2 => Act::Assign {
            ticket,
            agent: Some(me).filter(|_| dice.roll(2) == 0),
        },
        3 => Act::Transfer {
            ticket,
            queue: "front".into(),
        },
        4 => Act::Edit {
            ticket,
            add_tags: vec![format!("t{}", dice.roll(5))],
            remove_tags: Vec::new(),
            custom: BTreeMap::new(),
            issue: None,
            band: Some(1),
            evidence: vec![Evidence {
                kind: EvidenceKind::Text,
                url: None,
                blob: None,
                note: Some("seen".into()),
            }],
        },
        5 => Act::OpenTask {
            ticket,
            kind: TaskKind::Callback,
            group: "front".into(),
            after: Vec::new(),
        },
        6 | 7 if !tasks.is_empty() => Act::MoveTask {
            task: dice.pick(&tasks).item.id,
            trigger: *dice.pick(&[TaskTrigger::Assign, TaskTrigger::Start, TaskTrigger::Done]),
            agent: Some(me),
            reason: None,
            result: None,
            raises: None,
            amount: None,
            lines: Vec::new(),
            form: BTreeMap::new(),
            attachments: Vec::new(),
        },
        8 => Act::SetPresence {
            agent: me,
            presence: *dice.pick(&[Presence::Online, Presence::Away]),
            leased: false,
        },
        // No platform is behind these tickets: it is refused, and the person is told.
        9 => Act::Tell {
            ticket,
            verb: ActionVerb::AddRemark,
            details: Box::default(),
        },
        _ => Act::Move {
            ticket,
            trigger: *dice.pick(&[Trigger::AskBuyer, Trigger::ApproveRefund, Trigger::Reject]),
            details: Box::default(),
        },
    }
}

/// Whether a command of a phone was done: its receipt is there, and is no refusal.
fn was_done(office: &Office, phone: &Phone, key: &str) -> bool {
    let id = ReceiptId::of(&format!("sync.{}.{key}", phone.access.device));
    let receipt = office.desk.row::<Receipt>(id).wait().unwrap();
    receipt.is_some_and(|receipt| receipt.item.refused.is_none())
}

/// A phone with all that was given on it: the word, and whether a person dropped it.
struct Carried {
    phone: Phone,
    given: BTreeMap<String, (&'static str, bool)>,
}

impl Carried {
    fn works(&mut self, dice: &mut Dice) {
        let have: Vec<TicketId> = ids(&self.phone).into_iter().collect();
        if have.is_empty() {
            return;
        }
        let ticket = *dice.pick(&have);
        if dice.roll(12) == 0 {
            let kind = EvidenceKind::Image;
            let (content, at) = (vec![7; 10 + dice.roll(1_000)], self.phone.at());
            let key = self.phone.replica.attach(ticket, kind, &content, None, at).unwrap();
            self.given.insert(key, ("edit", false));
            return;
        }
        let act = act(dice, &self.phone, ticket);
        let word = act.word();
        self.given.insert(self.phone.does(act), (word, false));
    }

    /// Drops what met a conflict or was refused; gives how many.
    fn drops(&mut self) -> usize {
        let mut dropped = 0;
        for waiting in self.phone.replica.pending().unwrap() {
            let met = matches!(
                waiting.state,
                PendingState::Conflict { .. } | PendingState::Refused { .. }
            );
            if met {
                let key = &waiting.command.key;
                let again = self.phone.replica.resolve(key, Resolution::Theirs, self.phone.at());
                assert_eq!(again.unwrap(), None);
                self.given.get_mut(key).unwrap().1 = true;
                dropped += 1;
            }
        }
        dropped
    }
}

/// A day with two phones, and what was done on it: words with how often.
fn day(seed: u64) -> BTreeMap<&'static str, usize> {
    let office = Office::new();
    let mut dice = Dice::new(seed);
    for n in 0..4 {
        office.open(&format!("a{n}"));
    }
    (0..4).for_each(|n| office.writes(&format!("a{n}"), "hello?"));
    let phones = [office.phone("ann", "p0.db"), office.phone("bob", "p1.db")];
    let mut carried = phones.map(|phone| Carried {
        phone,
        given: BTreeMap::new(),
    });
    for step in 0..80 {
        office.clock.advance(1_000);
        let one = &mut carried[dice.roll(2)];
        match dice.roll(8) {
            0..=2 => one.works(&mut dice),
            3 => drop(one.phone.once(&office.desk).unwrap()),
            4 => {
                let request = one.phone.replica.request(one.phone.at()).unwrap();
                office.desk.sync(one.phone.user.clone(), request).wait().unwrap();
            }
            5 => {
                let (path, access) = (one.phone.path.clone(), one.phone.access.clone());
                one.phone.replica.close();
                one.phone = Phone::open(&path, access, office.engine.now());
            }
            6 => office.writes(&format!("a{}", step % 4), "and now?"),
            _ => drop(one.drops()),
        }
    }
    for _ in 0..2 {
        for one in &mut carried {
            one.phone.sync(&office.desk);
            one.drops();
        }
    }
    let mut done = BTreeMap::new();
    for one in &mut carried {
        one.phone.sync(&office.desk);
        assert!(one.phone.replica.pending().unwrap().is_empty());
        same_as(&office.desk, &one.phone);
    }
    for one in &carried {
        for (key, (word, dropped)) in &one.given {
            let was = was_done(&office, &one.phone, key);
            assert_eq!(was, !dropped, "seed {seed}: {word}, dropped by a person: {dropped}");
            *done.entry(*word).or_default() += usize::from(was);
        }
    }
    done
}

#[test]
fn no_kind_of_command_is_lost_or_done_though_it_was_dropped() {
    let mut done: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..12 {
        for (word, n) in day(seed) {
            *done.entry(word).or_default() += n;
        }
    }
    let never: BTreeSet<&str> = KINDS
        .into_iter()
        .filter(|kind| done.get(kind).is_none_or(|n| *n == 0))
        .collect();
    assert!(never.is_empty(), "never done: {never:?} of {done:?}");
    assert!(
        done.contains_key("ask_buyer") && done.contains_key("approve_refund"),
        "{done:?}"
    );
}
