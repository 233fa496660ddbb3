//! Trying a configuration on tickets that are there, before it is published.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::model::config::Config;
use crate::model::ids::{Tenant, TicketId, Uid};
use crate::model::time::Timestamp;
use crate::routing::validate;
use crate::store::{Index, Reader, Scan, Table};

use super::decide::Rules;
use super::decide::trial::{Candidate, Rerouted, tried};
use super::desk::Desk;
use super::later::Later;
use super::look::Look;
use super::paging::{page_size, parse_mark, write_mark};
use super::routes;

/// Which tickets a configuration is tried on, the first opened first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TrialQuery {
    /// Opened then or later.
    pub opened_from: Option<Timestamp>,
    /// Opened then or earlier.
    pub opened_to: Option<Timestamp>,
    /// At most so many are looked at; 0 means 50, the most is [`MAX_PAGE`](crate::limits::MAX_PAGE).
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

/// What a configuration would make of tickets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trial {
    /// The version of the configuration in force, which it is compared with.
    pub version: u32,
    /// How many tickets were looked at.
    pub looked_at: u32,
    /// Those that it puts elsewhere, or asks something else of agents for.
    pub rerouted: Vec<Rerouted>,
    /// Pass it as `after` to go on; `None` at the end.
    pub next: Option<String>,
}

impl Desk {
    /// What another configuration would make of tickets that are there: which of them would come to another queue, band or
    /// weight, or ask for other skills or tags. Both configurations look at a ticket as it is now, at the time it was opened.
    /// Nothing is written. A page of tickets at a time.
    ///
    /// # Errors
    /// `Config` with all problems of the configuration; `Malformed` for an `after` that is none.
    pub fn try_config(&self, config: Config, query: TrialQuery) -> Later<Trial> {
        let rules = self.engine().0.rules.clone();
        self.read(move |reader, tenant| {
            trial(reader, tenant, &rules, config, &query).map_err(|error| error.during("desk.try_config"))
        })
    }
}

/// A configuration that could be published.
pub(super) fn published(config: Config) -> Result<Config> {
    let problems = validate(&config);
    if problems.is_empty() {
        return Ok(config);
    }
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(Error::new(ErrorKind::Config, "the configuration has problems").with("problems", told.join("; ")))
}

/// Tickets that were opened in a range, the first opened first.
pub(super) fn opened(from: Option<Timestamp>, to: Option<Timestamp>, limit: usize) -> Scan {
    Scan {
        from: from.map_or(i64::MIN, |at| at.0),
        to: to.map_or(i64::MAX, |at| at.0),
        ..Scan::all(Index::TicketOpened, Uid::ZERO, Table::Ticket, limit)
    }
}

fn trial(reader: &mut dyn Reader, tenant: &Tenant, rules: &Rules, config: Config, query: &TrialQuery) -> Result<Trial> {
    let candidate = Candidate::new(published(config)?);
    let scan = Scan {
        after: query.after.as_deref().map(parse_mark).transpose()?,
        ..opened(query.opened_from, query.opened_to, page_size(query.limit))
    };
    let version = routes::config(reader, tenant)?.unwrap_or_default().version;
    let page = reader.list(tenant, &scan)?;
    let mut look = Look::new(reader, tenant);
    let mut rerouted = Vec::new();
    for entry in &page.entries {
        let id = TicketId(entry.mark.id);
        rerouted.extend(look.ask(|snapshot| tried(rules, snapshot, &candidate, id))??);
    }
    Ok(Trial {
        version,
        looked_at: u32::try_from(page.entries.len()).unwrap_or(u32::MAX),
        rerouted,
        next: page.next.map(write_mark),
    })
}
