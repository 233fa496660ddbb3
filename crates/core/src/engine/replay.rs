//! Making a ticket again: what is stored must still follow from what came and what was done.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::json::tree;
use crate::limits::MAX_PAGE;
use crate::model::config::Config;
use crate::model::fact::FactBody;
use crate::model::ids::{SourceId, Tenant, TicketId, Uid};
use crate::model::number::TicketNumber;
use crate::model::source::Source;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::{Raw, Reader, Table};

use super::decide::{Rules, again};
use super::desk::Desk;
use super::engine::Engine;
use super::later::Later;
use super::look::Look;
use super::query::{rows, ticket};
use super::routes;

/// What does not come out of the fold: our own clocks, who works on it where, and how often it was opened again hang on
/// when we heard of things, not on what happened. Clocks are held against the rest of the row by `clock_check`.
const NOT_FOLDED: &[&str] = &["clocks", "assignment", "band", "episode"];
/// Tickets made again at a time.
const AT_A_TIME: usize = 64;

/// What deviates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Deviant {
    /// A source no longer follows from its payload.
    Source(SourceId),
    /// A ticket no longer follows from its sources and from what was done on it.
    Ticket(TicketId),
}

/// Where a row no longer follows from what it was made of. Names fields, never values: those may be personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deviation {
    /// The row.
    pub of: Deviant,
    /// What is wrong with it, or the path of the field that differs, such as `claim.money`.
    pub field: String,
}

impl Desk {
    /// Makes a ticket again and compares. Its after-sales are read from their payloads with the adapters as they are now;
    /// the ticket is folded from its sources and from what was done on it, as for every change of it. Empty means equal.
    ///
    /// A source without a payload (its retention is over, or it never had one) is taken as it is stored. Clocks, queue and
    /// agent are not compared.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket, `Config` when an adapter is missing.
    pub fn replay(&self, id: TicketId) -> Later<Vec<Deviation>> {
        let engine = self.engine().clone();
        self.read(move |reader, tenant| {
            let found = ticket(reader, tenant, id)?;
            let found = found.ok_or_else(|| Error::not_found("ticket", id).during("desk.replay"))?;
            let config = routes::config(reader, tenant)?.unwrap_or_default();
            let ids: Vec<_> = found.item.sources.iter().map(|s| s.0).collect();
            let sources = rows::<Source>(reader, tenant, &ids)?;
            let raws = rows::<Raw>(reader, tenant, &ids)?;
            let mut out = Vec::new();
            for (source, raw) in sources.into_iter().zip(raws) {
                if let (Some(source), Some(raw)) = (source, raw) {
                    compare(&engine, &config, &source.item, &raw.item, &mut out)?;
                }
            }
            let (rules, now, id) = (&engine.0.rules, engine.now(), found.item.id);
            let pair = Look::new(reader, tenant).ask(|snapshot| again(rules, snapshot, now, id))?;
            if let Some((stored, made)) = pair {
                let of = Deviant::Ticket(id);
                out.extend(
                    differing(&stored, &made)
                        .into_iter()
                        .map(|field| Deviation { of, field }),
                );
            }
            Ok(out)
        })
    }
}

/// All tickets that no longer follow from their sources, with the fields that differ.
pub(crate) fn deviating(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    now: Timestamp,
) -> Result<BTreeMap<TicketNumber, Vec<String>>> {
    let mut out = BTreeMap::new();
    let mut after: Option<Uid> = None;
    loop {
        let page = reader.rows(tenant, Table::Ticket, after, AT_A_TIME.min(MAX_PAGE))?;
        let Some((last, _, _)) = page.last() else {
            return Ok(out);
        };
        after = Some(*last);
        let ids: Vec<TicketId> = page.iter().map(|(id, _, _)| TicketId(*id)).collect();
        let mut look = Look::new(reader, tenant);
        let pairs = look.ask(|snapshot| {
            // All are asked before any gives up, so that a page needs a few loads and not a few for each.
            let mut missing = BTreeSet::new();
            let mut pairs = Vec::new();
            for id in &ids {
                match again(rules, snapshot, now, *id) {
                    Ok(pair) => pairs.extend(pair),
                    Err(need) => missing.extend(need.0),
                }
            }
            if missing.is_empty() {
                Ok(pairs)
            } else {
                Err(super::changeset::Need(missing))
            }
        })?;
        for (stored, made) in pairs {
            let fields = differing(&stored, &made);
            if !fields.is_empty() {
                out.insert(stored.number, fields);
            }
        }
    }
}

/// The paths at which a stored ticket differs from the one made again.
fn differing(stored: &Ticket, made: &Ticket) -> Vec<String> {
    let mut out = Vec::new();
    if stored == made {
        return out;
    }
    let value = |t: &Ticket| {
        let mut value = tree(t).unwrap_or(Value::Null);
        if let Value::Object(fields) = &mut value {
            NOT_FOLDED.iter().for_each(|name| {
                fields.remove(*name);
            });
            // A ticket that was last settled before channels were kept says none until it changes again.
            if stored.channels.is_empty() {
                fields.remove("channels");
            }
        }
        value
    };
    fields("", &value(stored), &value(made), &mut |path| out.push(path.to_owned()));
    out
}

fn compare(engine: &Engine, config: &Config, source: &Source, raw: &Raw, out: &mut Vec<Deviation>) -> Result<()> {
    let Some(stored) = source.after_sale() else {
        return Ok(());
    };
    let mut differs = |field: &str| {
        out.push(Deviation {
            of: Deviant::Source(source.id),
            field: field.to_owned(),
        })
    };
    let adapter = engine.adapter(&source.platform)?;
    let app = engine.0.rules.app_of(config, &source.platform, &source.shop);
    let read = match app {
        Some(app) => adapter.reread_as(app, &raw.object, &raw.payload.0),
        None => adapter.reread(&raw.object, &raw.payload.0),
    };
    let Ok(parsed) = read else {
        differs("the payload can no longer be read");
        return Ok(());
    };
    let again = parsed.facts.iter().find_map(|fact| match &fact.body {
        FactBody::AfterSale(again) if again.external_id == stored.external_id => Some(&**again),
        _ => None,
    });
    let Some(again) = again else {
        differs("the payload no longer shows it");
        return Ok(());
    };
    if again != stored {
        let value = |of| tree(of).unwrap_or(Value::Null);
        fields("", &value(stored), &value(again), &mut differs);
    }
    Ok(())
}

/// The paths at which two values differ.
fn fields(path: &str, a: &Value, b: &Value, differs: &mut impl FnMut(&str)) {
    let (Value::Object(a), Value::Object(b)) = (a, b) else {
        if a != b {
            differs(path);
        }
        return;
    };
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    for name in names {
        let inner = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        let (a, b) = (a.get(name).unwrap_or(&Value::Null), b.get(name).unwrap_or(&Value::Null));
        fields(&inner, a, b, differs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_fields_are_named_by_path() {
        let a = serde_json::json!({"x": 1, "y": {"z": [1], "same": null}});
        let b = serde_json::json!({"y": {"z": [2]}, "new": true});
        let mut found = Vec::new();
        fields("", &a, &b, &mut |path| found.push(path.to_owned()));
        assert_eq!(found, ["new", "x", "y.z"]);
    }
}
