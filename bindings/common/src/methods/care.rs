//! Looking after what is kept: history, comparison, checks.
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor as Memory};

use aftersync::import::{Bookmark, Mapping, Options, Report};
use aftersync::{Error, ErrorKind, Platform, Result, ShopId, TenantDesk, TicketId, Timestamp};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::method::{Method, Nothing, Way, direct, later};
use crate::watch;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Import {
    /// Which column means what.
    mapping: Mapping,
    /// The file to read.
    #[serde(default)]
    path: Option<String>,
    /// The rows themselves, instead of a file.
    #[serde(default)]
    content: Option<String>,
    /// How it runs.
    #[serde(default)]
    options: Options,
    /// The bookmark of a report, to go on after a stop.
    #[serde(default)]
    resume: Option<Bookmark>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Window {
    /// The platform.
    platform: Platform,
    /// The shop.
    shop: ShopId,
    /// Changed then or later.
    since: Timestamp,
    /// Changed then or earlier.
    until: Timestamp,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct From {
    /// The platform.
    platform: Platform,
    /// The shop.
    shop: ShopId,
    /// Since when.
    since: Timestamp,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shop {
    /// The platform.
    platform: Platform,
    /// The shop.
    shop: ShopId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Again {
    /// The ticket.
    id: TicketId,
}

pub(super) fn methods() -> Vec<Method> {
    vec![
        direct(
            "import_file",
            Way::Blocks,
            "Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping. A bad row \
             is in the report and stops nothing. The same file twice changes nothing.",
            import,
        ),
        later(
            "reconcile",
            Way::Network,
            "Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows \
             where they differ, and says what differed.",
            |desk, p: Window| {
                let watch = watch::current();
                desk.reconcile_telling(p.platform, p.shop, p.since, p.until, move |so_far| watch.tell(&so_far))
            },
            |report| report,
        ),
        later(
            "backfill",
            Way::Network,
            "Takes in what a shop has since a time. To go on after a stop, begin at the last `until`.",
            |desk, p: From| {
                let watch = watch::current();
                desk.backfill(p.platform, p.shop, p.since, move |so_far| watch.tell(&so_far))
            },
            |done| done,
        ),
        later(
            "poll",
            Way::Network,
            "Reads what changed at a shop since it was last polled, and takes it in.",
            |desk, p: Shop| desk.poll(p.platform, p.shop),
            |report| report,
        ),
        later(
            "check",
            Way::Read,
            "What the store finds wrong with itself; empty means nothing.",
            |desk, _: Nothing| desk.check(),
            |faults| faults,
        ),
        later(
            "rebuild_counters",
            Way::Read,
            "Counts all counters anew from the rows and puts them in place of what stood there: run it while nothing is written. Gives how many there are.",
            |desk, _: Nothing| desk.rebuild_counters(),
            |wrong| wrong,
        ),
        later(
            "verify_loads",
            Way::Lane,
            "Counts the loads of all agents anew. Each that was not what tickets, tasks and offers add up to is told as the \
             event `load_drifted`, and put right. Gives those; empty means that nothing was wrong. May run while people work.",
            |desk, _: Nothing| desk.verify_loads(),
            |drifts| drifts,
        ),
        later(
            "replay",
            Way::Read,
            "Reads the stored payloads of a ticket again and says where what is stored no longer follows from them.",
            |desk, p: Again| desk.replay(p.id),
            |deviations| deviations,
        ),
        later(
            "rotate_keys",
            Way::Read,
            "Seals what is still under a former key under the present one. Gives how many rows.",
            |desk, _: Nothing| desk.rotate_keys(),
            |rows| rows,
        ),
    ]
}

fn import(desk: TenantDesk, p: Import) -> Result<Report> {
    let rows: Box<dyn BufRead> = match (p.path, p.content) {
        (Some(path), None) => Box::new(BufReader::new(File::open(&path).map_err(|e| {
            Error::new(ErrorKind::NotFound, "the file to import cannot be read")
                .during("desk.import")
                .with("path", path)
                .because(e)
        })?)),
        (None, Some(content)) => Box::new(Memory::new(content.into_bytes())),
        (Some(_), Some(_)) | (None, None) => {
            return Err(Error::malformed("name either a file or its content")
                .during("desk.import")
                .with("field", "path")
                .with("allowed", "path, content"));
        }
    };
    let watch = watch::current();
    let rows = BufReader::new(watch.until_stopped(rows));
    let done = desk.import(p.mapping, rows, p.resume, &p.options, |so_far| watch.tell(so_far));
    let stopped = || watch::stopped("desk.import");
    match done {
        // Reading failed since it was to end: that is no fault of the file.
        Ok(report) if report.stopped.is_some() && watch.is_stopped() => Ok(Report {
            stopped: Some((&stopped()).into()),
            ..report
        }),
        Err(_) if watch.is_stopped() => Err(stopped()),
        other => other,
    }
}
