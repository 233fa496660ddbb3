//! From the desk's own figures to what people read.
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use aftersync::model::labels::Lang;
use aftersync::model::notice::Notice;
use aftersync::model::product::Product;
use aftersync::{
    AnyEvent, CounterQuery, Cursor, Dim, EventBody, Grain, Headline, IssueType, ProductId, TenantDesk, Ticket, Uid,
    Versioned, rate_table,
};

use super::Result;
use super::accounting::{Accounts, tickets};
use super::cast::{START, host_name};
use super::clocks::Clocks;
use super::evening::Evening;
use super::office::MERCHANT;
use super::outcome::{Count, Outcome, Rate, Speed, Work};
use super::routed::Given;
use super::tasks;

/// A simulated time as people say it.
pub(super) fn when(ms: i64) -> String {
    let minutes = (ms - START) / 60_000 + 19 * 60;
    let (day, minute) = (minutes.div_euclid(1_440) + 1, minutes.rem_euclid(1_440));
    format!("day {day}, {:02}:{:02}", minute / 60, minute % 60)
}

/// Gathers everything.
pub(super) fn gather(evening: &Evening, accounts: Accounts, took: Duration) -> Result<Outcome> {
    let desk = evening.office.desk()?;
    let all = tickets(&desk)?;
    let log = Log::read(&desk)?;
    let ledger = &evening.ledger;
    let sources: usize = all.iter().map(|t| t.item.sources.len()).sum();
    let calls = evening.sites.iter().flat_map(|site| site.fake.counts().into_values());
    let calls: u64 = calls.map(|c| c.calls).sum();
    let jobs = ledger.jobs.iter();
    let jobs: BTreeMap<String, [usize; 4]> = jobs
        .map(|(kind, t)| (kind.as_str().to_owned(), [t.done, t.retried, t.in_doubt, t.failed]))
        .collect();
    let carried: usize = jobs.values().flatten().sum();
    let facts = log.facts + ledger.duplicates;
    let counters = |dim| counters(&desk, dim);
    let routed = log.given.routed(evening, &all);
    let all_sold = counters(Dim::All)?;
    let with_all = |dim| -> Result<Vec<_>> { Ok(counters(dim)?.into_iter().chain(all_sold.clone()).collect()) };
    Ok(Outcome {
        clean: accounts.clean(),
        seed: evening.options.seed,
        orders: evening.options.size,
        platform_after_sales: evening.sites.iter().map(|site| site.fake.truth().len()).sum(),
        platforms: evening.options.platforms.iter().map(|it| it.word()).collect(),
        tickets: all.len(),
        joined: sources - all.len(),
        joined_across_channels: log.joined_across,
        duplicates_dropped: ledger.duplicates + ledger.pushes.duplicated,
        customers_merged: log.customers_merged,
        lost: accounts.lost,
        double_refunds: accounts.double_refunds,
        states_agree: accounts.states_agree,
        stopped_and_started: ledger.stops,
        read_back: ledger.jobs.values().map(|t| t.in_doubt as u64).sum(),
        states: states(&all),
        first_response: speed(&all, |t| Some(t.first_response_at?.since(t.opened_at))),
        resolution: speed(&all, |t| Some(t.ended_at?.since(t.opened_at))),
        tasks: log.tasks.by_group(&desk)?,
        people: log.tasks.people(evening, &routed.shares),
        routed,
        scans: tasks::scans(evening),
        stock: tasks::stock(evening, &desk)?,
        attained: log.clocks.attained(&all),
        escalated: log.clocks.rungs(),
        by_policy: log.by_policy,
        explained: ledger.explained.clone(),
        pushed_back: log.done,
        refused_by_platform: log.failed,
        in_console: ledger.console,
        notices: notices(&ledger.notices),
        replies: ledger.replies,
        commands: ledger.commands.clone(),
        commands_refused: ledger.refused.clone(),
        commands_repeated: ledger.repeated,
        by_agent: ledger.by_agent.clone(),
        by_product: rates(&with_all(Dim::Product)?, Dim::Product, |member| product(&desk, member)),
        by_host: rates(&with_all(Dim::Host)?, Dim::Host, host_name),
        by_issue: rates(&with_all(Dim::Issue)?, Dim::Issue, issue),
        pushes: pushes(evening),
        jobs,
        work: Work {
            seconds: took.as_secs_f64(),
            facts,
            events: log.events,
            jobs: carried as u64,
            calls,
            facts_per_second: facts as f64 / took.as_secs_f64().max(0.001),
        },
        accounts,
    })
}

/// What the log of events tells.
#[derive(Default)]
struct Log {
    events: u64,
    facts: u64,
    customers_merged: u64,
    joined_across: usize,
    done: BTreeMap<String, u64>,
    failed: BTreeMap<String, u64>,
    by_policy: BTreeMap<String, u64>,
    given: Given,
    clocks: Clocks,
    tasks: tasks::Log,
}

impl Log {
    fn read(desk: &TenantDesk) -> Result<Self> {
        let mut log = Self::default();
        let mut homes = BTreeMap::new();
        let mut since = Cursor::default();
        loop {
            let page = desk.events(since, 0).wait()?;
            if page.events.is_empty() {
                return Ok(log);
            }
            since = page.next;
            for recorded in page.events {
                log.events += 1;
                let (ticket, at) = (recorded.event.ticket, recorded.event.at);
                let AnyEvent::Known(body) = recorded.event.body else {
                    continue;
                };
                match body {
                    EventBody::TicketOpened { platform, .. } => {
                        homes.insert(recorded.event.ticket, platform);
                    }
                    EventBody::SourceJoined { platform, object, .. } => {
                        log.facts += u64::from(object == "aftersale");
                        let home = homes.get(&recorded.event.ticket);
                        log.joined_across += usize::from(home.is_some_and(|home| *home != platform));
                    }
                    EventBody::SourceUpdated { .. }
                    | EventBody::SourceStale { .. }
                    | EventBody::OrderUpdated { .. }
                    | EventBody::MessageAdded { .. } => log.facts += 1,
                    EventBody::Enqueued { .. } => ticket.into_iter().for_each(|t| log.given.enqueued(t, at)),
                    EventBody::Assigned { agent, by_hand, .. } => {
                        ticket
                            .into_iter()
                            .for_each(|t| log.given.assigned(t, agent, by_hand, at));
                    }
                    EventBody::TaskMoved {
                        task,
                        task_kind,
                        to,
                        agent,
                        ..
                    } => log.tasks.moved(task, task_kind, to, agent, at),
                    EventBody::TaskOverdue { task, .. } => log.tasks.overdue(task),
                    EventBody::ClockPassed { clock, breached: true } => {
                        ticket.into_iter().for_each(|t| log.clocks.late(t, clock));
                    }
                    EventBody::Escalated { rung, .. } => log.clocks.escalated(rung),
                    EventBody::PolicyApplied { policy, .. } => *log.by_policy.entry(policy).or_default() += 1,
                    EventBody::BotHandedOff { reason, .. } => log.given.handed_off(ticket, reason.as_str(), at),
                    EventBody::CustomersMerged { .. } => log.customers_merged += 1,
                    EventBody::ActionDone { verb, .. } => *log.done.entry(verb).or_default() += 1,
                    EventBody::ActionFailed { verb, .. } => *log.failed.entry(verb).or_default() += 1,
                    _ => {}
                }
            }
        }
    }
}

fn states(all: &[Versioned<Ticket>]) -> Vec<Count> {
    let count = |h: &Headline| all.iter().filter(|t| t.item.headline == *h).count() as u64;
    let row = |h: &Headline| Count {
        word: h.as_str().to_owned(),
        label: (h.label(Lang::Zh).to_owned(), h.label(Lang::En).to_owned()),
        count: count(h),
    };
    Headline::ALL.iter().map(row).filter(|row| row.count > 0).collect()
}

fn notices(counted: &BTreeMap<String, u64>) -> Vec<Count> {
    let row = |(word, count): (&String, &u64)| {
        let label = Notice::parse(word).map_or_else(Default::default, |n| {
            (n.label(Lang::Zh).to_owned(), n.label(Lang::En).to_owned())
        });
        Count {
            word: word.clone(),
            label,
            count: *count,
        }
    };
    counted.iter().map(row).collect()
}

fn speed(all: &[Versioned<Ticket>], of: impl Fn(&Ticket) -> Option<i64>) -> Speed {
    let mut times: Vec<i64> = all.iter().filter_map(|t| of(&t.item)).map(|ms| ms.max(0)).collect();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 10).copied().unwrap_or_default();
    Speed {
        tickets: times.len(),
        median_ms: at(5),
        p90_ms: at(9),
    }
}

fn counters(desk: &TenantDesk, dim: Dim) -> Result<Vec<(aftersync::CounterId, i64)>> {
    let query = CounterQuery {
        grain: Grain::Day,
        from: i32::MIN,
        to: i32::MAX,
        dim,
        member: None,
    };
    Ok(desk.counters(query).wait()?)
}

fn rates(counters: &[(aftersync::CounterId, i64)], dim: Dim, name: impl Fn(&str) -> String) -> Vec<Rate> {
    let rows = rate_table(counters, dim).into_iter();
    rows.map(|row| Rate {
        name: name(&row.member),
        sold: row.sold_units,
        tickets: row.tickets,
        refunds: row.refunds,
        refunded: row.refunded,
        returns: row.returns,
        return_permille: row.return_permille,
        refund_permille: row.refund_permille,
    })
    .collect()
}

fn product(desk: &TenantDesk, member: &str) -> String {
    let id = member.parse::<Uid>().ok().map(ProductId);
    let found = id.and_then(|id| desk.row::<Product>(id).wait().ok().flatten());
    found.map_or_else(|| member.to_owned(), |row| row.item.title)
}

fn issue(member: &str) -> String {
    let labels = IssueType::parse(member).map(IssueType::labels);
    labels.map_or_else(|| member.to_owned(), |(zh, en)| format!("{zh} {en}"))
}

fn pushes(evening: &Evening) -> BTreeMap<String, u64> {
    let p = &evening.ledger.pushes;
    let rows = [
        ("requests", p.requests),
        ("lost", p.lost),
        ("repeated", p.duplicated),
        ("not_acknowledged", p.failed),
        ("given_up", p.gave_up),
        ("forged", p.forged),
        ("forged_refused", p.forged_refused),
    ];
    rows.into_iter().map(|(name, n)| (name.to_owned(), n)).collect()
}

/// How to look into the file with any SQL shell: a command that works as it stands.
pub fn query(db: &Path) -> String {
    format!(
        "sqlite3 -readonly -box {} \"SELECT number, kind, headline, requested_minor, refunded_minor, sources, opened_at_iso \
         FROM v_ticket WHERE tenant = '{MERCHANT}' AND merged_into IS NULL ORDER BY refunded_minor DESC LIMIT 10\"",
        db.display()
    )
}

/// Everything as tables.
pub fn tables(outcome: &Outcome) -> String {
    super::tables::all(outcome)
}
