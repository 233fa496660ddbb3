//! The JSON of the model is a contract: with every binding, every database and every old file.
//!
//! One golden file per public type. `AFTERSYNC_BLESS=1 cargo test -p aftersync-core --test golden` writes them anew.
#![allow(clippy::type_complexity)] // the checks of a type are functions over its JSON
mod checks;
mod samples;

use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::error::{ErrorKind, Phase, Retry};
use aftersync_core::model::custom::{CustomMoney, CustomValue};
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::*;
use aftersync_core::model::money::Currency;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::time::Day;
use aftersync_core::model::{
    action, affinity, agent, automation, axes, bot, calendar, conversation, counter, custom, customer, event, event_is,
    evidence, handoff, issue, job, labels, notice, order, presence, product, returns, selection, shipment,
    ticket as ticket_model, trigger,
};
use checks::golden::{Golden, compare, one, several, snake, words};
use checks::schema::{check, fits, least};
use samples::{chat, desk, events, settings, ticket, trade, work};
use serde_json::{Value, json};

fn word_types() -> Vec<Golden> {
    vec![
        words::<action::ActionVerb>(),
        words::<agent::AgentKind>(),
        words::<agent::Presence>(),
        words::<calendar::Holidays>(),
        words::<calendar::Weekday>(),
        words::<affinity::AffinityMode>(),
        words::<bot::BotUse>(),
        words::<bot::HandOffReason>(),
        words::<axes::CancelReason>(),
        words::<axes::Decision>(),
        words::<axes::DisputeState>(),
        words::<axes::Goods>(),
        words::<axes::Headline>(),
        words::<axes::Kind>(),
        words::<axes::MoneyState>(),
        words::<axes::ReplacementState>(),
        words::<axes::Role>(),
        words::<axes::WaitingOn>(),
        words::<conversation::Channel>(),
        words::<conversation::DeliveryState>(),
        words::<conversation::Sender>(),
        words::<counter::Dim>(),
        words::<counter::Grain>(),
        words::<counter::Metric>(),
        words::<custom::CustomOn>(),
        words::<customer::KeyKind>(),
        words::<customer::JoinBy>(),
        words::<event::IdentityVerdict>(),
        words::<event::Via>(),
        words::<evidence::EvidenceKind>(),
        words::<handoff::Disposition>(),
        words::<handoff::Grade>(),
        words::<handoff::TaskKind>(),
        words::<handoff::TaskResult>(),
        words::<handoff::TaskState>(),
        words::<handoff::TaskTrigger>(),
        words::<automation::AutomationStop>(),
        words::<automation::Occasion>(),
        words::<event_is::ClockPoint>(),
        words::<returns::ReturnAction>(),
        words::<returns::ReturnReason>(),
        words::<returns::WindowStart>(),
        words::<issue::IssueType>(),
        words::<job::JobKind>(),
        words::<labels::Lang>(),
        words::<notice::Notice>(),
        words::<presence::Absence>(),
        words::<presence::PresenceCause>(),
        words::<selection::OverflowCause>(),
        words::<selection::AssignCause>(),
        words::<selection::HopCause>(),
        words::<selection::RankKey>(),
        words::<selection::Strategy>(),
        words::<order::Attribution>(),
        words::<order::OrderState>(),
        words::<product::JoinedBy>(),
        words::<shipment::Direction>(),
        words::<shipment::ParcelState>(),
        words::<ticket_model::ClockKind>(),
        words::<ticket_model::CompensationState>(),
        words::<ticket_model::RefundChannel>(),
        words::<trigger::Trigger>(),
        words::<ErrorKind>(),
        words::<Phase>(),
    ]
}

fn trade_types() -> Vec<Golden> {
    vec![
        one(samples::uid(1)),
        one(samples::at(0)),
        one(Day(20_370)),
        one(samples::cny(12_805)),
        one(Currency::CNY),
        one(samples::revision()),
        one(trade::account_ref()),
        one(ticket::object_name()),
        one(trade::parcel_ref()),
        one(trade::evidence()),
        one(trade::object_ref()),
        one(CustomMoney(samples::cny(99_900))),
        several::<CustomValue>(trade::custom().into_values().collect()),
        one(trade::receiver()),
        one(trade::host_ref()),
        one(trade::order_line()),
        one(trade::order_snapshot()),
        one(trade::line_facts()),
        one(trade::order()),
        one(trade::told()),
        one(trade::line_custom()),
        one(settings::custom_is()),
        one(trade::parcel_snapshot()),
        one(trade::parcel()),
        one(trade::product()),
        one(trade::listing()),
        one(trade::product_code()),
        one(trade::room()),
        one(trade::on_screen()),
        one(trade::caption()),
        one(trade::show()),
        one(trade::show_index()),
        one(trade::token_pair()),
        one(trade::shop_state()),
    ]
}

fn chat_types() -> Vec<Golden> {
    vec![
        one(chat::attested_key()),
        one(chat::about()),
        one(chat::message_snapshot()),
        one(chat::message()),
        one(chat::named_order()),
        one(chat::mentions()),
        one(chat::conversation()),
        one(chat::segment()),
        one(chat::reach()),
        one(chat::account()),
        one(chat::customer()),
        one(chat::given()),
        one(settings::identity_config()),
    ]
}

fn ticket_types() -> Vec<Golden> {
    vec![
        one(TicketNumber::from_sequence(33)),
        one(ticket::claim()),
        one(ticket::after_sale_line()),
        one(ticket::dispute_info()),
        one(ticket::after_sale()),
        several(ticket::source_bodies()),
        several(ticket::sources()),
        one(ticket::member()),
        one(ticket::constraint()),
        one(ticket::docket()),
        one(ticket::axes()),
        one(ticket::refund_leg()),
        one(ticket::ticket_line()),
        one(ticket::amounts()),
        one(ticket::offered()),
        one(ticket::assignment()),
        one(ticket::skipped()),
        one(ticket::clock()),
        one(ticket::moments()),
        one(ticket::counted_hours()),
        one(ticket::line_outcome()),
        one(ticket::local_entry()),
        one(ticket::bot_talk()),
        one(ticket::hand_off()),
        one(ticket::handed_over()),
        one(ticket::compensation()),
        one(ticket::local()),
        one(ticket::ticket_parcel()),
        one(ticket::ticket()),
        one(ticket::ticket_row()),
    ]
}

fn work_types() -> Vec<Golden> {
    vec![
        one(work::action()),
        several(work::job_bodies()),
        several(work::job_states()),
        several(work::jobs()),
        one(work::task()),
        one(work::task_wait()),
        one(samples::events::considered_agents()),
        one(samples::events::hop()),
        several(samples::events::refusals()),
        one(work::asked_move()),
        one(work::agent()),
        one(work::agent_view()),
        one(work::device()),
        one(work::stock()),
        one(work::stock_count()),
        one(work::roster()),
        one(work::over_capacity()),
        one(work::payload()),
        one(work::quarantine()),
        one(work::raw()),
        one(work::receipt()),
        one(work::sequence()),
        one(work::counter()),
        one(work::upstream()),
        one(work::error_record()),
        several(vec![Retry::Never, Retry::After(2_000), Retry::Backoff, Retry::Reload]),
    ]
}

fn settings_types() -> Vec<Golden> {
    vec![
        one(settings::shop_config()),
        one(settings::queue_config()),
        one(settings::group_config()),
        one(settings::skill_config()),
        one(settings::agent_config()),
        one(settings::template()),
        one(settings::template_use()),
        several(settings::whens()),
        several(settings::attributes()),
        several(settings::tests()),
        one(settings::test()),
        one(settings::custom_ref()),
        one(settings::calendar()),
        one(settings::hours()),
        one(settings::floor()),
        one(settings::skill_tier()),
        one(settings::affinity()),
        one(settings::overflow_when()),
        one(chat::served()),
        one(settings::bot_policy()),
        one(settings::route_step()),
        one(settings::skip_if()),
        one(settings::then()),
        one(settings::rule()),
        one(settings::auto_policy()),
        one(settings::automation()),
        several(settings::automation_ons()),
        one(settings::event_is()),
        one(settings::state_age()),
        one(settings::span()),
        several(settings::automation_steps()),
        one(settings::automation_task()),
        one(settings::automation_move()),
        one(settings::automation_field()),
        one(settings::automation_tell()),
        one(settings::automation_done()),
        one(settings::return_policy()),
        one(settings::return_window()),
        one(settings::return_list()),
        one(settings::instant_refund()),
        several(settings::trusts()),
        one(settings::windows()),
        one(settings::quiet_hours()),
        one(settings::sla_targets()),
        one(settings::sla_policy()),
        one(settings::sla_target()),
        one(settings::band_target()),
        several(settings::rungs()),
        several(settings::rung_ats()),
        several(settings::escalations()),
        several(settings::custom_types()),
        one(settings::custom_field()),
        one(settings::presence_config()),
        one(samples::tasks::task_config()),
        one(samples::tasks::task_field()),
        one(samples::tasks::task_step()),
        one(samples::tasks::task_rung()),
        one(samples::tasks::task_retry()),
        several(samples::tasks::task_escalations()),
        one(settings::offer_terms()),
        several(settings::reservations()),
        one(settings::config()),
    ]
}

fn desk_types() -> Vec<Golden> {
    vec![
        several(desk::fact_bodies()),
        one(desk::fact()),
        one(desk::actor()),
        one(desk::details()),
        several(desk::acts()),
        one(desk::belongings()),
        one(desk::command()),
        one(desk::step()),
        one(desk::buyer_parcel()),
        one(desk::buyer_notice()),
        one(desk::buyer_view()),
        several(events::event_bodies()),
        one(Cursor(7)),
        several(events::events()),
        several(events::any_events()),
        one(events::recorded()),
    ]
}

fn all() -> Vec<Golden> {
    let parts: [fn() -> Vec<Golden>; 7] = [
        word_types,
        trade_types,
        chat_types,
        ticket_types,
        work_types,
        settings_types,
        desk_types,
    ];
    parts.iter().flat_map(|part| part()).collect()
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Asks every golden one question and lists all that fail.
fn each(question: impl Fn(&Golden) -> Result<(), String>) {
    let answers = all().into_iter().filter_map(|golden| {
        let answer = question(&golden);
        answer.err().map(|why| format!("{}{why}", golden.name))
    });
    none(&answers.collect::<Vec<_>>());
}

#[test]
fn files_are_what_is_written() {
    let wrong = all().into_iter().filter_map(|g| compare(&g.name, &g.text).err());
    none(&wrong.collect::<Vec<_>>());
}

/// The text is the one in the file, as the test above says.
#[test]
fn files_are_read_back_to_equal_values() {
    each(|golden| match (golden.same)(&golden.text) {
        Ok(true) => Ok(()),
        Ok(false) => Err(": the file is read as another value".into()),
        Err(why) => Err(format!(": {why}")),
    });
}

#[test]
fn values_are_what_their_schema_says() {
    each(|golden| {
        let mut values = golden.values.iter();
        values.try_for_each(|value| check(&golden.schema, &golden.schema, value))
    });
}

/// What stands in for each shape of a type; the bodies inside an event have a golden of their own.
#[test]
fn every_variant_is_shown() {
    each(|golden| {
        if ["any_event", "event", "recorded"].contains(&golden.name.as_str()) {
            return Ok(());
        }
        let shapes = golden.shapes();
        let shown = |shape| golden.values.iter().any(|v| fits(&golden.schema, shape, v).is_ok());
        match shapes.iter().position(|shape| !shown(shape)) {
            Some(n) => Err(format!(": variant {n} of {} is not shown", shapes.len())),
            None => Ok(()),
        }
    });
}

#[test]
fn every_field_is_set() {
    each(|golden| {
        for value in &golden.values {
            let shapes = golden.shapes();
            let shape = shapes.iter().find(|shape| fits(&golden.schema, shape, value).is_ok());
            let fields = shape.into_iter().flat_map(|shape| shape.properties.keys());
            let mut fields = fields.filter(|name| value.get(**name).is_none_or(empty));
            if let Some(name) = fields.next() {
                return Err(format!(".{name} is not set"));
            }
        }
        Ok(())
    });
}

fn empty(value: &Value) -> bool {
    [json!(null), json!([]), json!({}), json!("")].contains(value)
}

/// What an older release wrote before a field existed: every field with a default left out, at every depth.
#[test]
fn old_data_stays_readable() {
    each(|golden| {
        for value in &golden.values {
            let old = least(&golden.schema, &golden.schema, value);
            (golden.reads)(&old).map_err(|why| format!(": {why} in {old}"))?;
        }
        Ok(())
    });
}

/// A field that becomes required makes data unreadable that has not got it: `required.json` may shrink, and only grow
/// with a new type or variant.
#[test]
fn no_field_becomes_required() {
    let mut required: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for golden in all() {
        let shapes = golden.shapes();
        for shape in shapes.iter().filter(|shape| !shape.properties.is_empty()) {
            let tag = ["kind", "type", "do"]
                .iter()
                .find_map(|tag| shape.properties.get(tag)?.get("const"));
            let name = match tag.and_then(Value::as_str) {
                Some(variant) => format!("{}.{variant}", golden.name),
                None => golden.name.clone(),
            };
            let fields = shape.required.iter().map(|field| (*field).to_owned());
            required.entry(name).or_default().extend(fields);
        }
    }
    let text = serde_json::to_string_pretty(&required).unwrap() + "\n";
    none(&compare("required", &text).err().into_iter().collect::<Vec<_>>());
}

/// All newtypes of ids and names look alike: one file for them.
#[test]
fn ids_and_names_are_plain_texts() {
    let id = samples::uid(9);
    let ids = json!({
        "ticket": TicketId(id), "source": SourceId(id), "docket": DocketId(id), "order": OrderId(id),
        "parcel": ParcelId(id), "message": MessageId(id), "conversation": ConversationId(id),
        "account": AccountId(id), "customer": CustomerId(id), "decision": DecisionId(id), "product": ProductId(id),
        "listing": ListingId(id), "show": ShowId(id), "room": RoomId(id), "agent": AgentId(id),
        "queue": QueueId(id), "job": JobId(id), "task": TaskId(id), "receipt": ReceiptId(id),
        "shop_key": ShopKey(id), "quarantine": QuarantineId(id), "raw": RawId(id),
        "tenant": Tenant::new("acme"), "platform": samples::platform(), "shop": samples::shop(),
        "app": AppId::new("app-1"),
    });
    let text = serde_json::to_string_pretty(&ids).unwrap() + "\n";
    compare("ids", &text).unwrap();
    let texts = ids.as_object().unwrap().values();
    assert_eq!(texts.clone().filter(|v| v.as_str() == Some(&id.to_hex())).count(), 22);
    assert!(texts.clone().all(Value::is_string));
}

/// Types without JSON: errors of parsing, and the list of personal data.
const WITHOUT_JSON: [&str; 5] = ["NumberError", "MoneyError", "BadId", "Personal", "PersonalKind"];

#[test]
fn every_public_type_of_the_model_has_a_golden() {
    let known: BTreeSet<String> = all().into_iter().map(|golden| golden.name).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model");
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for name in source.lines().filter_map(declared) {
            if !WITHOUT_JSON.contains(&name) && !known.contains(&snake(name)) {
                missing.push(format!("{name} of {} has no golden", path.display()));
            }
        }
    }
    none(&missing);
}

/// The type a line declares, if it declares one; what a macro names is not known here.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line
        .strip_prefix("pub struct ")
        .or_else(|| line.strip_prefix("pub enum "))?;
    let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    (!name.is_empty()).then_some(name)
}
