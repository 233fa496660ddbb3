//! What people read in place of a word, in Chinese and English.
use aftersync::model::labels::Lang;
use aftersync::model::{
    action, agent, axes, conversation, counter, event, evidence, handoff, issue, job, labels, notice, order, product,
    shipment, ticket, trigger,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The label of a word in a language.
type Label = fn(&str, Lang) -> Option<&'static str>;

/// The types whose words have labels.
#[rustfmt::skip]
const LABELS: &[(&str, Label)] = &[
    ("Headline", |word, lang| of(word, lang, axes::Headline::label)),
    ("Kind", |word, lang| of(word, lang, axes::Kind::label)),
    ("WaitingOn", |word, lang| of(word, lang, axes::WaitingOn::label)),
    ("Goods", |word, lang| of(word, lang, axes::Goods::label)),
    ("MoneyState", |word, lang| of(word, lang, axes::MoneyState::label)),
    ("ReplacementState", |word, lang| of(word, lang, axes::ReplacementState::label)),
    ("DisputeState", |word, lang| of(word, lang, axes::DisputeState::label)),
    ("Decision", |word, lang| of(word, lang, axes::Decision::label)),
    ("CancelReason", |word, lang| of(word, lang, axes::CancelReason::label)),
    ("Role", |word, lang| of(word, lang, axes::Role::label)),
    ("ClockKind", |word, lang| of(word, lang, ticket::ClockKind::label)),
    ("RefundChannel", |word, lang| of(word, lang, ticket::RefundChannel::label)),
    ("CompensationState", |word, lang| of(word, lang, ticket::CompensationState::label)),
    ("Notice", |word, lang| of(word, lang, notice::Notice::label)),
    ("Trigger", |word, lang| of(word, lang, trigger::Trigger::label)),
    ("IssueType", |word, lang| of(word, lang, issue::IssueType::label)),
    ("Lang", |word, lang| of(word, lang, labels::Lang::label)),
    ("ActionVerb", |word, lang| of(word, lang, action::ActionVerb::label)),
    ("AgentKind", |word, lang| of(word, lang, agent::AgentKind::label)),
    ("Presence", |word, lang| of(word, lang, agent::Presence::label)),
    ("Via", |word, lang| of(word, lang, event::Via::label)),
    ("TaskKind", |word, lang| of(word, lang, handoff::TaskKind::label)),
    ("TaskState", |word, lang| of(word, lang, handoff::TaskState::label)),
    ("TaskResult", |word, lang| of(word, lang, handoff::TaskResult::label)),
    ("TaskTrigger", |word, lang| of(word, lang, handoff::TaskTrigger::label)),
    ("Grade", |word, lang| of(word, lang, handoff::Grade::label)),
    ("Disposition", |word, lang| of(word, lang, handoff::Disposition::label)),
    ("JobKind", |word, lang| of(word, lang, job::JobKind::label)),
    ("Channel", |word, lang| of(word, lang, conversation::Channel::label)),
    ("Sender", |word, lang| of(word, lang, conversation::Sender::label)),
    ("DeliveryState", |word, lang| of(word, lang, conversation::DeliveryState::label)),
    ("EvidenceKind", |word, lang| of(word, lang, evidence::EvidenceKind::label)),
    ("OrderState", |word, lang| of(word, lang, order::OrderState::label)),
    ("Attribution", |word, lang| of(word, lang, order::Attribution::label)),
    ("JoinedBy", |word, lang| of(word, lang, product::JoinedBy::label)),
    ("Direction", |word, lang| of(word, lang, shipment::Direction::label)),
    ("ParcelState", |word, lang| of(word, lang, shipment::ParcelState::label)),
    ("Dim", |word, lang| of(word, lang, counter::Dim::label)),
    ("Metric", |word, lang| of(word, lang, counter::Metric::label)),
    ("Grain", |word, lang| of(word, lang, counter::Grain::label)),
    ("Clue", |word, lang| of(word, lang, aftersync::warehouse::Clue::label)),
];

fn of<T: DeserializeOwned>(word: &str, lang: Lang, label: fn(T, Lang) -> &'static str) -> Option<&'static str> {
    let value = serde_json::from_value(Value::from(word)).ok()?;
    Some(label(value, lang))
}

/// The Chinese and the English label of a word of a type, where it has some.
pub(super) fn labels(name: &str, word: &str) -> Option<(&'static str, &'static str)> {
    let (_, label) = LABELS.iter().find(|(of, _)| *of == name)?;
    Some((label(word, Lang::Zh)?, label(word, Lang::En)?))
}
