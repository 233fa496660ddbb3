//! Plants unmistakable words: through the desk as a merchant would, and in every listed place of every table.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync::Desk;
use aftersync_core::Error;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::conversation::{About, MessageSnapshot, Sender};
use aftersync_core::model::custom::{CustomField, CustomOn, CustomType, CustomValue};
use aftersync_core::model::customer::{AttestedKey, KeyKind};
use aftersync_core::model::evidence::Evidence;
use aftersync_core::model::fact::{FactBody, Payload};
use aftersync_core::model::ids::{SourceId, Tenant, TicketId, Uid};
use aftersync_core::model::order::Receiver;
use aftersync_core::model::personal::{PERSONAL, Personal};
use aftersync_core::model::shop::TokenPair;
use aftersync_core::store::{Batch, Head, Key, Row, RowChange, TicketStore, index};
use aftersync_tests::desk as facts;
use serde_json::Value;

#[path = "../../../crates/core/tests/samples/mod.rs"]
mod samples;

pub const PLANTED: &str = "planted";

/// A word that stands nowhere by chance.
pub fn word(of: &str) -> String {
    format!("canary-{of}-q7x93kd5")
}

/// One buyer with an order, an after-sale, messages, a note, files and all else a desk gets to know. All that is said of
/// them has `who` in it.
pub fn buyer(desk: &Desk, who: &str) -> TicketId {
    let w = |of: &str| word(&format!("{who}-{of}"));
    let at = desk.engine().now();
    let mut order = facts::order(&w("order"), at);
    let mut account = facts::buyer(&w("uid"));
    account.nickname = Some(w("nickname"));
    order.account = Some(account.clone());
    order.receiver = Some(Receiver {
        name: Some(w("name")),
        phone: Some(w("phone")),
        region: Some(w("region")),
        address: Some(w("address")),
    });
    order.lines[0].external_id = format!("L-{who}");
    let blob = desk.put_blob(w("photo").repeat(3).into_bytes()).wait().unwrap();
    let mut sale = facts::request(&w("aftersale"), &w("order"), aftersync::Kind::RefundOnly, at);
    sale.account = Some(account.clone());
    sale.lines[0].line = format!("L-{who}");
    sale.reason_text = Some(w("reason"));
    sale.evidence = vec![Evidence {
        kind: Default::default(),
        url: Some(w("url")),
        blob: Some(blob.as_str().to_owned()),
        note: Some(w("caption")),
    }];
    sale.extra = BTreeMap::from([("remark".to_owned(), w("extra"))]);
    let message = MessageSnapshot {
        external_id: format!("m-{who}"),
        conversation: w("conversation"),
        channel: Default::default(),
        sender: Sender::Buyer,
        account: Some(account),
        keys: vec![AttestedKey {
            kind: KeyKind::Member,
            scope: String::new(),
            value: w("attested"),
            linkable: true,
        }],
        text: w("text"),
        evidence: Vec::new(),
        about: About {
            order: Some(w("order")),
            ..About::default()
        },
        issue: None,
        at,
    };
    let mut raw = facts::fact(at, FactBody::AfterSale(Box::new(sale)));
    raw.raw = Some(Payload(format!("{{\"payload\": \"{}\"}}", w("payload"))));
    let all = [
        facts::fact(at, FactBody::Order(Box::new(order))),
        raw,
        facts::fact(at, FactBody::Message(Box::new(message))),
    ];
    for answer in desk.ingest(all).wait().unwrap() {
        answer.unwrap();
    }
    let source = SourceId::of(&facts::APP.into(), &facts::SHOP.into(), "aftersale", &w("aftersale"));
    let source = desk
        .row::<aftersync_core::model::source::Source>(source)
        .wait()
        .unwrap()
        .unwrap();
    let docket = source.item.docket;
    let docket = desk
        .row::<aftersync_core::model::source::Docket>(docket)
        .wait()
        .unwrap()
        .unwrap();
    let ticket = docket.item.members[0].ticket.unwrap();
    let agent = desk.act(Actor::system());
    agent.note(ticket, w("note")).wait().unwrap();
    let edit = agent.edit(ticket).custom("wish", CustomValue::Text(w("wish")));
    edit.wait().unwrap();
    ticket
}

/// What [`buyer`] says of somebody; the attested key is only ever hashed, and a photo is no row.
pub fn words_of(who: &str) -> Vec<String> {
    let of = [
        "order",
        "uid",
        "nickname",
        "name",
        "phone",
        "region",
        "address",
        "photo",
        "aftersale",
        "reason",
        "url",
        "caption",
        "extra",
        "conversation",
        "attested",
        "text",
        "payload",
        "note",
        "wish",
    ];
    of.iter().map(|of| word(&format!("{who}-{of}"))).collect()
}

/// Words that no row holds.
pub fn not_in_rows() -> Vec<String> {
    [word("lin-photo"), word("lin-attested")].into()
}

/// The fields that [`buyer`] fills.
pub fn configure(desk: &Desk) {
    let mut config = desk.config().wait().unwrap();
    config.custom.push(CustomField {
        on: CustomOn::Ticket,
        name: "wish".to_owned(),
        of: CustomType::Text,
        personal: true,
    });
    desk.configure(config).wait().unwrap();
}

/// Plants words through the desk; they are returned.
pub fn everywhere(desk: &Desk) -> Vec<String> {
    configure(desk);
    buyer(desk, "lin");
    let tokens = TokenPair {
        access: word("access"),
        refresh: Some(word("refresh")),
        expires_at: desk.engine().now().plus(3_600_000),
    };
    desk.connect("douyin", "shop-1", Some(tokens)).wait().unwrap();
    let mut words = words_of("lin");
    words.extend([word("access"), word("refresh")]);
    words
}

/// Plants words in every listed place of every table, straight into the store; they are returned.
pub fn rows(store: &dyn TicketStore) -> Vec<String> {
    let (mut words, mut batch) = (Vec::new(), Batch::new(Tenant::new(PLANTED), Head::default()));
    for (row, n) in samples::rows::rows().into_iter().zip(1u8..) {
        let table = row.table();
        let mut json: Value = serde_json::from_slice(&row.to_json().unwrap()).unwrap();
        for place in PERSONAL.iter().filter(|p| p.table == table.as_str()) {
            let path: Vec<&str> = place.path.split('.').collect();
            plant(&mut json, &path, place, &mut words);
        }
        let row = Row::from_json(table, json.to_string().as_bytes()).unwrap();
        let change = RowChange {
            remove: Vec::new(),
            add: index::entries(&row),
            row: Some(Arc::new(row)),
        };
        batch.rows.insert(Key::new(table, Uid([n; 16])), change);
    }
    store.writer().unwrap().commit(&[batch]).unwrap();
    words
}

fn plant(value: &mut Value, path: &[&str], place: &Personal, words: &mut Vec<String>) {
    match (path.split_first(), value) {
        (None, Value::String(text)) => {
            let word = word(&format!("{}-{}-{}", place.table, place.path, words.len()));
            text.clone_from(&word);
            words.push(word);
        }
        (Some((&"*", rest)), Value::Array(items)) => items.iter_mut().for_each(|v| plant(v, rest, place, words)),
        (Some((&"*", rest)), Value::Object(map)) => map.values_mut().for_each(|v| plant(v, rest, place, words)),
        (Some((name, rest)), Value::Object(map)) => map
            .get_mut(*name)
            .into_iter()
            .for_each(|v| plant(v, rest, place, words)),
        _ => {}
    }
}

/// Errors a desk gives when it is asked for what is not there, or not allowed, with words in the question.
pub fn errors(desk: &Desk) -> Vec<Error> {
    let nobody = Uid([9; 16]);
    let agent = desk.act(Actor::system());
    let long = word("lin-text").repeat(1_000);
    let key = |act: Act| agent.doing(act).key(word("lin-order"));
    let note = |text: &str| Act::Note {
        ticket: TicketId(nobody),
        text: text.to_owned(),
        mentions: Default::default(),
    };
    let replay = desk.replay(TicketId(nobody)).wait().map(drop);
    let mut broken = facts::fact(
        desk.engine().now(),
        FactBody::Order(Box::new(facts::order(&long, desk.engine().now()))),
    );
    broken.raw = Some(Payload(word("lin-payload")));
    let taken = desk.ingest([broken]).wait().unwrap().remove(0).map(drop);
    let results = [
        agent.note(TicketId(nobody), word("lin-note")).wait().map(drop),
        agent.reply(TicketId(nobody), word("lin-text")).wait().map(drop),
        agent
            .edit(TicketId(nobody))
            .custom("nickname", CustomValue::Text(word("lin-name")))
            .wait()
            .map(drop),
        key(note(&long)).wait().map(drop),
        desk.forget(Actor::system(), aftersync::CustomerId(nobody), false)
            .wait()
            .map(drop),
        desk.redrive_quarantined(aftersync::QuarantineId(nobody))
            .wait()
            .map(drop),
        replay,
        taken,
    ];
    results.into_iter().filter_map(Result::err).collect()
}
