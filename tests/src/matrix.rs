//! What works where, as tables for the README: asked from the adapters themselves, without any network.
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::order::Attribution;
use aftersync_core::platform::{Capabilities, Support, WaysIn};
use aftersync_testkit::adapter_suite::Subject;

use crate::subjects;

/// Where the tables begin in a document.
pub const BEGIN: &str = "<!-- support matrix: written by `cargo run -p aftersync-tests --bin matrix` -->";
/// Where they end.
pub const END: &str = "<!-- end of support matrix -->";

const YES: &str = "✓";
const SWITCH: &str = "○";
const NO: &str = "–";

/// All tables, with a legend.
pub fn render() -> String {
    let subjects = subjects::all();
    let tables = [
        table("News", &subjects, &news()),
        table("Kinds of after-sale", &subjects, &kinds()),
        table("What a platform can be told", &subjects, &actions()),
        table("People", &subjects, &people()),
    ];
    let legend = format!(
        "{YES} confirmed by independent sources · {SWITCH} unconfirmed: off until its switch is on · \
         {YES} {SWITCH} confirmed for some after-sales, behind a switch for others · {NO} not offered by the platform, or not known"
    );
    format!("{}\n\n{legend}\n", tables.join("\n\n"))
}

/// The document with the tables between its markers; `None` when it has no markers.
pub fn placed(document: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{}\n{END}{after}", render()))
}

/// A row: what it is about, and what it says of one platform.
type Row = (String, Box<dyn Fn(&Subject) -> String>);

fn row(name: &str, says: impl Fn(&Subject) -> String + 'static) -> Row {
    (name.to_owned(), Box::new(says))
}

fn declared(name: &str, says: impl Fn(&Capabilities) -> String + 'static) -> Row {
    row(name, move |subject| says(subject.adapter.capabilities()))
}

fn table(name: &str, subjects: &[Subject], rows: &[Row]) -> String {
    let platforms: Vec<String> = subjects
        .iter()
        .map(|subject| subject.adapter.platform().to_string())
        .collect();
    let mut lines = vec![
        format!("| {name} | {} |", platforms.join(" | ")),
        format!("| --- |{}", " --- |".repeat(platforms.len())),
    ];
    for (name, says) in rows {
        let cells: Vec<String> = subjects.iter().map(says).collect();
        lines.push(format!("| {name} | {} |", cells.join(" | ")));
    }
    lines.join("\n")
}

fn sign(yes: bool) -> String {
    if yes { YES } else { NO }.to_owned()
}

fn words(word: &str) -> String {
    word.replace('_', " ")
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = words.collect();
    if all.is_empty() { NO.to_owned() } else { all.join(", ") }
}

fn news() -> Vec<Row> {
    vec![
        declared("pushed messages", |can| {
            match can.webhook {
                WaysIn::VerifiedWebhook => "proven and complete",
                WaysIn::HintWebhook => "as hints: signed, then read again",
                WaysIn::None => NO,
            }
            .to_owned()
        }),
        row("age of a push is checked", |subject| {
            sign(subject.signer.as_ref().is_some_and(|signer| signer.fresh_ms.is_some()))
        }),
        declared("polled by time of change", |can| sign(can.poll)),
        row("after-sales that are read", |subject| {
            let marked = |it: &&str| match subject.behind_switch.contains(it) {
                true => format!("{} {SWITCH}", words(it)),
                false => words(it),
            };
            listed(subject.adapter.capabilities().after_sales.iter().map(marked))
        }),
        declared("other objects that are read", |can| {
            listed(
                can.detail
                    .iter()
                    .filter(|it| !can.after_sales.contains(it))
                    .map(|it| words(it)),
            )
        }),
        declared("tokens are renewed", |can| sign(can.tokens_expire)),
        row("page of consent", |subject| sign(subject.consent.is_some())),
    ]
}

fn kinds() -> Vec<Row> {
    let kind = |kind: Kind| declared(&words(kind.as_str()), move |can| sign(can.kinds.contains(&kind)));
    Kind::ALL.iter().map(|it| kind(*it)).collect()
}

fn actions() -> Vec<Row> {
    let verb = |verb: ActionVerb| row(&words(verb.as_str()), move |subject| told(subject, verb).to_owned());
    ActionVerb::ALL.iter().map(|it| verb(*it)).collect()
}

/// Whether a verb can be told: each sample is tried without any switch.
fn told(subject: &Subject, verb: ActionVerb) -> &'static str {
    let deeds = || subject.deeds.iter().filter(|deed| deed.action.verb == verb);
    let works = |deed: &&_| {
        let deed: &aftersync_testkit::adapter_suite::Deed = deed;
        subject.adapter.action_request(&subject.call(), &deed.action).is_ok()
    };
    match (
        subject.adapter.capabilities().action(verb),
        deeds().filter(works).count(),
    ) {
        (Support::Unsupported, _) => NO,
        (_, 0) => SWITCH,
        (_, n) if n == deeds().count() => YES,
        _ => "✓ ○",
    }
}

fn people() -> Vec<Row> {
    vec![
        declared("messages to buyers", |can| sign(can.chat)),
        declared("reasons for a refusal are listed", |can| sign(can.reasons)),
        declared("host who sold a line", |can| {
            match can.live {
                Attribution::ByPlatform => "named by the platform",
                Attribution::ByRoom => "by the room that the platform names",
                Attribution::ByTime => "by the time of the order",
                Attribution::Unknown => NO,
            }
            .to_owned()
        }),
        declared("ids of buyers, and where each is the same", |can| {
            let one = |key: &aftersync_core::platform::IdentityKey| {
                let sure = if key.support == Support::Confirmed { "" } else { " ○" };
                let joins = if key.linkable { ", joins platforms" } else { "" };
                format!("`{}` ({}{joins}){sure}", key.name, key.scope)
            };
            listed(can.identity.iter().map(one))
        }),
    ]
}
