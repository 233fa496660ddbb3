//! Many routing rules, as a large merchant has them, in our form and as expressions of a general language.
use aftersync_core::lifecycle;
use aftersync_core::model::axes::{Axes, Kind};
use aftersync_core::model::condition::{Attribute, Check, Test, When};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then};
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::ids::{DocketId, TicketId, Uid};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Currency;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::ticket::{Amounts, Assignment, Local, Ticket};
use aftersync_core::model::time::{HOUR, Timestamp};
use aftersync_core::routing::{Ruleset, Subject};
use cel::{Context, Program};
use serde_json::json;

/// Shops the rules know.
const SHOPS: usize = 40;
/// Tags the rules know.
const TAGS: usize = 12;

/// What rule number `n` asks for: a kind, one of three shops, an amount from here on, and every third a tag.
struct Asks {
    kind: Kind,
    shops: [String; 3],
    least: i64,
    tag: Option<String>,
}

fn asks(n: usize) -> Asks {
    let kinds = Kind::ALL;
    let shop = |by: usize| format!("shop-{}", (n * 7 + by * 11) % SHOPS);
    Asks {
        kind: kinds.get(n % kinds.len()).copied().unwrap_or(Kind::Inquiry),
        shops: [shop(0), shop(1), shop(2)],
        least: (n as i64 * 37) % 200 * 100,
        tag: n.is_multiple_of(3).then(|| format!("tag-{}", n % TAGS)),
    }
}

/// A configuration with so many rules.
pub fn config(rules: usize) -> Config {
    let rule = |n: usize| {
        let asks = asks(n);
        let text = |word: &str| CustomValue::Text(word.to_owned());
        let test = |of, is| When::Test(Test::new(of, is));
        let mut parts = vec![
            test(Attribute::Kind, Check::Eq(text(asks.kind.as_str()))),
            test(
                Attribute::Shop,
                Check::In(asks.shops.iter().map(|shop| text(shop)).collect()),
            ),
            test(Attribute::Amount, Check::Ge(CustomValue::Integer(asks.least))),
        ];
        parts.extend(
            asks.tag
                .map(|tag| test(Attribute::Tags, Check::HasAny(vec![text(&tag)]))),
        );
        let then = Then {
            queue: Some("vip".into()),
            ..Then::default()
        };
        Rule::new(format!("rule {n}"), When::All(parts), then)
    };
    Config {
        queues: vec![QueueConfig::new("vip")],
        rules: (0..rules).map(rule).collect(),
        ..Config::default()
    }
}

/// The same rules as expressions.
pub fn expressions(rules: usize) -> Vec<Program> {
    let program = |n: usize| {
        let Asks {
            kind,
            shops: [a, b, c],
            least,
            tag,
        } = asks(n);
        let mut text = format!("kind == '{kind}' && shop in ['{a}', '{b}', '{c}'] && amount >= {least}");
        text.extend(tag.map(|tag| format!(" && '{tag}' in tags")));
        Program::compile(&text).ok()
    };
    (0..rules).filter_map(program).collect()
}

/// Tickets of all kinds and shops, with and without tags; some match an early rule, some a late one, some none.
pub fn tickets() -> Vec<Ticket> {
    (0..64).map(ticket).collect()
}

fn ticket(n: usize) -> Ticket {
    let kind = Kind::ALL.get(n % Kind::ALL.len()).copied().unwrap_or(Kind::Inquiry);
    let axes = Axes::start(kind);
    let at = Timestamp(1_760_000_000_000);
    let headline = lifecycle::headline(&axes);
    Ticket {
        id: TicketId(Uid::digest(&["ticket", &n.to_string()])),
        number: TicketNumber::from_sequence(n as u64 + 1),
        axes,
        headline,
        waiting_on: lifecycle::waiting_on(headline),
        episode: 1,
        opened_at: at,
        changed_at: at.plus(HOUR),
        ended_at: None,
        closed_at: None,
        sources: Vec::new(),
        principal: None,
        docket: DocketId(Uid::ZERO),
        platform: "douyin".into(),
        shop: format!("shop-{}", (n * 5) % (SHOPS + 5)).into(),
        order: None,
        orphan: false,
        channels: Default::default(),
        lines: Vec::new(),
        currency: Currency::CNY,
        amounts: Amounts {
            requested: (n as i64 * 61) % 150 * 100,
            ..Amounts::default()
        },
        refund_legs: Vec::new(),
        issue: IssueType::Damaged,
        reason_code: None,
        reason_text: None,
        account: None,
        show: None,
        host: None,
        room: None,
        sold_at: None,
        parcels: Vec::new(),
        evidence: Vec::new(),
        platform_deadline: None,
        clocks: Default::default(),
        band: 2,
        aged: 0,
        assignment: Assignment::default(),
        first_response_at: None,
        buyer_waits_since: None,
        flags: Default::default(),
        local: Local {
            tags: (0..n % 4)
                .map(|by| format!("tag-{}", (n + by * 5) % (TAGS + 3)))
                .collect(),
            ..Local::default()
        },
        merged_into: None,
    }
}

/// What expressions see of the tickets.
pub fn as_expressions(tickets: &[Ticket]) -> Vec<Context<'static, 'static>> {
    let context = |t: &Ticket| {
        let mut context = Context::default();
        context.add_variable_from_value("kind", t.axes.kind.as_str().to_owned());
        context.add_variable_from_value("shop", t.shop.as_str().to_owned());
        context.add_variable_from_value("amount", t.amounts.requested);
        context.add_variable_from_value("tags", t.local.tags.iter().cloned().collect::<Vec<String>>());
        context
    };
    tickets.iter().map(context).collect()
}

/// Rules and tickets as plain data, for engines of other languages: what each rule asks for, what they see of each ticket, and
/// which rule is found for it.
pub fn as_data(rules: usize) -> serde_json::Value {
    let (config, tickets) = (config(rules), tickets());
    let rule = |n: usize| {
        let Asks {
            kind,
            shops,
            least,
            tag,
        } = asks(n);
        json!({"kind": kind.as_str(), "shops": shops, "least": least, "tag": tag})
    };
    let seen = |t: &Ticket| {
        json!({
            "kind": t.axes.kind.as_str(), "shop": t.shop.as_str(), "amount": t.amounts.requested, "tags": t.local.tags,
        })
    };
    let compiled = Ruleset::new(&config);
    let found = |t: &Ticket| compiled.matching(&Subject::from(t).at(t.changed_at, &config)).winner;
    json!({
        "rules": (0..rules).map(rule).collect::<Vec<_>>(),
        "tickets": tickets.iter().map(seen).collect::<Vec<_>>(),
        "found": tickets.iter().map(found).collect::<Vec<_>>(),
    })
}
