//! No field of a row or event that can hold outside text without a decision: personal, secret, payload, or not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::type_complexity)] // a test fails by panicking
mod samples;

use std::collections::BTreeSet;

use aftersync_core::model::event::EventBody;
use aftersync_core::model::personal::{PERSONAL, PersonalKind, holds};
use aftersync_core::store::{Row, Table};
use serde_json::{Map, Value};

const MARKER: &str = "canary-7f3a";

const ARTICLE: &str = "names an article or where it came from, not a person";
const CARRIER: &str = "names a carrier";
const CODE: &str = "a code of the platform";
const CONTENT: &str = "a content hash; the bytes lie in the blob store";
const NO_PLATFORM: &str = "the rules refuse it, and no platform is asked";
const ERROR: &str = "text of an error, which holds no personal data";
const FIELD: &str = "the declared name of a field";
const HOST: &str = "a host who is known to the public";
const KIND: &str = "what the platform calls a kind of object";
const OUR_WORD: &str = "a word of ours";
const PLATFORM: &str = "names a platform";
const ROOM: &str = "a live room, open to the public";
const SCOPE: &str = "a shop or an application";
const SETTING: &str = "a setting of the merchant";
const SHOP: &str = "names a shop of the merchant";

/// Fields that can hold outside text and say nothing of a person, with the reason. Table `*` stands for every table, and
/// its path for the end of a path.
const NOT_PERSONAL: &[(&str, &str, &str)] = &[
    ("*", "platform", PLATFORM),
    ("*", "shop", SHOP),
    ("*", "evidence.*.blob", CONTENT),
    ("*", "account.scope", SCOPE),
    ("*", "carrier", CARRIER),
    ("ticket", "lines.*.sku", ARTICLE),
    ("ticket", "lines.*.title", ARTICLE),
    ("ticket", "local.entries.*.lines.*.send", ARTICLE),
    ("ticket", "reason_code", CODE),
    ("ticket", "host", HOST),
    ("ticket", "room", ROOM),
    ("ticket", "flags.*", OUR_WORD),
    ("ticket", "local.queue", SETTING),
    ("ticket", "local.tags.*", SETTING),
    ("ticket", "local.custom.{}", FIELD),
    ("source", "body.after_sale.object", KIND),
    ("source", "body.after_sale.instead_of.*.object", KIND),
    ("source", "body.after_sale.beside.object", KIND),
    ("source", "body.segment.on", PLATFORM),
    ("source", "body.after_sale.raw_type", CODE),
    ("source", "body.after_sale.raw_status", CODE),
    ("source", "body.after_sale.reason_code", CODE),
    ("source", "body.after_sale.version_token", CODE),
    ("source", "body.after_sale.dispute.raw_status", CODE),
    ("source", "body.after_sale.flags.*", OUR_WORD),
    ("source", "body.after_sale.extra.{}", "the platform's name of a field"),
    ("order", "snapshot.lines.*.sku", ARTICLE),
    ("order", "snapshot.lines.*.title", ARTICLE),
    ("order", "snapshot.lines.*.merchant_code", ARTICLE),
    ("order", "snapshot.lines.*.barcode", ARTICLE),
    ("order", "snapshot.lines.*.supplier", ARTICLE),
    ("order", "snapshot.lines.*.batch", ARTICLE),
    ("order", "snapshot.lines.*.host.id", HOST),
    ("order", "snapshot.lines.*.host.name", HOST),
    ("order", "snapshot.lines.*.room", ROOM),
    ("order", "snapshot.lines.*.custom.{}", FIELD),
    ("order", "custom.*.fields.{}", FIELD),
    ("order", "lines.*.host", HOST),
    (
        "message",
        "snapshot.external_id",
        "the channel's running number of a message",
    ),
    ("message", "snapshot.keys.*.scope", SCOPE),
    ("account", "scope", SCOPE),
    ("customer", "custom.{}", FIELD),
    ("product", "title", ARTICLE),
    ("product", "merchant_code", ARTICLE),
    ("product", "barcode", ARTICLE),
    ("product", "supplier", ARTICLE),
    ("product", "category", ARTICLE),
    ("product", "custom.{}", FIELD),
    ("listing", "sku", ARTICLE),
    ("listing", "title", ARTICLE),
    ("show", "title", "announced to the public"),
    ("show", "host.id", HOST),
    ("show", "host.name", HOST),
    ("show", "rooms.*.external_id", ROOM),
    ("show", "on_screen.*.sku", ARTICLE),
    ("agent", "groups.*", SETTING),
    ("agent", "skills.{}", SETTING),
    ("agent", "actions.*", OUR_WORD),
    ("ticket", "local.bot.over.left.fields.{}", FIELD),
    ("agent", "shift", SETTING),
    ("config", "shops.*.app", SCOPE),
    ("config", "shops.*.name", SHOP),
    (
        "config",
        "shops.*.return_address",
        "the platform's id of the merchant's address",
    ),
    ("config", "groups.*.name", SETTING),
    ("config", "groups.*.label", SETTING),
    ("config", "groups.*.description", SETTING),
    ("config", "skills.*.name", SETTING),
    ("config", "skills.*.label", SETTING),
    ("config", "agents.*.groups.*", SETTING),
    ("config", "agents.*.skills.{}", SETTING),
    ("config", "agents.*.per_platform.{}", PLATFORM),
    ("config", "agents.*.scope.{}", PLATFORM),
    ("config", "agents.*.scope.*.*", SHOP),
    ("config", "sla_policies.*.ladder.*.do.*.widen.*", SETTING),
    ("config", "agents.*.actions.*", OUR_WORD),
    ("config", "agents.*.shift", SETTING),
    ("config", "automations.*.then.*.template.name", SETTING),
    ("config", "templates.*.name", SETTING),
    ("config", "templates.*.zh", SETTING),
    ("config", "templates.*.en", SETTING),
    ("config", "queues.*.name", SETTING),
    ("config", "queues.*.overflow_when.outside", SETTING),
    ("config", "host_teams.*", SETTING),
    ("config", "host_teams.{}", HOST),
    ("config", "shops.*.team", SETTING),
    ("config", "queues.*.groups.*", SETTING),
    ("config", "rules.*.name", SETTING),
    ("config", "rules.*.when.all.*.platform.*", PLATFORM),
    ("config", "rules.*.when.all.*.shop.*", SHOP),
    ("config", "rules.*.when.all.*.host.*", HOST),
    ("config", "rules.*.when.all.*.tag.*", SETTING),
    ("config", "rules.*.when.all.*.flag.*", OUR_WORD),
    ("config", "rules.*.when.all.*.custom.name", FIELD),
    ("config", "rules.*.when.all.*.custom.is", SETTING),
    ("config", "rules.*.when.all.*.test.of.custom.name", FIELD),
    ("config", "rules.*.when.all.*.test.is.in.*", SETTING),
    ("config", "rules.*.when.all.*.test.is.prefix", SETTING),
    ("config", "rules.*.when.all.*.in_calendar", SETTING),
    ("config", "calendars.*.name", SETTING),
    ("config", "calendars.*.made_up.{}", "a day"),
    ("config", "calendars.*.special.{}", "a day"),
    ("config", "calendars.*.zone", SETTING),
    ("config", "sla_policies.*.calendar", SETTING),
    ("config", "sla_policies.*.clocks.decision.calendar", SETTING),
    ("config", "sla_policies.*.ladder.*.do.*.notify", SETTING),
    ("config", "sla_policies.*.ladder.*.do.*.queue", SETTING),
    ("config", "sla_policies.*.ladder.*.name", SETTING),
    ("config", "sla_policies.*.name", SETTING),
    ("event", "body.did.*.notify", SETTING),
    ("event", "body.did.*.queue", SETTING),
    ("event", "body.did.*.group", SETTING),
    ("event", "body.rung", SETTING),
    ("event", "body.group", SETTING),
    ("config", "return_policies.*.name", SETTING),
    ("config", "return_policies.*.allow.skus.*", ARTICLE),
    ("config", "return_policies.*.allow.categories.*", ARTICLE),
    ("config", "return_policies.*.allow.reasons.*", CODE),
    ("config", "return_policies.*.block.skus.*", ARTICLE),
    ("config", "return_policies.*.instant.trusted.*.tag", SETTING),
    ("config", "return_policies.*.instant.trusted.*.custom.name", FIELD),
    ("config", "return_policies.*.instant.trusted.*.custom.is", SETTING),
    ("event", "body.policy", SETTING),
    ("config", "automations.*.name", SETTING),
    ("config", "automations.*.then.*.tag", SETTING),
    ("config", "automations.*.then.*.untag", SETTING),
    ("config", "automations.*.then.*.note", SETTING),
    ("config", "automations.*.then.*.reply", SETTING),
    ("config", "automations.*.then.*.queue", SETTING),
    ("config", "automations.*.then.*.task.group", SETTING),
    ("config", "automations.*.then.*.notify", SETTING),
    ("config", "automations.*.then.*.custom.name", FIELD),
    ("config", "automations.*.then.*.custom.is", SETTING),
    ("config", "automations.*.then.*.move.reason_code", CODE),
    ("config", "automations.*.then.*.move.text", SETTING),
    ("config", "automations.*.then.*.tell.text", SETTING),
    ("ticket", "local.automations.{}", SETTING),
    ("event", "body.did.*", OUR_WORD),
    ("event", "body.did.*.widen.*", SETTING),
    ("event", "body.skills.{}", SETTING),
    ("event", "body.notify.*", SETTING),
    ("ticket", "local.rungs.*.*", SETTING),
    ("agent", "per_platform.{}", PLATFORM),
    ("agent", "scope.{}", PLATFORM),
    ("agent", "scope.*.*", SHOP),
    ("ticket", "local.widened.*", SETTING),
    ("ticket", "assignment.also.*", SETTING),
    ("ticket", "assignment.tagged.*", SETTING),
    ("task", "approves.reason_code", CODE),
    (
        "task",
        "approves.address",
        "the platform's id of the merchant's address",
    ),
    ("task", "approves.lines.*.send", ARTICLE),
    ("config", "rules.*.then.queue", SETTING),
    ("config", "rules.*.then.skills.{}", SETTING),
    ("config", "rules.*.then.floors.{}", SETTING),
    ("config", "rules.*.then.tiers.*.skills.{}", SETTING),
    ("config", "rules.*.then.sla", SETTING),
    ("config", "rules.*.then.notify.*", SETTING),
    ("config", "rules.*.then.steps.*.queue", SETTING),
    ("config", "rules.*.then.steps.*.skills.{}", SETTING),
    ("config", "rules.*.then.steps.*.tiers.*.skills.{}", SETTING),
    ("config", "rules.*.then.steps.*.groups.*", SETTING),
    ("config", "rules.*.then.steps.*.skip_if.outside", SETTING),
    ("config", "rules.*.then.steps.*.drop_skills.*", SETTING),
    ("config", "queues.*.overflow", SETTING),
    ("config", "queues.*.calendar", SETTING),
    ("config", "queues.*.steps.*.queue", SETTING),
    ("config", "queues.*.steps.*.skills.{}", SETTING),
    ("config", "queues.*.steps.*.tiers.*.skills.{}", SETTING),
    ("config", "queues.*.steps.*.groups.*", SETTING),
    ("config", "queues.*.steps.*.skip_if.outside", SETTING),
    ("config", "queues.*.steps.*.drop_skills.*", SETTING),
    ("config", "rules.*.then.tags.*", SETTING),
    ("config", "fallback_queue", SETTING),
    ("config", "custom.*.name", FIELD),
    ("config", "custom.*.of.choice.*", SETTING),
    ("config", "shops.*.settings.*", SETTING),
    ("config", "shops.*.settings.{}", "the platform's name of a setting"),
    ("job", "body.object.object", OUR_WORD),
    ("job", "body.action.object.object", OUR_WORD),
    ("job", "body.action.raw_type", CODE),
    ("job", "body.action.raw_status", CODE),
    ("job", "body.action.version_token", CODE),
    ("job", "body.action.reason_code", CODE),
    (
        "job",
        "body.action.address",
        "the platform's id of the merchant's address",
    ),
    ("job", "failure", ERROR),
    ("job", "place", "a place in a list"),
    ("receipt", "command", OUR_WORD),
    ("receipt", "refused.message", ERROR),
    ("receipt", "refused.hint", ERROR),
    ("receipt", "refused.operation", OUR_WORD),
    ("receipt", "refused.context.*.*", ERROR),
    ("receipt", "refused.upstream.code", NO_PLATFORM),
    ("receipt", "refused.upstream.message", NO_PLATFORM),
    ("receipt", "refused.upstream.request_id", NO_PLATFORM),
    ("config", "tasks.*.group", SETTING),
    ("config", "tasks.*.calendar", SETTING),
    ("config", "tasks.*.skills.{}", SETTING),
    ("config", "tasks.*.floors.{}", SETTING),
    ("config", "tasks.*.steps.*.groups.*", SETTING),
    ("config", "tasks.*.steps.*.drop_skills.*", SETTING),
    ("config", "tasks.*.ladder.*.name", SETTING),
    ("config", "tasks.*.ladder.*.do.*.notify", SETTING),
    ("config", "tasks.*.ladder.*.do.*.group", SETTING),
    ("config", "tasks.*.retry.escalate_to", SETTING),
    ("config", "tasks.*.form.*.name", FIELD),
    ("job", "body.group", SETTING),
    ("task", "group", SETTING),
    ("task", "also.*", SETTING),
    ("task", "rungs.*", SETTING),
    ("task", "attachments.*.blob", CONTENT),
    ("task", "lines.*.photos.*.blob", CONTENT),
    ("task", "approves.lines.*.photos.*.blob", CONTENT),
    ("ticket", "local.entries.*.lines.*.photos.*.blob", CONTENT),
    ("task", "lines.*.send", ARTICLE),
    ("task", "form.{}", FIELD),
    ("raw", "object.object", OUR_WORD),
    ("shop_state", "poll_page", "where the reading of a list stands"),
    ("shop_state", "stopped", ERROR),
    ("shop_state", "warned", ERROR),
    ("quarantine", "from", OUR_WORD),
    ("quarantine", "reason", ERROR),
    ("event", "body.object", OUR_WORD),
    ("event", "body.raw_status", CODE),
    ("event", "body.raw", CODE),
    ("event", "body.command", OUR_WORD),
    ("event", "body.reason", ERROR),
    ("event", "body.because", OUR_WORD),
    ("event", "body.name", SETTING),
    ("event", "body.rule", SETTING),
    ("event", "body.what.*", OUR_WORD),
    ("event", "body.verb", OUR_WORD),
];

/// A value of the model as JSON, with the way to read and write it again.
struct Sample {
    table: &'static str,
    prefix: &'static str,
    json: Value,
    again: Box<dyn Fn(&Value) -> Option<Value>>,
}

fn row(row: &Row) -> Sample {
    let table = row.table();
    Sample {
        table: table.as_str(),
        prefix: "",
        json: serde_json::from_slice(&row.to_json().unwrap()).unwrap(),
        again: Box::new(move |json| {
            let row = Row::from_json(table, json.to_string().as_bytes()).ok()?;
            serde_json::from_slice(&row.to_json().ok()?).ok()
        }),
    }
}

fn event(body: &EventBody) -> Sample {
    Sample {
        table: "event",
        prefix: "body.",
        json: serde_json::to_value(body).unwrap(),
        again: Box::new(|json| {
            let body: EventBody = serde_json::from_value(json.clone()).ok()?;
            serde_json::to_value(body).ok()
        }),
    }
}

fn all() -> Vec<Sample> {
    let rows = samples::rows::rows();
    let bodies = samples::events::event_bodies();
    rows.iter().map(row).chain(bodies.iter().map(event)).collect()
}

/// A step on the way to a value.
#[derive(Clone)]
enum Step {
    Field(String),
    Item(usize),
}

/// The ways to all texts of a value, and to all fields of objects.
fn walk(value: &Value, way: &mut Vec<Step>, texts: &mut Vec<Vec<Step>>, fields: &mut Vec<Vec<Step>>) {
    match value {
        Value::String(_) => texts.push(way.clone()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                way.push(Step::Item(n));
                walk(item, way, texts, fields);
                way.pop();
            }
        }
        Value::Object(map) => {
            for (name, item) in map {
                way.push(Step::Field(name.clone()));
                fields.push(way.clone());
                walk(item, way, texts, fields);
                way.pop();
            }
        }
        _ => {}
    }
}

fn at<'a>(value: &'a mut Value, way: &[Step]) -> &'a mut Value {
    way.iter().fold(value, |value, step| match step {
        Step::Field(name) => &mut value[name.as_str()],
        Step::Item(n) => &mut value[*n],
    })
}

fn name(step: &Step) -> &str {
    match step {
        Step::Field(name) => name,
        Step::Item(_) => unreachable!("only fields have names"),
    }
}

/// Puts the marker in place of a text. Whether it comes back tells whether the field takes outside text.
fn takes_text(sample: &Sample, way: &[Step]) -> bool {
    let mut json = sample.json.clone();
    *at(&mut json, way) = MARKER.into();
    survives(sample, &json)
}

/// Puts the marker in place of a key. Whether it comes back tells whether the object is a map with free keys.
fn takes_key(sample: &Sample, way: &[Step]) -> bool {
    let (last, holder) = way.split_last().unwrap();
    let mut json = sample.json.clone();
    let map: &mut Map<String, Value> = at(&mut json, holder).as_object_mut().unwrap();
    let value = map.remove(name(last)).unwrap();
    map.insert(MARKER.into(), value);
    survives(sample, &json)
}

fn survives(sample: &Sample, json: &Value) -> bool {
    (sample.again)(json).is_some_and(|back| back.to_string().contains(MARKER))
}

/// The path of a way: `*` for items and for keys of maps.
fn path(sample: &Sample, maps: &BTreeSet<String>, way: &[Step]) -> String {
    let mut exact = String::new();
    let mut out: Vec<&str> = Vec::new();
    for step in way {
        match step {
            Step::Item(n) => {
                exact.push_str(&format!(".{n}"));
                out.push("*");
            }
            Step::Field(name) => {
                let free = maps.contains(&exact);
                exact.push_str(&format!(".{name}"));
                out.push(if free { "*" } else { name });
            }
        }
    }
    format!("{}{}", sample.prefix, out.join("."))
}

fn exact(way: &[Step]) -> String {
    way.iter()
        .map(|step| match step {
            Step::Field(name) => format!(".{name}"),
            Step::Item(n) => format!(".{n}"),
        })
        .collect()
}

/// Every place of a sample that takes outside text; the keys of a map end in `{}`.
fn open_places(sample: &Sample) -> BTreeSet<String> {
    let (mut texts, mut fields) = (Vec::new(), Vec::new());
    walk(&sample.json, &mut Vec::new(), &mut texts, &mut fields);
    let free: Vec<_> = fields.into_iter().filter(|way| takes_key(sample, way)).collect();
    let maps: BTreeSet<String> = free.iter().map(|way| exact(&way[..way.len() - 1])).collect();
    let keys = free.iter().map(|way| {
        let holder = path(sample, &maps, &way[..way.len() - 1]);
        format!("{holder}.{{}}")
    });
    let texts = texts.iter().filter(|way| takes_text(sample, way));
    keys.chain(texts.map(|way| path(sample, &maps, way))).collect()
}

fn not_personal(table: &str, path: &str) -> Option<usize> {
    NOT_PERSONAL.iter().position(|(of, place, _)| match *of {
        "*" => path == *place || path.strip_suffix(place).is_some_and(|rest| rest.ends_with('.')),
        _ => *of == table && path == *place,
    })
}

/// A key of a map is no value: only what stands under it is listed.
fn listed(table: &str, path: &str) -> Option<PersonalKind> {
    holds(table, path).filter(|_| !path.ends_with("{}"))
}

#[test]
fn every_text_from_outside_is_decided_on() {
    let (mut wrong, mut used) = (BTreeSet::new(), BTreeSet::new());
    for sample in all() {
        for path in open_places(&sample) {
            let table = sample.table;
            match (listed(table, &path), not_personal(table, &path)) {
                (None, None) => drop(wrong.insert(format!("{table} {path}: personal or not?"))),
                (Some(_), Some(_)) => drop(wrong.insert(format!("{table} {path}: personal and not"))),
                (None, Some(n)) => drop(used.insert(n)),
                (Some(_), None) => {}
            }
        }
    }
    let idle = (0..NOT_PERSONAL.len()).filter(|n| !used.contains(n));
    wrong.extend(idle.map(|n| format!("no such place: {:?}", NOT_PERSONAL[n])));
    assert!(
        wrong.is_empty(),
        "\n{}",
        wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_listed_place_exists() {
    let mut found = BTreeSet::new();
    for sample in all() {
        found.extend(open_places(&sample).into_iter().map(|path| (sample.table, path)));
    }
    let tables: BTreeSet<&str> = Table::ROWS.iter().map(|t| t.as_str()).chain(["event"]).collect();
    for place in PERSONAL {
        assert!(tables.contains(place.table), "{place:?}");
        assert!(found.contains(&(place.table, place.path.to_owned())), "{place:?}");
    }
}

#[test]
fn every_table_has_a_sample() {
    let known: BTreeSet<Table> = samples::rows::rows().iter().map(Row::table).collect();
    assert_eq!(known, Table::ROWS.iter().copied().collect());
}
