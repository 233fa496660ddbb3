//! The lifecycle for other tools and for readers: as JSON, as a Mermaid diagram, as a Markdown page.

use std::fmt::Write;

use serde_json::{Map, Value as Json, json};

use super::alias::{ALIASES, NO_AXIS_CHANGE};
use super::condition::{Condition, Field};
use super::derive::{Blocker, DERIVATION, waiting_on};
use super::row::{Row, To};
use super::table::ROWS;
use crate::model::axes::{Axes, Headline, Kind};
use crate::model::labels::Lang;

/// The five axes; the other fields are plain.
const AXES: &[Field] = &[
    Field::Goods,
    Field::Money,
    Field::Replacement,
    Field::Dispute,
    Field::Decision,
];
const FIELDS: &[Field] = &[
    Field::Kind,
    Field::Triaged,
    Field::Answered,
    Field::AskedBuyer,
    Field::RepairRunning,
    Field::CancelReason,
    Field::ClosedAt,
];

/// The axes as a map from field to word, flags as `yes` and `no`.
pub fn axes_as_json(axes: &Axes) -> Json {
    let word = |field: &Field| field.values().get(field.index_in(axes, Headline::Requested)).copied();
    AXES.iter()
        .chain(FIELDS)
        .map(|field| (field.as_str().to_owned(), json!(word(field))))
        .collect::<Map<_, _>>()
        .into()
}

/// The whole lifecycle as data: axes, fields, headlines, derivation, blocking tasks, rows and aliases.
pub fn as_json() -> Json {
    let start = Kind::ALL
        .iter()
        .map(|kind| (kind.to_string(), axes_as_json(&Axes::start(*kind))));
    let derivation: Vec<_> = DERIVATION
        .iter()
        .map(|line| json!({"headline": line.headline, "when": conditions(line.when)}))
        .collect();
    let blocking: Vec<_> = Blocker::ALL
        .iter()
        .map(|blocker| json!({"task": blocker, "when": conditions(blocker.when())}))
        .collect();
    json!({
        "axes": values(AXES),
        "fields": values(FIELDS),
        "headlines": Headline::ALL,
        "soft_terminals": Headline::SOFT_TERMINALS,
        "start": start.collect::<Map<_, _>>(),
        "derivation": derivation,
        "blocking_tasks": blocking,
        "triggers": ROWS.iter().map(row_as_json).collect::<Vec<_>>(),
        "no_axis_change": NO_AXIS_CHANGE,
        "aliases": ALIASES.iter().map(|(word, meant)| ((*word).to_owned(), json!(meant))).collect::<Map<_, _>>(),
    })
}

fn values(fields: &[Field]) -> Map<String, Json> {
    fields
        .iter()
        .map(|field| (field.to_string(), json!(field.values())))
        .collect()
}

fn conditions(conditions: &[Condition]) -> Map<String, Json> {
    conditions
        .iter()
        .map(|condition| (condition.field.to_string(), json!(condition.words())))
        .collect()
}

fn row_as_json(row: &Row) -> Json {
    let mut guard = conditions(row.guard);
    if let Some(blocked) = row.blocked {
        guard.insert("blocking".to_owned(), json!([if blocked { "yes" } else { "no" }]));
    }
    let sets = row.sets.iter().copied().flatten().map(|set| match set.only_if {
        Some(only_if) => json!({"field": set.value.field(), "if": only_if.words(), "value": set.value.as_str()}),
        None => json!({"field": set.value.field(), "value": set.value.as_str()}),
    });
    json!({
        "id": row.id,
        "from": row.from_headlines().collect::<Vec<_>>(),
        "trigger": row.trigger,
        "actors": row.roles,
        "kinds": row.for_kinds().collect::<Vec<_>>(),
        "guard": guard,
        "sets": sets.collect::<Vec<_>>(),
        "to": to_word(row.to),
        "notify": row.notify.map_or("", |notice| notice.as_str()),
    })
}

const fn to_word(to: To) -> &'static str {
    match to {
        To::Headline(headline) => headline.as_str(),
        To::Same => "=",
        To::Prior => "prior",
    }
}

/// [`as_json`] as text with one line for each list entry, so that a diff shows the row that changed.
pub fn as_json_text() -> String {
    let json = as_json();
    let parts: Vec<String> = json
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, part)| format!("{}: {}", Json::from(name.as_str()), part_text(part)))
        .collect();
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

fn part_text(part: &Json) -> String {
    match part {
        Json::Array(list) if list.first().is_some_and(Json::is_object) => {
            let lines: Vec<String> = list.iter().map(|entry| format!("  {entry}")).collect();
            format!("[\n{}\n]", lines.join(",\n"))
        }
        Json::Object(map) => {
            let lines: Vec<String> = map
                .iter()
                .map(|(name, value)| format!("  {}: {value}", Json::from(name.as_str())))
                .collect();
            format!("{{\n{}\n}}", lines.join(",\n"))
        }
        other => other.to_string(),
    }
}

/// The headlines as a Mermaid state diagram. Facts that leave the headline are not drawn.
pub fn as_mermaid() -> String {
    let mut text = String::from(
        "stateDiagram-v2\n  \
         %% any_open: any headline but closed and disputed (merge: disputed too). any_ended: refunded, exchanged, \
         resolved, rejected,\n  \
         %% cancelled (reopen: closed too). Facts that leave the headline as it is are not drawn.\n  \
         [*] --> requested: submit\n",
    );
    for (from, to, triggers) in arrows() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {from} --> {to}: {}", triggers.join(", "));
    }
    text.push_str("  disputed --> any_open: withdrawn (headline before)\n  closed --> [*]\n");
    text
}

/// The arrows of the diagram in the order in which the table first names them.
fn arrows() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let mut arrows: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for row in &ROWS {
        let To::Headline(to) = row.to else { continue };
        for from in sources(row).into_iter().filter(|from| *from != to.as_str()) {
            let trigger = row.trigger.as_str();
            match arrows
                .iter_mut()
                .find(|arrow| arrow.0 == from && arrow.1 == to.as_str())
            {
                Some(arrow) if arrow.2.contains(&trigger) => {}
                Some(arrow) => arrow.2.push(trigger),
                None => arrows.push((from, to.as_str(), vec![trigger])),
            }
        }
    }
    arrows
}

/// Where the arrows of a row start: many headlines are drawn as one.
fn sources(row: &Row) -> Vec<&'static str> {
    let from: Vec<Headline> = row.from_headlines().collect();
    if from.len() > 10 {
        vec!["any_open"]
    } else if Headline::SOFT_TERMINALS.iter().all(|headline| from.contains(headline)) {
        vec!["any_ended"]
    } else {
        from.into_iter().map(Headline::as_str).collect()
    }
}

/// The page `docs/lifecycle.md`: states, diagram and command table.
pub fn as_markdown() -> String {
    let mut text = String::from(
        "# Lifecycle of a ticket\n\n\
         This page is written from the command table in the code (`aftersync_core::lifecycle`); a test keeps it \
         current.\n\
         The same as data: [lifecycle.json](lifecycle.json).\n\n\
         ## Headlines\n\n\
         A headline is derived from the axes of the ticket; the first line of the derivation that holds wins.\n\n\
         | Headline | Label | 名称 | Waits for | Holds when |\n| --- | --- | --- | --- | --- |\n",
    );
    for line in DERIVATION {
        let headline = line.headline;
        let (en, zh) = (headline.label(Lang::En), headline.label(Lang::Zh));
        let _ = writeln!(
            text,
            "| `{headline}` | {en} | {zh} | {} | {} |",
            waiting_on(headline).label(Lang::En).to_lowercase(),
            in_words(line.when, "otherwise")
        );
    }
    let _ = write!(text, "\n## Diagram\n\n```mermaid\n{}```\n\n", as_mermaid());
    text.push_str(
        "## Commands and facts\n\n\
         What no row lists is refused. `=` leaves the headline, `prior` is the headline without the dispute. A guard \
         must hold altogether.\n\n\
         | # | From | Trigger | Sent by | Kinds | Guard | Sets | To | Tells the buyer |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    ROWS.iter().for_each(|row| row_as_markdown(&mut text, row));
    text
}

fn row_as_markdown(text: &mut String, row: &Row) {
    let from: Vec<Headline> = row.from_headlines().collect();
    let from = listed(&from, Headline::ALL, Headline::as_str);
    let kinds: Vec<Kind> = row.for_kinds().collect();
    let kinds = listed(&kinds, Kind::ALL, Kind::as_str);
    let roles: Vec<&str> = row.roles.iter().map(|role| role.as_str()).collect();
    let blocked = match row.blocked {
        Some(true) => "; a blocking task is open",
        Some(false) => "; no blocking task is open",
        None => "",
    };
    let guard = format!("{}{blocked}", in_words(row.guard, ""));
    let sets: Vec<String> = row
        .sets
        .iter()
        .copied()
        .flatten()
        .map(|set| match set.only_if {
            Some(only_if) => format!(
                "{} {} → {}",
                set.value.field(),
                only_if.words().join("/"),
                set.value.as_str()
            ),
            None => format!("{} = {}", set.value.field(), set.value.as_str()),
        })
        .collect();
    let _ = writeln!(
        text,
        "| {} | {from} | `{}` | {} | {kinds} | {} | {} | {} | {} |",
        row.id,
        row.trigger,
        roles.join(", "),
        guard.trim_start_matches("; "),
        sets.join("; "),
        to_word(row.to),
        row.notify.map_or("", |notice| notice.label(Lang::En)),
    );
}

/// The shorter of `a, b` and `all but c, d`.
fn listed<T: Copy + PartialEq>(some: &[T], all: &[T], word: fn(T) -> &'static str) -> String {
    let words = |values: Vec<T>| values.into_iter().map(word).collect::<Vec<_>>().join(", ");
    let rest: Vec<T> = all.iter().copied().filter(|value| !some.contains(value)).collect();
    if rest.is_empty() {
        "all".to_owned()
    } else if rest.len() < some.len() {
        format!("all but {}", words(rest))
    } else {
        words(some.to_vec())
    }
}

fn in_words(conditions: &[Condition], none: &str) -> String {
    if conditions.is_empty() {
        return none.to_owned();
    }
    let one = |condition: &Condition| {
        let (words, all) = (condition.words(), condition.field.values());
        let rest: Vec<&str> = all.iter().copied().filter(|word| !words.contains(word)).collect();
        let (sign, words) = if rest.len() < words.len() && all.len() > 2 {
            ("≠", rest)
        } else {
            ("=", words)
        };
        format!("{} {sign} {}", condition.field, words.join("/"))
    };
    conditions.iter().map(one).collect::<Vec<_>>().join("; ")
}
