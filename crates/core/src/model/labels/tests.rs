use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::{
    action, agent, axes, bot, conversation, counter, event, evidence, handoff, ids, issue, job, order, product,
};
use super::super::{notice, shipment, ticket, trigger};
use super::Lang;

/// Every value of an enum of plain words, from its schema: a list written by hand could miss one.
fn all<T: DeserializeOwned + JsonSchema>() -> Vec<T> {
    let schema = schema_for!(T).to_value();
    let listed = ["oneOf", "enum"].iter().find_map(|key| schema.get(key)?.as_array());
    let word = |choice: &Value| choice.get("const").unwrap_or(choice).clone();
    let words = listed.unwrap().iter().map(word);
    words.map(|word| serde_json::from_value(word).unwrap()).collect()
}

/// Every value has both labels, and no two Chinese ones are the same.
fn complete<T: DeserializeOwned + JsonSchema + Copy>(label: fn(T, Lang) -> &'static str) {
    distinct(&all::<T>(), label);
}

fn distinct<T: Copy>(values: &[T], label: fn(T, Lang) -> &'static str) {
    let name = std::any::type_name::<T>();
    assert!(values.len() > 1, "{name} has no values");
    let mut chinese: Vec<_> = values.iter().map(|value| label(*value, Lang::Zh)).collect();
    let english: Vec<_> = values.iter().map(|value| label(*value, Lang::En)).collect();
    assert!(chinese.iter().all(|text| !text.is_ascii()), "{name}: {chinese:?}");
    assert!(
        english.iter().all(|text| !text.is_empty() && text.is_ascii()),
        "{name}: {english:?}"
    );
    chinese.sort_unstable();
    chinese.dedup();
    assert_eq!(chinese.len(), values.len(), "{name}: {chinese:?}");
}

#[test]
fn every_word_of_a_ticket_has_its_own_label() {
    complete(axes::Headline::label);
    complete(axes::Kind::label);
    complete(axes::WaitingOn::label);
    complete(axes::Goods::label);
    complete(axes::MoneyState::label);
    complete(axes::ReplacementState::label);
    complete(axes::DisputeState::label);
    complete(axes::Decision::label);
    complete(axes::CancelReason::label);
    complete(axes::Role::label);
    complete(ticket::ClockKind::label);
    complete(ticket::RefundChannel::label);
    complete(ticket::CompensationState::label);
    complete(notice::Notice::label);
    complete(trigger::Trigger::label);
    complete(issue::IssueType::label);
    complete(Lang::label);
}

#[test]
fn every_word_of_work_has_its_own_label() {
    complete(action::ActionVerb::label);
    complete(agent::AgentKind::label);
    complete(bot::BotUse::label);
    complete(bot::HandOffReason::label);
    complete(agent::Presence::label);
    complete(event::Via::label);
    complete(handoff::TaskKind::label);
    complete(handoff::TaskState::label);
    complete(handoff::TaskResult::label);
    complete(handoff::TaskTrigger::label);
    complete(handoff::Grade::label);
    complete(handoff::Disposition::label);
    complete(job::JobKind::label);
    let leased = job::JobState::Leased(ids::Uid::ZERO);
    let states = [
        job::JobState::Waiting,
        leased,
        job::JobState::InDoubt,
        job::JobState::Dead,
    ];
    distinct(&states, job::JobState::label);
}

#[test]
fn every_word_of_trade_has_its_own_label() {
    complete(conversation::Channel::label);
    complete(conversation::Sender::label);
    complete(conversation::DeliveryState::label);
    complete(evidence::EvidenceKind::label);
    complete(order::OrderState::label);
    complete(order::Attribution::label);
    complete(product::JoinedBy::label);
    complete(shipment::Direction::label);
    complete(shipment::ParcelState::label);
}

#[test]
fn every_word_of_figures_has_its_own_label() {
    complete(counter::Dim::label);
    complete(counter::Metric::label);
    complete(counter::Grain::label);
}
