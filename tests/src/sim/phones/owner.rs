//! What somebody does on their phone, with or without a network.
use std::collections::BTreeMap;

use aftersync::model::evidence::{Evidence, EvidenceKind};
use aftersync::model::handoff::{TaskKind, TaskTrigger};
use aftersync::replica::{CopyQuery, Pending, PendingState, Resolution, TicketView};
use aftersync::{Act, Presence};

use super::phone::{Fate, Given};
use crate::prng::Prng;
use crate::sim::agents;
use crate::sim::run::Sim;

/// Most commands of one phone in a run.
const MOST: usize = 40;

impl Sim {
    /// Somebody works on what their phone shows.
    pub(super) fn works(&mut self, n: usize) {
        let phone = &mut self.fleet.phones[n];
        let Some(replica) = &phone.replica else { return };
        let query = CopyQuery {
            limit: 1_000,
            ..CopyQuery::default()
        };
        let listed = replica.tickets(&query).unwrap();
        if listed.is_empty() || phone.given.len() >= MOST {
            return;
        }
        let ticket = self.fleet.dice.pick(&listed).row.id;
        let Some(view) = replica.ticket(ticket).unwrap() else {
            self.wrong
                .push(format!("phone {n} lists {ticket} and does not show it"));
            return;
        };
        let mark = format!("phone {n}.{} does {}", phone.life, phone.given.len());
        let at = phone.clock(self.now);
        let (key, word) = if self.fleet.dice.chance(10) {
            let kind = EvidenceKind::Image;
            let content = mark.repeat(1 + self.fleet.dice.below(40));
            let done = replica.attach(ticket, kind, content.as_bytes(), Some(mark.clone()), at);
            (done, "attach")
        } else {
            let act = act(&view, &mark, phone.owner.agent, &mut self.fleet.dice);
            let word = act.word();
            (replica.execute(act, at), word)
        };
        match key {
            Ok(key) => {
                self.trace.say(
                    "phone does",
                    format_args!("phone {n}"),
                    format_args!("{word} on {ticket}"),
                );
                self.keeps(n, &key, mark);
            }
            Err(error) => self.wrong.push(format!("phone {n} cannot give a {word}: {error:?}")),
        }
    }

    /// Notes what a phone was given to do.
    fn keeps(&mut self, n: usize, key: &str, mark: String) {
        let phone = &mut self.fleet.phones[n];
        let queue = phone.replica.as_ref().unwrap().pending().unwrap();
        match queue.into_iter().find(|p| p.command.key == key) {
            Some(Pending { command: pushed, .. }) => {
                let fate = Fate::Waits;
                phone.given.insert(key.to_owned(), Given { mark, pushed, fate });
            }
            None => self.wrong.push(format!("phone {n}: {mark} is not in its queue")),
        }
    }

    /// Somebody decides about what met a conflict or was refused; `mine`: they may insist.
    pub(super) fn decides(&mut self, n: usize, mine: bool) {
        let phone = &mut self.fleet.phones[n];
        let Some(replica) = &phone.replica else { return };
        let queue = replica.pending().unwrap();
        let open = |p: &&Pending| matches!(p.state, PendingState::Conflict { .. } | PendingState::Refused { .. });
        let Some(met) = queue.iter().find(open) else { return };
        let (key, at) = (&met.command.key, phone.clock(self.now));
        let insists = mine && self.fleet.dice.chance(50);
        let again = match insists.then(|| replica.resolve(key, Resolution::Mine, at)) {
            Some(Ok(again)) => again,
            // A ticket that left the copy takes no command: then theirs it is.
            _ => {
                replica.resolve(key, Resolution::Theirs, at).unwrap();
                None
            }
        };
        let word = if again.is_some() { "mine" } else { "theirs" };
        let Some(known) = phone.given.get_mut(key) else {
            self.wrong.push(format!("phone {n} has a command that nobody gave it"));
            return;
        };
        known.fate = Fate::Decided;
        let mark = known.mark.clone();
        self.trace.say(
            "phone decides",
            format_args!("phone {n}"),
            format_args!("{word}: {mark}"),
        );
        if let Some(again) = again {
            self.keeps(n, &again, mark);
        }
    }
}

/// Something one may do with a ticket.
fn act(view: &TicketView, mark: &str, agent: &str, dice: &mut Prng) -> Act {
    let t = &view.bundle.ticket.item;
    let (ticket, me) = (t.id, super::agent_of(agent));
    match dice.below(20) {
        0..=4 => Act::Note {
            ticket,
            text: mark.to_owned(),
            mentions: Default::default(),
        },
        5 => Act::Reply {
            ticket,
            text: mark.to_owned(),
            channel: None,
            confidence: None,
            template: None,
            lang: None,
        },
        6 => Act::Assign {
            ticket,
            agent: Some(me).filter(|_| dice.chance(60)),
        },
        7 => Act::Transfer {
            ticket,
            queue: "aftersales".to_owned(),
        },
        8 | 9 => Act::Edit {
            ticket,
            add_tags: vec![dice.pick(&["vip", "fragile", "again"]).to_string()],
            remove_tags: vec!["again".to_owned()],
            custom: BTreeMap::new(),
            issue: None,
            band: Some(dice.below(5) as u8),
            evidence: vec![Evidence {
                kind: EvidenceKind::Image,
                url: Some("https://example.com/photo".to_owned()),
                blob: None,
                note: Some(mark.to_owned()),
            }],
        },
        10 => Act::OpenTask {
            ticket,
            kind: *dice.pick(&[TaskKind::Callback, TaskKind::WarehouseCheck]),
            group: if dice.chance(50) { mark } else { "aftersales" }.to_owned(),
            after: Vec::new(),
        },
        11 if dice.chance(30) => Act::SetPresence {
            agent: me,
            presence: *dice.pick(&[Presence::Online, Presence::Away]),
            leased: false,
        },
        12..=15 if !view.bundle.tasks.is_empty() => moves_task(view, me, dice),
        _ => agents::move_of(t, mark, dice),
    }
}

fn moves_task(view: &TicketView, me: aftersync::AgentId, dice: &mut Prng) -> Act {
    use TaskTrigger as T;
    let task = &dice.pick(&view.bundle.tasks).item;
    Act::MoveTask {
        task: task.id,
        trigger: *dice.pick(&[
            T::Assign,
            T::Start,
            T::Block,
            T::Unblock,
            T::Done,
            T::Cancel,
            T::Decline,
        ]),
        agent: Some(me),
        reason: Some("seen on the way".to_owned()),
        result: None,
        raises: None,
        amount: None,
        lines: Vec::new(),
        form: BTreeMap::new(),
        attachments: Vec::new(),
    }
}
