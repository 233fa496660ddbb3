//! A message was written: it belongs to the problem that is open on what it is about, or opens an inquiry.
//!
//! A conversation is cut into segments: what was said on one day about one number, or about none. A segment's home is
//! the docket of the order it names; without one, of the order that was named nearby in the same conversation; else it is
//! a docket of its own. All of this is a function of the set of messages, so arrival does not matter.
use std::collections::BTreeSet;

use crate::limits::{MAX_MENTIONS, MAX_MESSAGE_CHARS};
use crate::model::conversation::{
    Channel, Conversation, Mentions, Message, MessageSnapshot, NamedOrder, Segment, Sender,
};
use crate::model::customer::Account;
use crate::model::event::{EventBody, Via};
use crate::model::fact::Fact;
use crate::model::ids::{
    AccountId, ConversationId, DocketId, MessageId, OrderId, ParcelId, Platform, SourceId, TicketId, Uid, plain_number,
};
use crate::model::order::Order;
use crate::model::revision::Revision;
use crate::model::shipment::Parcel;
use crate::model::source::{Docket, Source, SourceBody};
use crate::model::time::{Day, Timestamp};
use crate::store::{Key, Record};
use crate::text::{MentionKind, recognize};

use super::super::draft::Draft;
use super::super::input::Effect;
use super::after_sale::{content_hash, ticket_of};
use super::{Ctx, Rule, bot, identity, refold};

/// A message without a number belongs to an order named so many days before it.
const NEARBY_DAYS: i32 = 7;
/// Most numbers looked at in one message.
const MAX_NAMES: usize = 4;
/// Most answers of ours remembered in one segment.
const MAX_OURS: usize = 50;

/// Takes in a message.
pub(super) fn ingest(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    fact: &Fact,
    m: &MessageSnapshot,
) -> Rule<(Effect, Option<TicketId>)> {
    let conversation = ConversationId::of(&fact.platform, &fact.shop, &m.conversation);
    let id = MessageId::of(conversation, &m.external_id);
    draft.want([Conversation::key(conversation.0), Message::key(id.0)])?;
    let account = match &m.account {
        Some(who) => Some(identity::link(
            ctx,
            draft,
            &fact.platform,
            who,
            identity::of_message(&fact.platform, m),
            fact.occurred_at,
        )?),
        None => draft.get::<Conversation>(conversation)?.and_then(|c| c.account),
    };
    let revision = Revision {
        number: fact.revision,
        rank: 0,
        hash: content_hash(m),
    };
    if let Some(known) = draft.get::<Message>(id)?.cloned() {
        return known_already(draft, known, m, revision);
    }
    let names = names(m);
    let day = m.at.day(0);
    let source = segment_id(fact, conversation, day, &names, m.about.platform.as_ref());
    write_message(draft, fact, m, id, conversation, account, source, revision);
    let segment = segment(draft, m, conversation, source, day, &names)?;
    let counts = counts(&segment);
    remember_names(draft, &names, source, conversation)?;
    let mut talk = talk(draft, fact, m, conversation, account)?;
    let docket = home(ctx, draft, &fact.platform, &mut talk, source, &segment)?;
    let known = draft.get::<Source>(source)?.cloned();
    let row = Source {
        id: source,
        platform: fact.platform.clone(),
        shop: fact.shop.clone(),
        revision: Revision {
            number: segment.last_buyer_at.unwrap_or(segment.first_at).0,
            rank: 0,
            hash: 0,
        },
        at: segment.last_buyer_at.unwrap_or(segment.first_at),
        docket,
        order: order_of(draft, docket)?,
        account: account.or(known.as_ref().and_then(|k| k.account)),
        return_parcel: None,
        replacement_parcel: None,
        raw: None,
        first_seen: known.as_ref().map_or(draft.now, |k| k.first_seen),
        body: SourceBody::Segment(Box::new(segment)),
    };
    if draft.get::<Conversation>(conversation)? != Some(&talk) {
        draft.put(conversation, talk.clone());
    }
    if counts {
        refold::relocate(ctx, draft, known.as_ref(), row, Via::Message)?;
    } else {
        draft.put(source, row);
    }
    rehome(ctx, draft, conversation)?;
    let ticket = ticket_of(draft, source)?;
    let (sender, channel, platform) = (m.sender, m.channel, fact.platform.clone());
    draft.event(
        ticket,
        EventBody::MessageAdded {
            message: id,
            sender,
            channel,
            platform,
        },
    );
    if let Some(ticket) = ticket {
        bot::spoken(ctx, draft, ticket, m)?;
    }
    Ok((Effect::New, ticket))
}

/// Channels repeat messages and sometimes edit them: the newest words stay, where it belongs does not change.
fn known_already(
    draft: &mut Draft<'_>,
    known: Message,
    m: &MessageSnapshot,
    revision: Revision,
) -> Rule<(Effect, Option<TicketId>)> {
    let ticket = ticket_of(draft, known.source)?;
    let effect = match known.revision.cmp(&revision) {
        std::cmp::Ordering::Equal => Effect::Duplicate,
        std::cmp::Ordering::Greater => Effect::Stale,
        std::cmp::Ordering::Less => {
            draft.put(
                known.id,
                Message {
                    snapshot: bounded(m),
                    revision,
                    ..known
                },
            );
            Effect::Updated
        }
    };
    Ok((effect, ticket))
}

fn bounded(m: &MessageSnapshot) -> MessageSnapshot {
    let mut m = m.clone();
    m.keys.clear();
    if m.text.chars().count() > MAX_MESSAGE_CHARS {
        m.text = m.text.chars().take(MAX_MESSAGE_CHARS).chain("…".chars()).collect();
    }
    m.evidence.truncate(crate::limits::MAX_EVIDENCE);
    m
}

#[allow(clippy::too_many_arguments)] // the fields of the row
fn write_message(
    draft: &mut Draft<'_>,
    fact: &Fact,
    m: &MessageSnapshot,
    id: MessageId,
    conversation: ConversationId,
    account: Option<AccountId>,
    source: SourceId,
    revision: Revision,
) {
    draft.put(
        id,
        Message {
            id,
            platform: fact.platform.clone(),
            shop: fact.shop.clone(),
            conversation,
            snapshot: bounded(m),
            revision,
            account,
            source,
            delivery: None,
        },
    );
}

/// The numbers a message names, those its channel knows first. They may be of orders, after-sales or parcels.
fn names(m: &MessageSnapshot) -> Vec<String> {
    let told = m.about.after_sale.iter().chain(&m.about.order).cloned();
    let read = recognize(&m.text)
        .into_iter()
        .filter(|x| matches!(x.kind, MentionKind::Order | MentionKind::Tracking) && (x.cued || !x.hints.is_empty()));
    let mut out: Vec<String> = Vec::new();
    for name in told.chain(read.map(|x| x.written())) {
        if out.len() < MAX_NAMES && name.len() <= crate::limits::MAX_EXTERNAL_ID && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

fn segment_id(
    fact: &Fact,
    conversation: ConversationId,
    day: Day,
    names: &[String],
    on: Option<&Platform>,
) -> SourceId {
    let on = on.map_or_else(String::new, |on| format!("@{on}"));
    let part = format!("{conversation}/{}/{}{on}", day.0, names.join("|"));
    SourceId::of(&fact.platform, &fact.shop, "segment", &part)
}

/// The segment with this message in it.
fn segment(
    draft: &Draft<'_>,
    m: &MessageSnapshot,
    conversation: ConversationId,
    id: SourceId,
    day: Day,
    names: &[String],
) -> Rule<Segment> {
    let known = draft.get::<Source>(id)?.and_then(|s| s.segment().cloned());
    let mut s = known.unwrap_or_else(|| Segment {
        conversation,
        channel: m.channel,
        day,
        first_at: m.at,
        last_buyer_at: None,
        ours: BTreeSet::new(),
        named: names.to_vec(),
        on: m.about.platform.clone(),
        line: None,
        issue: None,
        messages: 0,
    });
    s.messages = s.messages.saturating_add(1);
    // Of several the largest stays, and what the buyer wrote goes before what we did: arrival does not decide.
    if m.sender == Sender::Buyer && s.last_buyer_at.is_none() {
        s.channel = m.channel;
    } else if m.sender == Sender::Buyer || s.last_buyer_at.is_none() {
        s.channel = s.channel.max(m.channel);
    }
    if m.sender == Sender::Buyer {
        s.first_at = if s.last_buyer_at.is_some() {
            s.first_at.min(m.at)
        } else {
            m.at
        };
        s.last_buyer_at = s.last_buyer_at.max(Some(m.at));
        // Of several the largest stays: any choice will do that arrival does not decide.
        s.line = s.line.max(m.about.line.clone());
        s.issue = s.issue.max(m.issue);
    } else {
        if matches!(m.sender, Sender::Agent | Sender::Bot) {
            answer(&mut s.ours, m.at);
        }
        if s.last_buyer_at.is_none() {
            s.first_at = s.first_at.min(m.at);
        }
    }
    Ok(s)
}

/// Remembers when we wrote. Of too many the first stay and the last: what is asked later is whether one came after the buyer's.
fn answer(ours: &mut BTreeSet<Timestamp>, at: Timestamp) {
    ours.insert(at);
    if ours.len() > MAX_OURS
        && let Some(second_last) = ours.iter().rev().nth(1).copied()
    {
        ours.remove(&second_last);
    }
}

/// A number that nothing is known of yet remembers who named it.
fn remember_names(draft: &mut Draft<'_>, names: &[String], source: SourceId, conversation: ConversationId) -> Rule<()> {
    draft.want(names.iter().map(|n| Mentions::key(mention_key(n))))?;
    for name in names {
        let key = mention_key(name);
        let mut row = draft.get::<Mentions>(key)?.cloned().unwrap_or_default();
        if row.by.len() < MAX_MENTIONS && row.by.insert((source, conversation)) {
            draft.put(key, row);
        }
    }
    Ok(())
}

/// The row of who named a number.
pub(in crate::engine) fn named(number: &str) -> Key {
    Mentions::key(mention_key(number))
}

fn mention_key(name: &str) -> Uid {
    Uid::digest(&["mention", &plain_number(name)])
}

/// The conversation with this message counted.
fn talk(
    draft: &mut Draft<'_>,
    fact: &Fact,
    m: &MessageSnapshot,
    id: ConversationId,
    account: Option<AccountId>,
) -> Rule<Conversation> {
    let mut talk = draft.get::<Conversation>(id)?.cloned().unwrap_or_else(|| Conversation {
        platform: fact.platform.clone(),
        shop: fact.shop.clone(),
        external_id: m.conversation.clone(),
        channel: m.channel,
        account,
        named: BTreeSet::new(),
        loose: BTreeSet::new(),
        last_buyer_at: None,
    });
    talk.account = talk.account.or(account);
    if m.sender == Sender::Buyer {
        talk.last_buyer_at = talk.last_buyer_at.max(Some(m.at));
    }
    if let Some(account) = account
        && let Some(mut row) = draft.get::<Account>(account)?.cloned()
        && row.conversations.len() < 16
        && row.conversations.insert(id)
    {
        draft.put(account, row);
    }
    Ok(talk)
}

/// The docket a segment belongs to: of what it names, else of what was named nearby, else its conversation's own.
fn home(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    platform: &Platform,
    talk: &mut Conversation,
    id: SourceId,
    segment: &Segment,
) -> Rule<DocketId> {
    let part = (segment.day, id);
    let own = segment.on.as_ref().unwrap_or(platform);
    for name in &segment.named {
        if let Some(docket) = resolve(ctx, draft, own, &talk.shop, name)? {
            let at = segment.first_at;
            talk.loose.remove(&part);
            talk.named.retain(|n| n.source != id);
            talk.named.insert(NamedOrder { at, source: id, docket });
            while talk.named.len() > MAX_MENTIONS {
                talk.named.pop_first();
            }
            return Ok(docket);
        }
    }
    talk.loose.insert(part);
    while talk.loose.len() > MAX_MENTIONS {
        talk.loose.pop_first();
    }
    Ok(nearby(talk, segment.day).unwrap_or_else(|| DocketId::of_conversation(segment.conversation)))
}

/// The order named first on that day, else last within the days before.
fn nearby(talk: &Conversation, day: Day) -> Option<DocketId> {
    let same = talk.named.iter().find(|n| n.at.day(0) == day);
    let before = talk
        .named
        .iter()
        .rev()
        .find(|n| n.at.day(0) < day && day.0 - n.at.day(0).0 <= NEARBY_DAYS);
    same.or(before).map(|n| n.docket)
}

/// The docket a number leads to: an order on any platform of the merchant, an after-sale, or a parcel.
fn resolve(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    own: &Platform,
    shop: &crate::model::ids::ShopId,
    name: &str,
) -> Rule<Option<DocketId>> {
    let mut platforms: Vec<&Platform> = vec![own];
    for s in &ctx.config.shops {
        if !platforms.contains(&&s.platform) {
            platforms.push(&s.platform);
        }
    }
    let orders: Vec<OrderId> = platforms.iter().map(|p| OrderId::of(p, name)).collect();
    let own_shop = [(own, shop)].into_iter();
    let shops = own_shop.chain(ctx.config.shops.iter().map(|s| (&s.platform, &s.shop)));
    let sources: Vec<SourceId> = shops
        .flat_map(|(p, s)| {
            ctx.rules
                .after_sales(p)
                .iter()
                .map(move |object| SourceId::of(p, s, object, name))
        })
        .collect();
    let parcel = ParcelId::of(name);
    let keys = orders.iter().flat_map(|o| [Order::key(o.0), Docket::key(o.0)]);
    draft.want(
        keys.chain(sources.iter().map(|s| Source::key(s.0)))
            .chain([Parcel::key(parcel.0)]),
    )?;
    for order in orders {
        let docket = DocketId::of_order(order);
        let known = draft.get::<Order>(order)?.is_some();
        if known
            || draft
                .get::<Docket>(docket)?
                .is_some_and(|d| d.members.iter().any(|m| m.after_sale))
        {
            return Ok(Some(docket));
        }
    }
    for source in sources {
        if let Some(s) = draft.get::<Source>(source)? {
            return Ok(Some(s.docket));
        }
    }
    let Some(p) = draft.get::<Parcel>(parcel)? else {
        return Ok(None);
    };
    if let Some(order) = p.order {
        return Ok(Some(DocketId::of_order(order)));
    }
    match p.named_by.first() {
        Some((source, _)) => Ok(draft.get::<Source>(*source)?.map(|s| s.docket)),
        None => Ok(None),
    }
}

/// The order a docket is of, if it is of one.
fn order_of(draft: &Draft<'_>, docket: DocketId) -> Rule<Option<OrderId>> {
    let id = OrderId(docket.0);
    if draft.get::<Order>(id)?.is_some() {
        return Ok(Some(id));
    }
    let Some(row) = draft.get::<Docket>(docket)? else {
        return Ok(None);
    };
    let sources: Vec<SourceId> = row.members.iter().filter(|m| m.after_sale).map(|m| m.source).collect();
    for source in sources {
        if let Some(order) = draft.get::<Source>(source)?.and_then(|s| s.order) {
            return Ok(Some(order));
        }
    }
    Ok(None)
}

/// A number became known: whoever named it before finds it now.
pub(super) fn number_appeared(ctx: &Ctx<'_>, draft: &mut Draft<'_>, number: &str) -> Rule<()> {
    let by = draft
        .get::<Mentions>(mention_key(number))?
        .map(|m| m.by.clone())
        .unwrap_or_default();
    draft.want(by.iter().flat_map(|(s, c)| [Source::key(s.0), Conversation::key(c.0)]))?;
    for (source, conversation) in by {
        let Some(row) = draft.get::<Source>(source)?.cloned() else {
            continue;
        };
        let Some(segment) = row.segment().cloned() else {
            continue;
        };
        let Some(known) = draft.get::<Conversation>(conversation)?.cloned() else {
            continue;
        };
        let mut talk = known.clone();
        let docket = home(ctx, draft, &row.platform, &mut talk, source, &segment)?;
        if talk != known {
            draft.put(conversation, talk);
        }
        if docket != row.docket {
            let order = order_of(draft, docket)?;
            move_to(ctx, draft, row, docket, order)?;
        }
        rehome(ctx, draft, conversation)?;
    }
    Ok(())
}

/// Parts of a conversation that name nothing known follow the orders named nearby.
fn rehome(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: ConversationId) -> Rule<()> {
    let Some(talk) = draft.get::<Conversation>(id)?.cloned() else {
        return Ok(());
    };
    if talk.named.is_empty() {
        return Ok(());
    }
    draft.want(talk.loose.iter().map(|(_, s)| Source::key(s.0)))?;
    for (day, source) in &talk.loose {
        let Some(row) = draft.get::<Source>(*source)?.cloned() else {
            continue;
        };
        let docket = nearby(&talk, *day).unwrap_or_else(|| DocketId::of_conversation(id));
        if docket != row.docket {
            let order = order_of(draft, docket)?;
            move_to(ctx, draft, row, docket, order)?;
        }
    }
    Ok(())
}

fn move_to(ctx: &Ctx<'_>, draft: &mut Draft<'_>, row: Source, docket: DocketId, order: Option<OrderId>) -> Rule<()> {
    let moved = Source {
        docket,
        order,
        ..row.clone()
    };
    if !row.segment().is_some_and(counts) {
        draft.put(moved.id, moved);
        return Ok(());
    }
    refold::relocate(ctx, draft, Some(&row), moved, Via::Message).map(|_| ())
}

/// Whether a segment is a problem's source: the buyer wrote, and not just anything in a live room.
fn counts(segment: &Segment) -> bool {
    let spoke = segment.last_buyer_at.is_some();
    spoke && (segment.channel != Channel::LiveComment || !segment.named.is_empty())
}
