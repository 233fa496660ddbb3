//! Phones that go offline at random, push twice, lose answers and meet each other: nothing twice, nothing lost, and once
//! it is quiet every copy is its scope.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::replica::{PendingState, Resolution};
use aftersync::{Act, AgentId, AnyEvent, Cursor, DeskSync, EventBody, TicketId, Trigger};

use crate::kit::{Office, Phone};
use crate::pull::{ids, same_as};

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// One story of a day.
fn story(seed: u64, office: &Office) {
    let mut dice = Dice(seed);
    let mut tickets: Vec<TicketId> = (0..6).map(|n| office.open(&format!("s{n}"))).collect();
    let mut phones = vec![
        office.phone("ann", "p0.db"),
        office.phone("ann", "p1.db"),
        office.phone("bob", "p2.db"),
    ];
    let mut noted: BTreeMap<String, usize> = BTreeMap::new();
    for step in 0..60 {
        office.clock.advance(1_000);
        let at = dice.roll(phones.len());
        match dice.roll(10) {
            0 => tickets.push(office.open(&format!("n{step}"))),
            1 => office.writes(&format!("s{}", dice.roll(6)), "any news?"),
            2 => {
                let (ticket, agent) = (*dice.pick(&tickets), *dice.pick(&["ann", "bob"]));
                office.assign(ticket, agent);
            }
            3 | 4 => work(&mut dice, &phones[at], step, &mut noted),
            5 | 6 => {
                phones[at].once(&office.desk).unwrap();
            }
            7 => {
                // Pushed, perhaps twice, and the answer lost.
                let request = phones[at].replica.request(phones[at].at()).unwrap();
                for _ in 0..=dice.roll(2) {
                    office
                        .desk
                        .sync(phones[at].user.clone(), request.clone())
                        .wait()
                        .unwrap();
                }
            }
            8 => {
                let old = phones.remove(at);
                let (access, path) = (old.access.clone(), old.path.clone());
                drop(old);
                phones.insert(at, Phone::open(&path, access, office.engine.now()));
            }
            _ => decide(&mut dice, &phones[at]),
        }
    }
    quiet(office, &phones);
    for phone in &phones {
        same_as(&office.desk, phone);
        assert_eq!(ids(phone), scope(office, phone), "seed {seed}");
    }
    all_notes_once(office, &phones, &noted, seed);
}

fn work(dice: &mut Dice, phone: &Phone, step: usize, noted: &mut BTreeMap<String, usize>) {
    let have: Vec<TicketId> = ids(phone).into_iter().collect();
    if have.is_empty() {
        return;
    }
    let ticket = *dice.pick(&have);
    match dice.roll(4) {
        0 => {
            let text = format!("note {step} of {}", phone.access.device);
            phone.notes(ticket, &text);
            noted.insert(text, 0);
        }
        1 => {
            phone.moves(
                ticket,
                *dice.pick(&[Trigger::Reject, Trigger::ApproveRefund, Trigger::AskBuyer]),
            );
        }
        2 => {
            let agent = Some(phone.access.agent);
            phone.does(Act::Assign { ticket, agent });
        }
        _ => {
            let queue = (*dice.pick(&["front", "vip"])).into();
            phone.does(Act::Transfer { ticket, queue });
        }
    }
}

fn decide(dice: &mut Dice, phone: &Phone) {
    let met = phone
        .replica
        .pending()
        .unwrap()
        .into_iter()
        .find(|p| !p.state.is_drawn());
    if let Some(met) = met {
        let mine = dice.roll(2) == 0 && matches!(met.state, PendingState::Conflict { .. });
        let way = if mine { Resolution::Mine } else { Resolution::Theirs };
        // A ticket that left the copy meanwhile takes no command: then theirs it is.
        let done = phone.replica.resolve(&met.command.key, way, phone.at());
        if done.is_err() {
            phone
                .replica
                .resolve(&met.command.key, Resolution::Theirs, phone.at())
                .unwrap();
        }
    }
}

/// Everybody is online, and drops what cannot be done.
fn quiet(office: &Office, phones: &[Phone]) {
    for _ in 0..3 {
        for phone in phones {
            phone.sync(&office.desk);
            for waiting in phone.replica.pending().unwrap() {
                phone
                    .replica
                    .resolve(&waiting.command.key, Resolution::Theirs, phone.at())
                    .unwrap();
            }
        }
    }
    assert!(phones.iter().all(|p| p.replica.pending().unwrap().is_empty()));
}

/// What the agent is to see, worked out from all tickets.
fn scope(office: &Office, phone: &Phone) -> BTreeSet<TicketId> {
    let query = aftersync::TicketQuery {
        open: Some(true),
        limit: 1_000,
        ..Default::default()
    };
    let page = office.desk.tickets(query).wait().unwrap();
    assert!(page.next.is_none());
    let front = aftersync::QueueId::of("front");
    let sees = |t: &aftersync::Ticket| {
        let waits = t.assignment.agent.is_none() && t.assignment.queue == Some(front);
        waits || t.assignment.agent == Some(phone.access.agent)
    };
    page.items
        .into_iter()
        .filter(|t| sees(&t.item))
        .map(|t| t.item.id)
        .collect()
}

/// A note only adds: each that was written is there once, unless its ticket was somebody else's by then.
fn all_notes_once(office: &Office, phones: &[Phone], noted: &BTreeMap<String, usize>, seed: u64) {
    let mut counted = noted.clone();
    let mut since = Cursor(0);
    loop {
        let page = office.desk.events(since, 0).wait().unwrap();
        for event in page.events {
            if let AnyEvent::Known(EventBody::NoteAdded { text }) = event.event.body {
                *counted.get_mut(&text).unwrap() += 1;
            }
        }
        since = page.next;
        if page.next >= page.head {
            break;
        }
    }
    for (text, times) in counted {
        assert!(times <= 1, "seed {seed}: {text} was written {times} times");
    }
    assert!(!phones.is_empty());
}

#[test]
fn nothing_twice_nothing_lost_and_equal_once_quiet() {
    let stories = std::env::var("AFTERSYNC_STORIES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10);
    for seed in 0..stories {
        story(seed, &Office::new());
    }
    for seed in 0..2 {
        story(seed, &Office::sealed());
    }
}

#[test]
fn nothing_of_notes_is_lost_while_the_ticket_stays() {
    for seed in 0..8 {
        let office = Office::new();
        let mut dice = Dice(seed);
        let ticket = office.open("a1");
        let phones = [office.phone("ann", "p0.db"), office.phone("bob", "p1.db")];
        for phone in &phones {
            phone.sync(&office.desk);
        }
        let mut written = BTreeSet::new();
        for step in 0..25 {
            let phone = dice.pick(&phones);
            match dice.roll(3) {
                0 => {
                    let text = format!("note {step}");
                    phone.notes(ticket, &text);
                    written.insert(text);
                }
                1 => {
                    let request = phone.replica.request(phone.at()).unwrap();
                    office.desk.sync(phone.user.clone(), request).wait().unwrap();
                }
                _ => {
                    phone.once(&office.desk).unwrap();
                }
            }
        }
        for phone in &phones {
            phone.sync(&office.desk);
        }
        let events = office.desk.events(Cursor(0), 0).wait().unwrap().events;
        let mut found: Vec<String> = events
            .into_iter()
            .filter_map(|e| match e.event.body {
                AnyEvent::Known(EventBody::NoteAdded { text }) => Some(text),
                _ => None,
            })
            .collect();
        found.sort();
        assert_eq!(found, written.into_iter().collect::<Vec<_>>(), "seed {seed}");
        assert_eq!(phones[0].access.agent, AgentId::of("ann"));
    }
}
