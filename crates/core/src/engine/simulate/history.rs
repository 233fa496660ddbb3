//! What the log tells of a past ticket: how long it was in hand, whether it stood here for a decision, how its bot did.
use std::collections::BTreeMap;

use crate::error::Result;
use crate::lifecycle::waiting_on;
use crate::limits::MAX_PAGE;
use crate::model::axes::Headline;
use crate::model::event::{AnyEvent, Cursor, EventBody};
use crate::model::ids::{AgentId, Tenant};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::routing::{Talk, parks};
use crate::store::Reader;

use super::super::decide::verdict::Known;

/// How long a ticket keeps an agent when no ticket in the range tells, in milliseconds.
const USUAL_WORK: i64 = 10 * 60 * 1_000;

/// What the log tells of a ticket.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// How long the first person who had it had it in hand: until it waited for somebody outside, ended, or was taken away.
    /// Unknown where nobody had it, and where no person decided it.
    pub whole: Option<i64>,
    /// Where a decision brought it, and how long there was something to do after that.
    pub after: Option<(Headline, i64)>,
    /// What policies and bots look at.
    pub known: Known,
}

/// Reads the log of a ticket as far as it tells anything.
pub(super) fn told(reader: &mut dyn Reader, tenant: &Tenant, ticket: &Ticket) -> Result<Told> {
    let mut reading = Reading {
        bot: ticket.local.bot.as_ref().map(|talk| talk.bot),
        ..Reading::default()
    };
    let mut after = Cursor::default();
    loop {
        let page = reader.ticket_events(tenant, ticket.id, after, MAX_PAGE)?;
        for event in page.events.iter().map(|recorded| &recorded.event) {
            if let AnyEvent::Known(body) = &event.body {
                reading.read(event.at, body);
            }
        }
        if reading.over || page.events.len() < MAX_PAGE || page.next <= after {
            return Ok(reading.told);
        }
        after = page.next;
    }
}

#[derive(Default)]
struct Reading {
    told: Told,
    bot: Option<AgentId>,
    /// Its first events were read: it stands somewhere.
    stands: bool,
    talks_since: Option<Timestamp>,
    since: Option<Timestamp>,
    decided: Option<(Headline, Timestamp)>,
    alone: bool,
    over: bool,
}

impl Reading {
    fn read(&mut self, at: Timestamp, body: &EventBody) {
        if self.over {
            return;
        }
        match body {
            EventBody::TicketOpened { .. } | EventBody::SourceJoined { .. } => return,
            EventBody::StateChanged { from, to, .. } => self.moved(at, *from, *to),
            // It was opened, and nobody said that it came further.
            _ => self.stood(Headline::Requested),
        }
        match body {
            EventBody::PolicyApplied { .. } => self.alone = true,
            EventBody::CommandApplied { command, .. } => self.alone |= command == Trigger::AutoPolicy.as_str(),
            EventBody::Assigned { agent, .. } if self.bot == Some(*agent) => {
                self.talks_since.get_or_insert(at);
            }
            EventBody::Assigned { .. } => {
                self.since.get_or_insert(at);
            }
            EventBody::BotHandedOff { .. } => self.talked(at, true),
            EventBody::Released { agent, .. } if self.bot != Some(*agent) => self.out_of_hand(at),
            _ => (),
        }
    }

    /// It stands there: the first time says where it came to.
    fn stood(&mut self, at: Headline) {
        if !self.stands {
            self.stands = true;
            self.told.known.to_decide |= asks(at);
        }
    }

    fn moved(&mut self, at: Timestamp, from: Headline, to: Headline) {
        let known = self.stands;
        self.stood(to);
        self.told.known.to_decide |= asks(to);
        if known && asks(from) && !asks(to) {
            self.decided.get_or_insert((to, at));
        }
        if !parks(waiting_on(to)) {
            return;
        }
        if let Some((stands, since)) = self.decided
            && self.told.after.is_none()
        {
            self.told.after = Some((stands, at.since(since)));
        }
        self.talked(at, false);
        self.out_of_hand(at);
    }

    /// The bot had it until then, as far as is known: who only waited for the buyer goes on.
    fn talked(&mut self, at: Timestamp, handed_over: bool) {
        let known = &mut self.told.known.talk;
        if known.is_none_or(|talk| handed_over && !talk.handed_over) {
            let began = self.bot.zip(self.talks_since);
            *known = began.map(|(bot, since)| Talk {
                bot,
                ms: at.since(since),
                handed_over,
            });
        }
    }

    fn out_of_hand(&mut self, at: Timestamp) {
        if let Some(since) = self.since {
            self.told.whole = Some(at.since(since)).filter(|_| !self.alone);
            self.over = true;
        }
    }
}

/// Whether policies are asked about a ticket that stands there.
fn asks(headline: Headline) -> bool {
    matches!(headline, Headline::Requested | Headline::AwaitingSeller)
}

/// How long tickets of a range usually take.
pub(super) struct Usual {
    whole: i64,
    after: BTreeMap<Headline, i64>,
}

impl Usual {
    /// The medians of those that tell.
    pub fn of<'a>(all: impl Iterator<Item = &'a Told> + Clone) -> Self {
        let mut after: BTreeMap<Headline, Vec<i64>> = BTreeMap::new();
        for (stands, ms) in all.clone().filter_map(|told| told.after) {
            after.entry(stands).or_default().push(ms);
        }
        let median_of = |(stands, all)| Some((stands, median(all)?));
        Self {
            whole: median(all.filter_map(|told| told.whole).collect()).unwrap_or(USUAL_WORK),
            after: after.into_iter().filter_map(median_of).collect(),
        }
    }

    /// How long a ticket keeps the person who decides it.
    pub fn work_ms(&self, told: &Told) -> i64 {
        told.whole.unwrap_or(self.whole)
    }

    /// How long there is something to do on a ticket that was decided without a person and stands there since.
    pub fn over_ms(&self, told: &Told, stands: Headline) -> i64 {
        if parks(waiting_on(stands)) {
            return 0;
        }
        let own = told.after.filter(|(at, _)| *at == stands).map(|(_, ms)| ms);
        own.or(self.after.get(&stands).copied()).unwrap_or_default()
    }
}

fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    all.get(all.len() / 2).copied()
}
