//! A ticket with all that a phone shows of it, less what its reader may not see.
use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};
use crate::json::{of_tree, tree};
use crate::limits::MAX_PAGE;
use crate::model::command::Actor;
use crate::model::customer::{Account, Customer};
use crate::model::ids::{CustomerId, Tenant, TicketId, Uid};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::Reader;

use super::super::decide::Rules;
use super::super::decide::command::allowed;
use super::super::look::Look;
use super::super::query::{row, rows};
use super::super::timeline;
use super::protocol::{Bundle, Card, Offer, SyncUser};

/// How much of a timeline goes along.
const MOMENTS: usize = 40;

/// A ticket for a reader; `None` when it is no longer there by itself.
pub(super) fn bundle(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    now: Timestamp,
    user: &SyncUser,
    id: TicketId,
) -> Result<Option<Bundle>> {
    let Some(ticket) = row::<Ticket>(reader, tenant, id.0)?.filter(|t| t.item.merged_into.is_none()) else {
        return Ok(None);
    };
    let ids: Vec<Uid> = ticket.item.local.tasks.iter().map(|task| task.0).collect();
    let tasks = rows::<Task>(reader, tenant, &ids)?.into_iter().flatten().collect();
    let mut timeline = timeline::page(reader, tenant, id, None, MAX_PAGE)?.items;
    let earlier = timeline.len() > MOMENTS;
    timeline.drain(..timeline.len().saturating_sub(MOMENTS));
    let actor = Actor {
        role: user.role,
        agent: Some(user.agent),
    };
    let allowed = Look::new(reader, tenant).ask(|snapshot| allowed(rules, snapshot, now, &actor, id))??;
    let whole = Bundle {
        ticket,
        tasks,
        timeline,
        earlier,
        allowed: allowed.into_iter().map(Offer::from).collect(),
    };
    without(whole, &user.hide).map(Some)
}

/// A customer for a reader.
pub(super) fn card(reader: &mut dyn Reader, tenant: &Tenant, user: &SyncUser, id: CustomerId) -> Result<Option<Card>> {
    let Some(customer) = row::<Customer>(reader, tenant, id.0)?.filter(|c| c.item.merged_into.is_none()) else {
        return Ok(None);
    };
    let ids: Vec<Uid> = customer.item.accounts.iter().map(|account| account.0).collect();
    let accounts = rows::<Account>(reader, tenant, &ids)?;
    let whole = Card {
        customer,
        accounts: accounts.into_iter().flatten().map(|account| account.item).collect(),
    };
    without(whole, &user.hide).map(Some)
}

/// A part of what is sent that has the fields of a table.
trait Fields: Serialize + DeserializeOwned {
    /// Which table, and where its rows stand.
    const PLACES: &'static [(&'static str, &'static str)];
}

impl Fields for Bundle {
    const PLACES: &'static [(&'static str, &'static str)] = &[
        ("ticket", "ticket.item"),
        ("task", "tasks.*.item"),
        ("message", "timeline.*.message"),
        ("event", "timeline.*.event"),
    ];
}

impl Fields for Card {
    const PLACES: &'static [(&'static str, &'static str)] = &[("customer", "customer.item"), ("account", "accounts.*")];
}

/// The tables whose fields can be hidden.
const TABLES: [&str; 6] = ["ticket", "task", "message", "event", "customer", "account"];

/// Refuses what names no field of a table that is sent.
pub(super) fn check_hidden(hide: &BTreeSet<String>) -> Result<()> {
    let known = |path: &String| path.split_once('.').is_some_and(|(table, _)| TABLES.contains(&table));
    if hide.iter().all(known) {
        Ok(())
    } else {
        Err(hidden(hide))
    }
}

fn without<T: Fields>(whole: T, hide: &BTreeSet<String>) -> Result<T> {
    if hide.is_empty() {
        return Ok(whole);
    }
    let mut value = tree(&whole).map_err(|_| hidden(hide))?;
    for (table, field) in hide.iter().filter_map(|path| path.split_once('.')) {
        for (_, place) in T::PLACES.iter().filter(|(of, _)| *of == table) {
            blank(&mut value, &format!("{place}.{field}"));
        }
    }
    of_tree(&value).map_err(|_| hidden(hide))
}

fn hidden(hide: &BTreeSet<String>) -> Error {
    let named: Vec<&str> = hide.iter().map(String::as_str).collect();
    Error::new(ErrorKind::Config, "one of these fields cannot be hidden")
        .during("desk.sync")
        .with("hide", named.join(", "))
        .hint("name fields that may be absent or empty, as `customer.name`")
}

/// Empties what stands at a path: words become empty, lists and maps too, the rest becomes nothing.
fn blank(value: &mut Value, path: &str) {
    let Some((step, rest)) = path.split_once('.') else {
        return last(value, path);
    };
    match (value, step) {
        (Value::Array(items), "*") => items.iter_mut().for_each(|item| blank(item, rest)),
        (Value::Object(fields), "*") => fields.values_mut().for_each(|item| blank(item, rest)),
        (Value::Object(fields), _) => {
            if let Some(inner) = fields.get_mut(step) {
                blank(inner, rest);
            }
        }
        _ => {}
    }
}

fn last(value: &mut Value, step: &str) {
    match (value, step) {
        (Value::Array(items), "*") => items.clear(),
        (Value::Object(fields), "*") => fields.clear(),
        (Value::Object(fields), _) => {
            if let Some(found) = fields.get_mut(step) {
                *found = match found {
                    Value::String(_) => Value::String(String::new()),
                    Value::Array(_) => Value::Array(Vec::new()),
                    Value::Object(_) => Value::Object(Default::default()),
                    _ => Value::Null,
                };
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_path_empties_what_it_names_and_nothing_else() {
        let mut value = json!({"a": [{"b": "x", "c": 1}, {"b": "y"}], "m": {"k": "v"}, "n": "kept"});
        blank(&mut value, "a.*.b");
        blank(&mut value, "a.*.c");
        blank(&mut value, "m.*");
        blank(&mut value, "absent.b");
        assert_eq!(
            value,
            json!({"a": [{"b": "", "c": null}, {"b": ""}], "m": {}, "n": "kept"})
        );
    }
}
