//! Reading the payloads of a ticket again: what is stored must still follow from what came.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::model::fact::FactBody;
use crate::model::ids::{SourceId, TicketId};
use crate::model::source::Source;
use crate::store::Raw;

use super::desk::Desk;
use super::engine::Engine;
use super::later::Later;
use super::query::{rows, ticket};

/// Where a source no longer follows from its payload. Names fields, never values: those may be personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deviation {
    /// The source.
    pub source: SourceId,
    /// What is wrong with it, or the path of the field that differs, such as `claim.money`.
    pub field: String,
}

impl Desk {
    /// Reads the stored payloads of a ticket's after-sales again with the adapters as they are now, and compares with what
    /// is stored. Empty means equal. A source without a payload (its retention is over, or it never had one) is passed by.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket, `Config` when an adapter is missing.
    pub fn replay(&self, id: TicketId) -> Later<Vec<Deviation>> {
        let engine = self.engine().clone();
        self.read(move |reader, tenant| {
            let found = ticket(reader, tenant, id)?;
            let found = found.ok_or_else(|| Error::not_found("ticket", id).during("desk.replay"))?;
            let ids: Vec<_> = found.item.sources.iter().map(|s| s.0).collect();
            let sources = rows::<Source>(reader, tenant, &ids)?;
            let raws = rows::<Raw>(reader, tenant, &ids)?;
            let mut out = Vec::new();
            for (source, raw) in sources.into_iter().zip(raws) {
                if let (Some(source), Some(raw)) = (source, raw) {
                    compare(&engine, &source.item, &raw.item, &mut out)?;
                }
            }
            Ok(out)
        })
    }
}

fn compare(engine: &Engine, source: &Source, raw: &Raw, out: &mut Vec<Deviation>) -> Result<()> {
    let Some(stored) = source.after_sale() else {
        return Ok(());
    };
    let mut differs = |field: &str| {
        out.push(Deviation {
            source: source.id,
            field: field.to_owned(),
        })
    };
    let Ok(parsed) = engine.adapter(&source.platform)?.reread(&raw.object, &raw.payload.0) else {
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
        let value = |of| serde_json::to_value(of).unwrap_or(Value::Null);
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
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
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
