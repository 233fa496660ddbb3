//! Words that are written once, and commands that are handed in together.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor, Command};
use aftersync_core::model::config::Config;
use aftersync_core::model::conversation::Message;
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::{TicketId, Uid};
use aftersync_core::model::labels::Lang;
use aftersync_core::model::notice::Notice;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, fact, opened, ticket};
use serde_json::json;

fn config() -> Config {
    serde_json::from_value(json!({
        "templates": [
            {"name": "sorry", "zh": "{number} 敬请谅解", "en": "Sorry for {number}: {amount}"},
            {"name": "looking", "en": "We look into {number}"},
            {"name": "N1", "en": "We have {number}[ until {deadline}]."}],
        "automations": [{"name": "first answer", "on": {"events": ["message_added"]}, "then": [{"template": {"name": "looking"}}]}],
    }))
    .unwrap()
}

/// A desk with a ticket whose buyer wrote.
fn desk() -> (Desk, TicketId) {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, config());
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let at = desk.engine().now();
    let message = json!({
        "external_id": "m1", "conversation": "talk", "sender": "buyer", "text": "hello", "at": at,
        "account": {"scope": "own", "uid": "buyer-1"}, "about": {"order": "order-1", "platform": "app"},
    });
    let message = FactBody::Message(serde_json::from_value(message).unwrap());
    desk.ingest([fact(at, message)]).wait().unwrap().remove(0).unwrap();
    (desk, id)
}

/// What we wrote, in order.
fn written(desk: &Desk) -> Vec<String> {
    let page = desk.events(Cursor(0), 0).wait().unwrap();
    let ids = page
        .events
        .into_iter()
        .filter_map(|recorded| match recorded.event.body {
            AnyEvent::Known(EventBody::MessageAdded { message, .. }) => Some(message.0),
            _ => None,
        });
    let text = |id: Uid| desk.row::<Message>(id).wait().unwrap().unwrap().item.snapshot.text;
    ids.map(text).filter(|text| text != "hello").collect()
}

#[test]
fn a_template_says_what_the_ticket_says() {
    let (desk, id) = desk();
    let number = ticket(&desk, id).number;
    let act = desk.act(Actor::system());
    act.reply_with(id, "sorry").wait().unwrap();
    act.reply_with(id, "sorry").lang(Lang::En).wait().unwrap();
    assert_eq!(
        written(&desk),
        [
            format!("We look into {number}"),
            format!("{number} 敬请谅解"),
            format!("Sorry for {number}: 50.00 CNY"),
        ]
    );
}

#[test]
fn the_words_of_a_notice_are_those_of_the_template_of_its_name() {
    let (desk, id) = desk();
    let number = ticket(&desk, id).number;
    let words = |notice, lang| desk.notice_text(id, notice, lang).wait().unwrap().unwrap();
    assert_eq!(words(Notice::N1, Lang::En), format!("We have {number}."));
    assert!(
        words(Notice::N1, Lang::Zh).contains("已收到"),
        "it has no Chinese words"
    );
    assert_eq!(
        words(Notice::N2, Lang::En),
        format!("Your request {number} is approved, amount 50.00 CNY.")
    );
    // The deadline is the buyer's, where they have to do something.
    desk.act(Actor::role(Role::Agent))
        .ask_buyer(id, "a photo, please")
        .wait()
        .unwrap();
    assert_eq!(
        words(Notice::N1, Lang::En),
        format!("We have {number} until 2026-06-04 08:00.")
    );
    let nobody = TicketId(Uid::digest(&["nobody"]));
    assert_eq!(desk.notice_text(nobody, Notice::N1, Lang::En).wait().unwrap(), None);
}

/// One outcome for each, in order; what is refused stops nothing.
#[test]
fn commands_together_have_an_outcome_each() {
    let (desk, id) = desk();
    let command = |key: &str, ticket: TicketId, text: &str| Command {
        key: Some(key.to_owned()),
        expect: None,
        actor: Actor::system(),
        act: Act::Note {
            ticket,
            text: text.to_owned(),
            mentions: Default::default(),
        },
    };
    let nobody = TicketId(Uid::digest(&["nobody"]));
    let outcomes = desk
        .execute_all([
            command("1", id, "one"),
            command("2", nobody, "two"),
            command("1", id, "one"),
            command("1", id, "another"),
            command("3", id, "three"),
        ])
        .wait()
        .unwrap();
    assert_eq!(outcomes.len(), 5);
    let done = |n: usize| {
        outcomes[n]
            .as_ref()
            .map(|applied| (applied.ticket, applied.repeated))
            .unwrap()
    };
    let kind = |n: usize| outcomes[n].as_ref().unwrap_err().kind();
    assert_eq!(done(0), (Some(id), false));
    assert_eq!(kind(1), ErrorKind::NotFound);
    assert_eq!(done(2), (Some(id), true));
    assert_eq!(kind(3), ErrorKind::Rejected);
    assert_eq!(done(4), (Some(id), false));
    let first = outcomes[0].as_ref().unwrap().cursor;
    assert!(
        outcomes[4].as_ref().unwrap().cursor > first,
        "they are done in their order"
    );
}
