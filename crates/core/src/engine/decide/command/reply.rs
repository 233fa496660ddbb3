//! Answering the buyer: the best channel that can reach them, or which cannot and why.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::model::conversation::{Channel, Conversation, DeliveryState, Message, MessageSnapshot, Reach, Sender};
use crate::model::customer::{Account, Customer};
use crate::model::event::{EventBody, Via};
use crate::model::ids::{ConversationId, MessageId, Platform, SourceId, TicketId};
use crate::model::job::JobBody;
use crate::model::revision::Revision;
use crate::model::source::Source;
use crate::model::ticket::Ticket;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, affinity, bot, jobs, settle};
use super::template::Words;

/// The channels to the buyer of a ticket: those of its own conversations first, then of the customer's other accounts.
pub fn reach(conversations: &[(ConversationId, Conversation)], ticket: TicketId) -> Vec<Reach> {
    let mut all: Vec<&(ConversationId, Conversation)> = conversations.iter().collect();
    all.sort_by_key(|(id, c)| (std::cmp::Reverse(c.last_buyer_at), *id));
    let one = |(id, c): &(ConversationId, Conversation)| Reach {
        platform: c.platform.clone(),
        channel: c.channel,
        conversation: Some(*id),
        cannot: cannot(c),
        ticket,
    };
    all.into_iter().map(one).collect()
}

fn cannot(c: &Conversation) -> Option<String> {
    match c.channel {
        Channel::LiveComment => Some("a live-room comment cannot be answered to one person".to_owned()),
        Channel::Call => Some("a phone call cannot be answered in writing".to_owned()),
        _ if c.last_buyer_at.is_none() => Some("the buyer never wrote there".to_owned()),
        _ => None,
    }
}

/// Puts an answer on its way.
pub(super) fn run(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: TicketId,
    words: Words<'_>,
    wish: Option<&(Platform, Channel)>,
    confidence: Option<u8>,
) -> Rule<TicketId> {
    let mut t = super::ticket(draft, id)?;
    let id = t.id;
    let text = words.said(ctx.config, &t)?;
    let actor = draft.actor.clone();
    let person = bot::is_person(draft, &actor)?;
    bot::says(&mut t, &text);
    let conversations = conversations(draft, &t)?;
    let ways = reach(&conversations, id);
    let fits = |r: &&Reach| wish.is_none_or(|(p, c)| r.platform == *p && r.channel == *c);
    let Some(way) = ways.iter().filter(fits).find(|r| r.cannot.is_none()) else {
        return Err(nobody(&ways).into());
    };
    let Some((conversation, talk)) = conversations.iter().find(|(c, _)| Some(*c) == way.conversation) else {
        return Err(nobody(&ways).into());
    };
    let sender = match bot::acting(draft, &actor)? {
        Some(_) => Sender::Bot,
        None => Sender::Agent,
    };
    let message = MessageId(draft.mint());
    let now = draft.now;
    let snapshot = MessageSnapshot {
        external_id: message.to_string(),
        conversation: talk.external_id.clone(),
        channel: talk.channel,
        sender,
        account: None,
        keys: Vec::new(),
        text,
        evidence: Vec::new(),
        about: Default::default(),
        issue: None,
        at: now,
    };
    let source = t.sources.first().copied().unwrap_or(SourceId(id.0));
    draft.put(
        message,
        Message {
            id: message,
            platform: talk.platform.clone(),
            shop: talk.shop.clone(),
            conversation: *conversation,
            snapshot,
            revision: Revision::default(),
            account: talk.account,
            source,
            delivery: Some(DeliveryState::Queued),
        },
    );
    let (channel, platform) = (talk.channel, talk.platform.clone());
    draft.event(
        Some(id),
        EventBody::MessageAdded {
            message,
            sender,
            channel,
            platform,
        },
    );
    let body = JobBody::Reply {
        ticket: id,
        channel,
        platform: talk.platform.clone(),
        shop: talk.shop.clone(),
        conversation: Some(*conversation),
        message,
    };
    jobs::add_new(draft, body, now);
    t.local.first_response_at.get_or_insert(now);
    t.local.last_response_at = t.local.last_response_at.max(Some(now));
    if person {
        t.local.first_human_at.get_or_insert(now);
    }
    t.local.touched = true;
    affinity::serve(draft, &t, &actor)?;
    bot::step_aside(ctx, draft, &mut t, &actor)?;
    bot::answered(ctx, draft, &mut t, &actor, confidence)?;
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Command)?;
    Ok(id)
}

fn nobody(ways: &[Reach]) -> Error {
    let why = |r: &Reach| {
        format!(
            "{}: {}",
            r.platform,
            r.cannot.as_deref().unwrap_or("not the channel asked for")
        )
    };
    let list: Vec<String> = ways.iter().map(why).collect();
    Error::unsupported(
        "no channel can reach this buyer",
        "answer in the platform's own console, or call",
    )
    .with(
        "channels",
        if list.is_empty() {
            "none known".to_owned()
        } else {
            list.join("; ")
        },
    )
}

/// The conversations with the buyer of a ticket, on all accounts of the customer.
fn conversations(draft: &Draft<'_>, t: &Ticket) -> Rule<Vec<(ConversationId, Conversation)>> {
    let mut ids: BTreeSet<ConversationId> = BTreeSet::new();
    draft.want(t.sources.iter().map(|s| Source::key(s.0)))?;
    for s in &t.sources {
        ids.extend(
            draft
                .get::<Source>(*s)?
                .and_then(|s| s.segment())
                .map(|s| s.conversation),
        );
    }
    if let Some(a) = t.account {
        let customer = draft.get::<Account>(a)?.map(|a| a.customer);
        let accounts = match customer {
            Some(c) => draft
                .get::<Customer>(c)?
                .map(|c| c.accounts.clone())
                .unwrap_or_default(),
            None => BTreeSet::new(),
        };
        draft.want(accounts.iter().map(|a| Account::key(a.0)))?;
        for account in accounts {
            ids.extend(
                draft
                    .get::<Account>(account)?
                    .iter()
                    .flat_map(|a| a.conversations.iter().copied()),
            );
        }
    }
    draft.want(ids.iter().map(|c| Conversation::key(c.0)))?;
    let mut out = Vec::new();
    for id in ids {
        if let Some(c) = draft.get::<Conversation>(id)? {
            out.push((id, c.clone()));
        }
    }
    Ok(out)
}

/// Notes whether an answer was handed over.
pub(in super::super) fn delivered(draft: &mut Draft<'_>, id: MessageId, sent: bool) -> Rule<()> {
    if let Some(m) = draft.get::<Message>(id)?.cloned() {
        let delivery = Some(if sent {
            DeliveryState::Sent
        } else {
            DeliveryState::Failed
        });
        draft.put(id, Message { delivery, ..m });
    }
    Ok(())
}
