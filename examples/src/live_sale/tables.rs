//! Plain tables for a terminal: columns that line up, also where Chinese letters are twice as wide.
use std::collections::BTreeMap;
use std::fmt::Write;

use super::outcome::{Outcome, Rate, Speed};

/// The whole report.
pub(super) fn all(o: &Outcome) -> String {
    let mut out = String::new();
    states(&mut out, o);
    joins(&mut out, o);
    speeds(&mut out, o);
    routed(&mut out, o);
    house(&mut out, o);
    pushed_back(&mut out, o);
    rates(&mut out, "Returns and refunds by article 商品退货退款率", &o.by_product);
    rates(&mut out, "Returns and refunds by host 主播退货退款率", &o.by_host);
    rates(&mut out, "Returns and refunds by problem 问题类型", &o.by_issue);
    counts(&mut out, "Who did how much 工作量", &o.by_agent);
    accounts(&mut out, o);
    let w = &o.work;
    let _ = writeln!(
        out,
        "\n{:.1} s: {} facts ({:.0}/s), {} events, {} jobs, {} calls over HTTP",
        w.seconds, w.facts, w.facts_per_second, w.events, w.jobs, w.calls
    );
    out
}

fn title(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{text}\n{}", "─".repeat(width(text)));
}

fn states(out: &mut String, o: &Outcome) {
    title(out, "Tickets by state 工单状态");
    for row in &o.states {
        let _ = writeln!(
            out,
            "  {} {} {:>6}",
            cell(&row.label.0, 14),
            cell(&row.label.1, 24),
            row.count
        );
    }
}

fn joins(out: &mut String, o: &Outcome) {
    title(out, "One ticket per problem 一事一单");
    let rows: [(&str, u64); 7] = [
        ("after-sales on the platform", o.platform_after_sales as u64),
        ("tickets on the desk", o.tickets as u64),
        ("sources that joined an open ticket", o.joined as u64),
        ("  of these from another channel", o.joined_across_channels as u64),
        ("customers recognised as the same person", o.customers_merged),
        ("repeated pushes and messages dropped", o.duplicates_dropped),
        ("actions in doubt that were read back", o.read_back),
    ];
    for (what, n) in rows {
        let _ = writeln!(out, "  {} {n:>6}", cell(what, 42));
    }
}

fn speeds(out: &mut String, o: &Outcome) {
    title(out, "How fast 时效");
    for (what, s) in [
        ("first response 首次响应", &o.first_response),
        ("resolution 处理完成", &o.resolution),
    ] {
        let Speed {
            tickets,
            median_ms,
            p90_ms,
        } = s;
        let (half, most) = (duration(*median_ms), duration(*p90_ms));
        let _ = writeln!(
            out,
            "  {} half within {half:>9}, nine of ten within {most:>9} ({tickets} tickets)",
            cell(what, 24)
        );
    }
}

fn routed(out: &mut String, o: &Outcome) {
    let r = &o.routed;
    title(out, "How tickets reached people 派单");
    let rows: [(&str, u64); 8] = [
        ("tickets that somebody had", r.given as u64),
        ("  of these in the moment they came", r.at_once as u64),
        ("given out once more", r.again),
        ("passed on by hand", r.by_hand),
        ("answered by the bot alone", r.bot_alone as u64),
        ("left to people by the bot", r.handed_off.values().sum()),
        ("given to somebody who may not approve them", r.beyond_limit as u64),
        ("open tickets that wait for somebody", r.to_nobody as u64),
    ];
    for (what, n) in rows {
        let _ = writeln!(out, "  {} {n:>6}", cell(what, 42));
    }
    for (what, waited) in [
        ("for their first person", &r.people),
        ("for one after the bot", &r.after_bot),
    ] {
        let (half, most) = (duration(waited.median_ms), duration(waited.p90_ms));
        let what = cell(what, 24);
        let _ = writeln!(
            out,
            "  {what} {:>6} waited: half up to {half}, nine of ten up to {most}",
            waited.tickets
        );
    }
    title(out, "Clocks kept 时限达成");
    for row in &o.attained {
        let permille = row.met * 1_000 / (row.met + row.missed).max(1);
        let (met, missed, running) = (row.met, row.missed, row.running);
        let moot = match row.moot {
            0 => String::new(),
            moot => format!(", {moot} ended before anybody answered"),
        };
        let _ = writeln!(
            out,
            "  {} {:>5}.{} %  ({met} in time, {missed} late, {running} still run{moot})",
            cell(&row.clock, 24),
            permille / 10,
            permille % 10
        );
    }
    for (rung, n) in &o.escalated {
        let _ = writeln!(out, "  {} {n:>6}", cell(&format!("escalated: {rung}"), 42));
    }
    if !o.explained.is_empty() {
        title(out, "Why one ticket is where it is 派单说明");
    }
    for line in &o.explained {
        let _ = writeln!(out, "  {line}");
    }
}

fn house(out: &mut String, o: &Outcome) {
    title(out, "Warehouse and quality check 仓库与质检");
    for row in &o.tasks {
        let (opened, done, cancelled, open) = (row.opened, row.done, row.cancelled, row.open);
        let _ = writeln!(
            out,
            "  {} {opened:>6} opened: {done} done, {cancelled} no longer needed, {open} open, {} overdue",
            cell(&row.group, 8),
            row.overdue
        );
        let wait = duration(row.wait_median_ms);
        let _ = writeln!(
            out,
            "  {} {:>6} given out at once, {} after a wait (half within {wait}), {} to nobody",
            cell("", 8),
            row.at_once,
            row.after_a_wait,
            row.to_nobody
        );
    }
    let (s, stock) = (&o.scans, &o.stock);
    let rows: [(&str, u64); 9] = [
        ("parcels scanned", s.parcels),
        ("  scans that led to a ticket", s.expected),
        ("  to an order of which nothing is asked back", s.no_request),
        ("  of a number nobody knows", s.unknown),
        ("    the right return was the first candidate", s.first_candidate_right),
        ("parcels taken in as a task", s.taken_in),
        ("parcels taken in unannounced", s.unannounced),
        ("articles counted", stock.articles),
        ("replacements that waited for goods", stock.waited_for),
    ];
    for (what, n) in rows {
        let _ = writeln!(out, "  {} {n:>6}", cell(what, 46));
    }
}

fn pushed_back(out: &mut String, o: &Outcome) {
    title(out, "Pushed back to platform and buyers 回传");
    for (policy, n) in &o.by_policy {
        let _ = writeln!(
            out,
            "  {} {n:>6}",
            cell(&format!("decided by the policy: {policy}"), 42)
        );
    }
    for (verb, n) in &o.pushed_back {
        let _ = writeln!(out, "  {} {n:>6}", cell(verb, 42));
    }
    for (verb, n) in &o.refused_by_platform {
        let _ = writeln!(
            out,
            "  {} {n:>6}",
            cell(&format!("{verb}, refused: the platform had moved on"), 42)
        );
    }
    let _ = writeln!(
        out,
        "  {} {:>6}",
        cell("in the platform's own console", 42),
        o.in_console
    );
    for row in &o.notices {
        let _ = writeln!(
            out,
            "  {} {:>6}",
            cell(&format!("notice {} {}", row.label.0, row.label.1), 42),
            row.count
        );
    }
    let _ = writeln!(out, "  {} {:>6}", cell("answers in chats", 42), o.replies);
}

fn rates(out: &mut String, text: &str, rows: &[Rate]) {
    title(out, text);
    let _ = writeln!(
        out,
        "  {} {:>6} {:>8} {:>8} {:>7} {:>8} {:>7} {:>26}",
        cell("", 30),
        "sold",
        "tickets",
        "returns",
        "rate",
        "refunds",
        "rate",
        "refunded"
    );
    for row in rows {
        let (back, paid) = (percent(row.return_permille), percent(row.refund_permille));
        let money: Vec<String> = row.refunded.iter().map(ToString::to_string).collect();
        let money = money.join(" + ");
        let _ = writeln!(
            out,
            "  {} {:>6} {:>8} {:>8} {back:>7} {:>8} {paid:>7} {money:>26}",
            cell(&row.name, 30),
            row.sold,
            row.tickets,
            row.returns,
            row.refunds
        );
    }
}

fn percent(permille: Option<i64>) -> String {
    permille.map_or_else(|| "-".to_owned(), |p| format!("{}.{}%", p / 10, p % 10))
}

fn counts(out: &mut String, text: &str, rows: &BTreeMap<String, u64>) {
    title(out, text);
    for (name, n) in rows {
        let _ = writeln!(out, "  {} {n:>6}", cell(name, 42));
    }
}

fn accounts(out: &mut String, o: &Outcome) {
    title(out, "The accounting 对账");
    for line in &o.accounts.lines {
        let mark = if line.wrong == 0 { "✓" } else { "✗" };
        let _ = writeln!(out, "  {mark} {} {:>6}", cell(&line.what, 50), line.looked_at);
        for example in &line.examples {
            let _ = writeln!(out, "      {example}");
        }
    }
    let verdict = if o.clean {
        "✓ clean 账目一致"
    } else {
        "✗ not clean 账目不符"
    };
    let _ = writeln!(out, "  {verdict}");
}

/// A text of at least that many columns.
fn cell(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// Columns a text takes: letters of East Asia take two.
fn width(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}');
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

fn duration(ms: i64) -> String {
    let minutes = ms / 60_000;
    match minutes {
        0 => format!("{} s", ms / 1_000),
        1..=119 => format!("{minutes} min"),
        120..=2_879 => format!("{}.{} h", minutes / 60, minutes % 60 / 6),
        _ => format!("{}.{} d", minutes / 1_440, minutes % 1_440 / 144),
    }
}
