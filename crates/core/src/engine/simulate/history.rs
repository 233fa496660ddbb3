//! What the log tells of a past ticket: how long it was in hand, whether it stood here for a decision, how its bot did.
use std::collections::{BTreeMap, BTreeSet};

use crate::automation::occasion;
use crate::error::Result;
use crate::lifecycle::waiting_on;
use crate::limits::MAX_PAGE;
use crate::model::automation::{AutomationOn, Occasion};
use crate::model::axes::{Headline, Role};
use crate::model::config::Config;
use crate::model::conversation::Sender;
use crate::model::event::{AnyEvent, Cursor, Event, EventBody};
use crate::model::ids::{AgentId, Tenant};
use crate::model::sla::Escalate;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::routing::{Happened, Talk, Truth, parks};
use crate::store::Reader;

use super::super::decide::verdict::Known;

/// How long a ticket keeps an agent when no ticket in the range tells, in milliseconds.
const USUAL_WORK: i64 = 10 * 60 * 1_000;

/// What the log tells of a ticket.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// How long the first person who had it had it in hand: until it waited for somebody outside, ended, or was taken away.
    /// Where an escalation took it away, with the time of those who had it after that. Unknown where nobody had it, and
    /// where no person decided it.
    pub whole: Option<i64>,
    /// People had it in hand for longer than that, and it was decided without them: they would have taken as long at least.
    pub at_least: i64,
    /// Where a decision brought it, and how long there was something to do after that.
    pub after: Option<(Headline, i64)>,
    /// What policies and bots look at.
    pub known: Known,
}

/// What the desk does with a ticket and its clocks: the model lives through that itself.
const LIVED: [Occasion; 7] = [
    Occasion::TicketOpened,
    Occasion::Enqueued,
    Occasion::Overflowed,
    Occasion::Assigned,
    Occasion::Released,
    Occasion::ClockPassed,
    Occasion::Escalated,
];

/// What automations of either configuration hear of from the log.
pub(super) fn heard_of<'c>(configs: impl IntoIterator<Item = &'c Config>) -> BTreeSet<Occasion> {
    let automations = configs.into_iter().flat_map(|config| &config.automations);
    let kinds = automations
        .filter(|automation| automation.enabled)
        .filter_map(|automation| match &automation.on {
            AutomationOn::Events(kinds) => Some(kinds),
            _ => None,
        });
    kinds.flatten().filter(|kind| !LIVED.contains(kind)).copied().collect()
}

/// Reads the log of a ticket as far as it tells anything.
pub(super) fn told(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    ticket: &Ticket,
    hears: &BTreeSet<Occasion>,
) -> Result<Told> {
    let mut reading = Reading {
        bot: ticket.local.bot.as_ref().map(|talk| talk.bot),
        ..Reading::of(hears)
    };
    let mut after = Cursor::default();
    loop {
        let page = reader.ticket_events(tenant, ticket.id, after, MAX_PAGE)?;
        for event in page.events.iter().map(|recorded| &recorded.event) {
            if let AnyEvent::Known(body) = &event.body {
                reading.hear(event, body);
                reading.read(event.at, body, event.actor.role == Role::System);
            }
        }
        // Which queue an escalation chose last may stand behind all else.
        let over = reading.over && ticket.local.queue.is_none() && ticket.local.band.is_none();
        if over || page.events.len() < MAX_PAGE || page.next <= after {
            return Ok(reading.told(ticket));
        }
        after = page.next;
    }
}

struct Reading<'a> {
    hears: &'a BTreeSet<Occasion>,
    told: Told,
    bot: Option<AgentId>,
    /// Its first events were read: it stands somewhere.
    stands: bool,
    talks_since: Option<Timestamp>,
    since: Option<Timestamp>,
    /// When people had it, one after another by escalations.
    hands: Vec<(Timestamp, Timestamp)>,
    decided: Option<(Headline, Timestamp)>,
    alone: bool,
    alone_at: Option<Timestamp>,
    /// The queue that an escalation chose last.
    escalated_to: Option<String>,
    /// Whether an automation put it into its queue last, and gave it its band last.
    queue_by_itself: bool,
    band_by_itself: bool,
    /// It was answered.
    answered: bool,
    /// The buyer wrote again, and waits since.
    waits_since: Option<Timestamp>,
    /// They wrote again then, and were answered then.
    again: Vec<(Timestamp, Option<Timestamp>)>,
    /// What automations may hear of, and whether nobody but the desk did it.
    heard: Vec<(Timestamp, bool, EventBody)>,
    /// It is offered to them since.
    offered: BTreeMap<AgentId, Timestamp>,
    over: bool,
}

impl<'a> Reading<'a> {
    fn of(hears: &'a BTreeSet<Occasion>) -> Self {
        Self {
            hears,
            told: Told::default(),
            bot: None,
            stands: false,
            talks_since: None,
            since: None,
            hands: Vec::new(),
            decided: None,
            alone: false,
            alone_at: None,
            escalated_to: None,
            queue_by_itself: false,
            band_by_itself: false,
            answered: false,
            waits_since: None,
            again: Vec::new(),
            heard: Vec::new(),
            offered: BTreeMap::new(),
            over: false,
        }
    }

    /// Keeps what automations may hear of, who wrote, what they did, and who turned it down, until it is out of our hands; who
    /// said last where it stands may come after that.
    fn hear(&mut self, event: &Event, body: &EventBody) {
        let (at, by_itself) = (event.at, event.actor.role == Role::System);
        match body {
            EventBody::Automated { did, .. } => self.automated(at, did),
            // Whoever is no automation says it last.
            EventBody::Enqueued { .. } if !by_itself => self.queue_by_itself = false,
            EventBody::TicketEdited { what } if !by_itself && what.iter().any(|it| it == "band") => {
                self.band_by_itself = false;
            }
            _ => (),
        }
        if self.over {
            return;
        }
        match body {
            EventBody::MessageAdded { sender, .. } => self.wrote(at, *sender),
            EventBody::Offered { agent, .. } => {
                self.offered.insert(*agent, at);
            }
            EventBody::OfferRejected { agent, .. } | EventBody::OfferTimedOut { agent } => {
                if let Some(since) = self.offered.remove(agent) {
                    let all = &mut self.told.known.turned_down;
                    all.entry(*agent).or_default().push(at.since(since));
                }
            }
            _ => (),
        }
        if occasion(body).is_some_and(|by| self.hears.contains(&by)) && self.decided.is_none() {
            self.heard.push((at, by_itself, body.clone()));
        }
    }

    fn wrote(&mut self, at: Timestamp, sender: Sender) {
        match sender {
            Sender::Buyer if self.answered => {
                self.waits_since.get_or_insert(at);
            }
            Sender::Agent | Sender::Bot => {
                self.answered = true;
                let waited = self.waits_since.take();
                self.again.extend(waited.map(|since| (since, Some(at))));
            }
            Sender::Buyer | Sender::System => (),
        }
    }

    fn automated(&mut self, at: Timestamp, did: &[String]) {
        // What automations changed themselves they hear of as they change it.
        let edits = |body: &EventBody| matches!(body, EventBody::TicketEdited { .. } | EventBody::NoteAdded { .. });
        self.heard
            .retain(|(then, by_itself, body)| *then != at || !by_itself || !edits(body));
        let does = |step: &str| did.iter().any(|it| it == step);
        self.queue_by_itself |= does("queue");
        self.band_by_itself |= does("band");
        if does("move") && self.decided.is_some_and(|(_, decided)| decided == at) {
            self.by_itself(at);
            self.told.whole = None;
        }
    }

    fn read(&mut self, at: Timestamp, body: &EventBody, by_desk: bool) {
        if let EventBody::Escalated { did, .. } = body {
            let queue = did.iter().rev().find_map(|step| match step {
                Escalate::Queue(queue) => Some(queue),
                _ => None,
            });
            self.escalated_to = queue.cloned().or(self.escalated_to.take());
        }
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
            EventBody::PolicyApplied { .. } => self.by_itself(at),
            EventBody::CommandApplied { command, .. } if command == Trigger::AutoPolicy.as_str() => self.by_itself(at),
            EventBody::Assigned { agent, .. } if self.bot == Some(*agent) => {
                self.talks_since.get_or_insert(at);
            }
            EventBody::Assigned { .. } => {
                self.since.get_or_insert(at);
            }
            EventBody::BotHandedOff { .. } => self.talked(at, true),
            EventBody::Released { agent, because } if self.bot != Some(*agent) => match goes_on(because, by_desk) {
                true => self.handed_on(at),
                false => self.out_of_hand(at),
            },
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

    /// It was decided without a person.
    fn by_itself(&mut self, at: Timestamp) {
        self.alone = true;
        self.alone_at.get_or_insert(at);
    }

    /// It was taken from whoever had it: what is left to do others do.
    fn handed_on(&mut self, at: Timestamp) {
        self.hands.extend(self.since.take().map(|since| (since, at)));
    }

    fn out_of_hand(&mut self, at: Timestamp) {
        self.handed_on(at);
        if !self.hands.is_empty() {
            self.told.whole = Some(self.had(at)).filter(|_| !self.alone);
            self.over = true;
        }
    }

    /// How long people had had it by then.
    fn had(&self, at: Timestamp) -> i64 {
        let had = self.hands.iter().map(|(from, to)| at.min(*to).since(*from).max(0));
        had.sum()
    }

    /// All that was read, with what the ticket itself tells.
    fn told(mut self, ticket: &Ticket) -> Told {
        let heard = std::mem::take(&mut self.heard).into_iter();
        // As it comes rules give it tags: by which configuration is not asked here.
        let by_rules = |(at, by_itself, body): &(Timestamp, bool, EventBody)| {
            *by_itself && *at <= ticket.opened_at && matches!(body, EventBody::TicketEdited { .. })
        };
        let heard = heard.filter(|one| !by_rules(one)).map(|(at, _, body)| (at, body));
        // Whoever has it has it still.
        self.handed_on(Timestamp(i64::MAX));
        let first = self.hands.first().map(|(from, _)| *from);
        let happened = |at: Timestamp| match first {
            Some(first) if first <= at => Happened::InHand(self.had(at)),
            _ => Happened::Anyway(at.since(ticket.opened_at)),
        };
        let by_itself = |at: Timestamp| self.alone_at.is_some_and(|alone| alone <= at);
        let decided_at = self.decided.map(|(_, at)| at).filter(|at| !by_itself(*at));
        let escalated = self.escalated_to.is_some() && self.escalated_to == ticket.local.queue;
        let waits = self.waits_since.map(|since| (since, None));
        let again = self.again.iter().copied().chain(waits);
        let again = again.map(|(since, answered)| (since, answered.map(happened))).collect();
        // A moment longer: at that one nobody had decided it.
        let at_least = self.alone_at.map_or(0, |at| self.had(at).saturating_add(1));
        let known = Known {
            queue_by_itself: escalated || self.queue_by_itself,
            band_by_itself: self.band_by_itself,
            again,
            heard: heard.collect(),
            truth: Truth {
                answered: ticket.first_response_at.map(happened),
                by_person: ticket.local.first_human_at.map(happened),
                decided: decided_at.map(happened),
            },
            decided_at,
            ..self.told.known
        };
        Told {
            at_least,
            known,
            ..self.told
        }
    }
}

/// Whether a ticket was taken from somebody by an escalation or an automation: others do what is left to do.
fn goes_on(because: &str, by_desk: bool) -> bool {
    because == "escalated" || (by_desk && matches!(because, "moved to another queue" | "assigned to another"))
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
        told.whole.unwrap_or(self.whole.max(told.at_least))
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
