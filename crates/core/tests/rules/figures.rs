use std::collections::BTreeMap;

use aftersync_core::insight::{of_order, of_ticket, order_change, rate_table, sold_on, ticket_change};
use aftersync_core::model::axes::{CancelReason, Decision, Headline, Kind};
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::ids::{AgentId, QueueId, ShowId, TicketId, Uid};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::{LineFacts, Order, OrderState};
use aftersync_core::model::ticket::{Clock, ClockKind, Ticket};
use aftersync_core::model::time::{DAY, MINUTE, Timestamp};
use proptest::prelude::*;

use crate::fixture::{OPENED, in_headline, line, product, ticket};

type Counters = BTreeMap<CounterId, i64>;

const ZONE: i32 = 480;
const SOLD: Timestamp = Timestamp(OPENED.0 - 40 * DAY);

fn on(counters: &Counters, at: Timestamp, dim: Dim, member: &str, metric: Metric) -> i64 {
    on_in(counters, at, dim, member, metric, Currency::CNY)
}

fn on_in(counters: &Counters, at: Timestamp, dim: Dim, member: &str, metric: Metric, currency: Currency) -> i64 {
    let id = |grain, period| CounterId {
        grain,
        period,
        dim,
        member: member.to_owned(),
        metric,
        currency: metric.is_money().then_some(currency),
    };
    let day = at.day(ZONE);
    let by_day = counters.get(&id(Grain::Day, day.0)).copied().unwrap_or(0);
    let by_month = counters.get(&id(Grain::Month, day.month())).copied().unwrap_or(0);
    assert_eq!(by_day, by_month, "{dim} {member} {metric}");
    by_day
}

fn full() -> Ticket {
    let mut ticket = in_headline(&ticket(Kind::ReturnRefund), Headline::Refunded, OPENED.plus(3 * DAY));
    ticket.lines = vec![line("a", 1, 100), line("b", 2, 300)];
    ticket.amounts.refunded = 402;
    ticket.host = Some("li".into());
    ticket.show = Some(ShowId(Uid::ZERO));
    ticket.assignment.queue = Some(QueueId::of("returns"));
    ticket.assignment.last_agent = Some(AgentId::of("amy"));
    ticket.first_response_at = Some(OPENED.plus(5 * MINUTE));
    ticket
}

#[test]
fn a_ticket_counts_once_per_member_and_its_money_adds_up() {
    let counters = of_ticket(&full(), Some(SOLD), Some("room1"), ZONE);
    let sold = |dim, member: &str, metric| on(&counters, SOLD, dim, member, metric);
    let (a, b) = (product("a").to_string(), product("b").to_string());
    for (dim, member) in [
        (Dim::All, "all".to_owned()),
        (Dim::Platform, "douyin".to_owned()),
        (Dim::Shop, "douyin|4463".to_owned()),
        (Dim::Sku, "douyin|4463|a".to_owned()),
        (Dim::Room, "douyin|room1".to_owned()),
        (Dim::Host, "li".to_owned()),
        (Dim::Show, Uid::ZERO.to_string()),
        (Dim::Issue, "damaged".to_owned()),
        (Dim::Product, a.clone()),
        (Dim::HostProduct, format!("li|{a}")),
        (Dim::ProductIssue, format!("{b}|damaged")),
        (Dim::HostIssue, "li|damaged".to_owned()),
    ] {
        assert_eq!(sold(dim, &member, Metric::RefundsBySale), 1, "{dim} {member}");
        assert_eq!(sold(dim, &member, Metric::ReturnsBySale), 1, "{dim} {member}");
        assert_eq!(on(&counters, OPENED, dim, &member, Metric::Opened), 1, "{dim} {member}");
    }
    assert_eq!(sold(Dim::All, "all", Metric::RefundMinorBySale), 402);
    assert_eq!(sold(Dim::Product, &a, Metric::RefundMinorBySale), 101);
    assert_eq!(sold(Dim::Product, &b, Metric::RefundMinorBySale), 301);
    assert_eq!(sold(Dim::All, "all", Metric::UnitsBySale), 3);
    assert_eq!(sold(Dim::Product, &b, Metric::UnitsBySale), 2);
}

#[test]
fn the_people_have_the_workload_and_no_sales() {
    let counters = of_ticket(&full(), Some(SOLD), None, ZONE);
    let amy = AgentId::of("amy").to_string();
    let opened = |metric| on(&counters, OPENED, Dim::Agent, &amy, metric);
    assert_eq!(opened(Metric::Responded), 1);
    assert_eq!(opened(Metric::ResponseMs), 5 * MINUTE);
    assert_eq!(opened(Metric::Response2), 1);
    let ended = OPENED.plus(3 * DAY);
    assert_eq!(on(&counters, ended, Dim::Agent, &amy, Metric::Ended), 1);
    assert_eq!(on(&counters, ended, Dim::Agent, &amy, Metric::ResolutionMs), 3 * DAY);
    let people = counters.keys().filter(|id| matches!(id.dim, Dim::Agent | Dim::Queue));
    assert!(people.into_iter().all(|id| !id.metric.as_str().ends_with("_by_sale")));
}

#[test]
fn what_came_to_nothing_is_no_return_and_what_was_merged_is_nothing() {
    let returns = |change: fn(&mut Ticket)| {
        let mut ticket = full();
        change(&mut ticket);
        let counters = of_ticket(&ticket, Some(SOLD), None, ZONE);
        let all = |metric| on(&counters, SOLD, Dim::All, "all", metric);
        (
            all(Metric::TicketsBySale),
            all(Metric::ReturnsBySale),
            all(Metric::ExchangesBySale),
        )
    };
    assert_eq!(returns(|_| ()), (1, 1, 0));
    assert_eq!(returns(|t| t.axes.kind = Kind::Exchange), (1, 0, 1));
    assert_eq!(returns(|t| t.axes.decision = Decision::Rejected), (1, 0, 0));
    assert_eq!(returns(|t| t.axes.cancel_reason = CancelReason::Buyer), (1, 0, 0));
    assert_eq!(returns(|t| t.merged_into = Some(TicketId(Uid::ZERO))), (0, 0, 0));
    let merged = Ticket {
        merged_into: Some(TicketId(Uid::ZERO)),
        ..full()
    };
    assert!(of_ticket(&merged, Some(SOLD), None, ZONE).is_empty());
    let unknown = of_ticket(&full(), None, None, ZONE);
    assert!(unknown.keys().all(|id| !id.metric.as_str().ends_with("_by_sale")));
}

#[test]
fn a_clock_that_was_met_too_late_is_a_breach() {
    let breaches = |ran_ms: i64, breached: bool| {
        let clock = Clock {
            started_at: OPENED,
            target_ms: 100,
            ran_ms,
            running_since: None,
            met_at: Some(OPENED),
            breached,
            warned: false,
            cycle: 1,
            moments: None,
            hours: None,
        };
        let mut ticket = full();
        ticket.clocks.insert(ClockKind::Decision, clock);
        on(
            &of_ticket(&ticket, None, None, ZONE),
            OPENED,
            Dim::All,
            "all",
            Metric::Breaches,
        )
    };
    assert_eq!(
        (breaches(99, false), breaches(100, false), breaches(0, true)),
        (0, 1, 1)
    );
}

#[test]
fn response_buckets_are_four_times_wider_each() {
    let bucket = |ms: i64| {
        let mut ticket = full();
        ticket.first_response_at = Some(OPENED.plus(ms));
        let counters = of_ticket(&ticket, None, None, ZONE);
        let mut words = counters
            .keys()
            .filter(|id| id.dim == Dim::All)
            .map(|id| id.metric.as_str());
        words
            .rfind(|word| word.starts_with("response_") && *word != "response_ms")
            .unwrap()
    };
    let edges = [1, 4, 16, 64, 256].map(|minutes| minutes * MINUTE);
    for (at, edge) in edges.into_iter().enumerate() {
        assert_eq!(bucket(edge - 1), format!("response_{at}"));
        assert_eq!(bucket(edge), format!("response_{}", at + 1));
    }
    assert_eq!(bucket(-5), "response_0", "clocks of others may be behind");
}

fn order() -> Order {
    let line = |id: &str, quantity: u32, fen: i64| {
        serde_json::json!({
            "external_id": id, "sku": id, "title": "", "quantity": quantity, "room": "r|1",
            "paid": { "minor": fen, "currency": "CNY" }, "host": { "id": "wang" },
        })
    };
    let snapshot = serde_json::from_value(serde_json::json!({
        "external_id": "1", "state": "paid", "paid": { "minor": 900, "currency": "CNY" },
        "lines": [line("a", 2, 500), line("b", 1, 300), line("a", 1, 100)], "created_at": SOLD.0 - DAY, "paid_at": SOLD.0,
    }));
    Order {
        platform: "douyin".into(),
        shop: "4463".into(),
        snapshot: snapshot.unwrap(),
        revision: Default::default(),
        account: None,
        lines: vec![LineFacts {
            product: Some(product("a")),
            host: Some("li".into()),
            ..LineFacts::default()
        }],
        custom: Vec::new(),
    }
}

#[test]
fn an_order_counts_what_was_sold_when_it_was_paid() {
    let mut order = order();
    let counters = of_order(&order, ZONE);
    let sold = |dim, member: &str| {
        let units = on(&counters, SOLD, dim, member, Metric::SoldUnits);
        (units, on(&counters, SOLD, dim, member, Metric::SoldMinor))
    };
    assert_eq!(sold(Dim::All, "all"), (4, 900));
    assert_eq!(sold(Dim::Sku, "douyin|4463|a"), (3, 600));
    assert_eq!(
        sold(Dim::Room, "douyin|r¦1"),
        (4, 900),
        "a bar in a name does not look like a pair"
    );
    assert_eq!(sold(Dim::Host, "li"), (2, 500), "what we worked out");
    assert_eq!(sold(Dim::Host, "wang"), (2, 400), "what the platform says");
    assert_eq!(sold(Dim::HostProduct, &format!("li|{}", product("a"))), (2, 500));
    order.snapshot.state = OrderState::Cancelled;
    assert_eq!(of_order(&order, ZONE), counters, "a cancelled sale was a sale");
    order.snapshot.paid_at = None;
    assert_eq!((sold_on(&order), of_order(&order, ZONE).len()), (None, 0));
    order.snapshot.state = OrderState::Shipped;
    assert_eq!(sold_on(&order), Some(SOLD.plus(-DAY)));
}

#[test]
fn an_order_that_changes_takes_its_figures_along() {
    let (first, mut second) = (order(), order());
    second.lines[0].host = Some("zhao".into());
    second.snapshot.lines[1].quantity = 5;
    second.snapshot.lines.remove(2);
    let mut kept = of_order(&first, ZONE);
    apply(&mut kept, order_change(Some(&first), &second, ZONE));
    assert_eq!(kept, of_order(&second, ZONE));
    assert_eq!(order_change(Some(&second), &second, ZONE), vec![]);
}

#[test]
fn rates_are_of_what_was_sold() {
    let mut rows: Vec<(CounterId, i64)> = of_order(&order(), ZONE).into_iter().collect();
    rows.extend(of_ticket(&full(), Some(SOLD), None, ZONE));
    rows.retain(|(id, _)| id.grain == Grain::Day);
    let table = rate_table(&rows, Dim::Product);
    let (a, b) = (product("a").to_string(), product("b").to_string());
    assert_eq!(
        (table[0].member.as_str(), table[0].refund_permille),
        (a.as_str(), Some(500))
    );
    assert_eq!(
        (table[0].sold_units, &table[0].sold[..], &table[0].refunded[..]),
        (2, &[Money::cny(500)][..], &[Money::cny(101)][..])
    );
    assert_eq!((table[1].member.as_str(), table[1].refund_permille), (b.as_str(), None));
    assert_eq!((table[1].tickets, table[1].returns, table[1].refunds), (1, 1, 1));
    let hosts = rate_table(&rows, Dim::Host);
    let rates: Vec<_> = hosts
        .iter()
        .map(|row| (row.member.as_str(), row.refund_permille))
        .collect();
    assert_eq!(rates, [("li", Some(500)), ("wang", Some(0))]);
    let of = |dim| {
        rate_table(&rows, dim)
            .into_iter()
            .map(|row| row.refund_permille)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Dim::Issue), [Some(250)], "of all pieces sold");
    assert_eq!(of(Dim::HostIssue), [Some(500)]);
    assert_eq!(of(Dim::ProductIssue), [Some(500), None]);
}

fn add(sums: &mut Counters, more: Counters) {
    for (id, by) in more {
        *sums.entry(id).or_default() += by;
    }
}

#[test]
fn amounts_of_two_currencies_never_add_up() {
    let mut foreign = order();
    for line in &mut foreign.snapshot.lines[1..] {
        line.paid.currency = Currency::USD;
    }
    let mut refunded = full();
    refunded.currency = Currency::USD;
    let mut sums = of_order(&foreign, ZONE);
    add(&mut sums, of_ticket(&refunded, Some(SOLD), None, ZONE));
    add(&mut sums, of_ticket(&full(), Some(SOLD), None, ZONE));
    let of = |metric, currency| on_in(&sums, SOLD, Dim::All, "all", metric, currency);
    let each = |metric| [Currency::CNY, Currency::USD].map(|currency| of(metric, currency));
    assert_eq!(each(Metric::SoldMinor), [500, 400], "each line in its own");
    assert_eq!(
        each(Metric::RefundMinorBySale),
        [402, 402],
        "each ticket in its own, where the sums go by product too"
    );
    assert_eq!(on(&sums, SOLD, Dim::All, "all", Metric::SoldUnits), 4);
    assert_eq!(on(&sums, SOLD, Dim::All, "all", Metric::RefundsBySale), 2);
    for id in sums.keys() {
        assert_eq!(id.currency.is_some(), id.metric.is_money(), "{id:?}");
    }

    let rows: Vec<(CounterId, i64)> = sums.into_iter().filter(|(id, _)| id.grain == Grain::Day).collect();
    let table = rate_table(&rows, Dim::All);
    let usd = |minor| Money::new(minor, Currency::USD);
    assert_eq!(table[0].sold, [Money::cny(500), usd(400)]);
    assert_eq!(table[0].refunded, [Money::cny(402), usd(402)]);
    assert_eq!(
        rate_table(&rows, Dim::Issue)[0].sold,
        table[0].sold,
        "of all that was sold"
    );
}

#[test]
fn a_ticket_whose_currency_changes_takes_its_refund_along() {
    let mut other = full();
    other.currency = Currency::USD;
    let of = |ticket: &Ticket| of_ticket(ticket, ticket.sold_at, ticket.room.as_deref(), ZONE);
    let mut kept = of(&full());
    apply(&mut kept, ticket_change(Some(&full()), &other, ZONE));
    assert_eq!(kept, of(&other));
    let at = |currency| on_in(&kept, OPENED, Dim::All, "all", Metric::RefundMinor, currency);
    assert_eq!([Currency::CNY, Currency::USD].map(at), [0, 402]);
}

#[test]
fn a_refund_is_split_by_amounts_of_its_own_currency_only() {
    let mut ticket = full();
    ticket.lines[0].amount = Some(Money::new(10_000, Currency::USD));
    let counters = of_ticket(&ticket, None, None, ZONE);
    let refund = |sku: &str| {
        on(
            &counters,
            OPENED,
            Dim::Sku,
            &format!("douyin|4463|{sku}"),
            Metric::RefundMinor,
        )
    };
    assert_eq!((refund("a"), refund("b")), (134, 268), "by pieces");
}

#[test]
fn the_highest_rate_stands_first() {
    let row = |member: &str, metric, by| {
        let id = CounterId {
            grain: Grain::Day,
            period: 0,
            dim: Dim::Host,
            member: member.to_owned(),
            metric,
            currency: None,
        };
        (id, by)
    };
    let rows = [
        row("often", Metric::SoldUnits, 1_000),
        row("often", Metric::RefundsBySale, 5),
        row("rarely", Metric::SoldUnits, 10),
        row("rarely", Metric::RefundsBySale, 1),
        row("unsold", Metric::RefundsBySale, 9),
    ];
    let table = rate_table(&rows, Dim::Host);
    let rates: Vec<_> = table
        .iter()
        .map(|row| (row.member.as_str(), row.refund_permille))
        .collect();
    assert_eq!(rates, [("rarely", Some(100)), ("often", Some(5)), ("unsold", None)]);
}

#[test]
fn a_line_without_money_gets_none_of_the_refund() {
    let mut ticket = full();
    ticket.lines = vec![line("free", 1, 0), line("a", 1, 100), line("b", 1, 200)];
    ticket.amounts.refunded = 100;
    let counters = of_ticket(&ticket, None, None, ZONE);
    let refund = |sku: &str| {
        on(
            &counters,
            OPENED,
            Dim::Sku,
            &format!("douyin|4463|{sku}"),
            Metric::RefundMinor,
        )
    };
    assert_eq!((refund("free"), refund("a"), refund("b")), (0, 34, 66));
}

fn any_ticket() -> impl Strategy<Value = Ticket> {
    let lines = prop::collection::vec((prop::sample::select(vec!["a", "b", "c"]), 0u32..4, 0i64..500), 0..5);
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let rest = (
        0i64..5_000,
        prop::option::of("li|wang"),
        any::<bool>(),
        0..60 * DAY,
        any::<bool>(),
        prop::sample::select(vec![Currency::CNY, Currency::USD]),
    );
    (kind, lines, rest).prop_map(|(kind, lines, (refunded, host, ended, after, merged, currency))| {
        let headline = if ended {
            Headline::Refunded
        } else {
            Headline::AwaitingSeller
        };
        let mut ticket = in_headline(&ticket(kind), headline, OPENED.plus(after));
        ticket.lines = lines
            .into_iter()
            .map(|(sku, pieces, fen)| line(sku, pieces, fen))
            .collect();
        ticket.amounts.refunded = refunded;
        ticket.host = host;
        ticket.sold_at = (refunded % 5 != 0).then_some(SOLD);
        ticket.room = (refunded % 3 == 0).then(|| "r|1".to_owned());
        ticket.currency = currency;
        ticket.issue = IssueType::ALL[refunded as usize % 16];
        ticket.merged_into = merged.then_some(TicketId(Uid::ZERO));
        ticket
    })
}

fn apply(counters: &mut Counters, changes: Vec<(CounterId, i64)>) {
    for (id, by) in changes {
        *counters.entry(id).or_default() += by;
    }
    counters.retain(|_, by| *by != 0);
}

proptest! {
    #[test]
    fn any_history_ends_where_a_recount_ends(history in prop::collection::vec(any_ticket(), 1..6)) {
        let mut kept = Counters::new();
        let mut before = None;
        for ticket in &history {
            apply(&mut kept, ticket_change(before, ticket, ZONE));
            prop_assert_eq!(&kept, &of_ticket(ticket, ticket.sold_at, ticket.room.as_deref(), ZONE));
            prop_assert_eq!(ticket_change(Some(ticket), ticket, ZONE), vec![]);
            before = Some(ticket);
        }
    }

    #[test]
    fn the_money_of_the_skus_is_the_money_of_all(ticket in any_ticket()) {
        let counters = of_ticket(&ticket, Some(SOLD), None, ZONE);
        let sum = |dim: Dim, metric: Metric| -> i64 {
            let rows = counters.iter().filter(|(id, _)| id.dim == dim && id.metric == metric && id.grain == Grain::Day);
            rows.map(|(_, by)| *by).sum()
        };
        for metric in [Metric::RefundMinor, Metric::RefundMinorBySale, Metric::UnitsBySale] {
            let expected = if ticket.lines.is_empty() { 0 } else { sum(Dim::All, metric) };
            prop_assert_eq!(sum(Dim::Sku, metric), expected);
            prop_assert_eq!(sum(Dim::Product, metric), expected);
        }
        prop_assert!(counters.values().all(|by| *by != 0));
    }
}
