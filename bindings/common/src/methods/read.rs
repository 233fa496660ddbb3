//! Questions.
use std::borrow::Cow;

use aftersync::model::labels::Lang;
use aftersync::model::notice::Notice;
use aftersync::{
    AccountId, Actor, Config, CounterQuery, Cursor, CustomerQuery, Dim, Document, Error, Grain, OrderQuery, Platform,
    ProductId, ProductQuery, RouteAttributes, RouteOverrides, ShopId, SimulationQuery, SoldLineQuery, TicketId,
    TicketNumber, TicketQuery, TrialQuery, Trigger, Whom, rate_table,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::method::{Method, Nothing, Way, direct, later};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfTicket {
    /// The ticket.
    id: TicketId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DecidedThen {
    /// The ticket.
    id: TicketId,
    /// A place in the log; its end when absent.
    #[serde(default)]
    cursor: Option<Cursor>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AtVersion {
    /// The version.
    version: u32,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Checked {
    /// The configuration.
    config: Written,
}

/// A configuration as it was written: what cannot be read of it is told with everything else that is wrong.
struct Written(Document);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Value::deserialize(input).map(|written| Self(Document::read(&written)))
    }
}

impl JsonSchema for Written {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Config::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Config>()
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tried {
    /// The configuration.
    #[serde(deserialize_with = "aftersync::model::config::object")]
    config: Box<Config>,
    /// Which tickets it is tried on; the first opened when absent.
    #[serde(default)]
    query: TrialQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Simulated {
    /// The configuration.
    #[serde(deserialize_with = "aftersync::model::config::object")]
    config: Box<Config>,
    /// Which tickets are given out again; all when absent.
    #[serde(default)]
    query: SimulationQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Imagined {
    /// What rules look at, by the names that conditions have for it.
    attributes: Box<RouteAttributes>,
    /// What is taken to be otherwise than it is: the moment, agents, queues; nothing when absent.
    #[serde(default)]
    overrides: RouteOverrides,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ByNumber {
    /// Its number.
    number: TicketNumber,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tickets {
    /// Which.
    #[serde(default)]
    query: TicketQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Products {
    /// Which.
    #[serde(default)]
    query: ProductQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PlacedOrders {
    /// Which.
    #[serde(default)]
    query: OrderQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sold {
    /// Which.
    #[serde(default)]
    query: SoldLineQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfAccounts {
    /// The accounts.
    accounts: Vec<AccountId>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct People {
    /// Which.
    #[serde(default)]
    query: CustomerQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Timeline {
    /// The ticket.
    id: TicketId,
    /// The `next` of the page before.
    #[serde(default)]
    after: Option<String>,
    /// Most moments of a page; 0 means 50.
    #[serde(default)]
    limit: usize,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Customers {
    /// The person, or one of their accounts.
    whom: Whom,
    /// Most of each list; 0 means 50.
    #[serde(default)]
    limit: usize,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Orders {
    /// The platform.
    platform: Platform,
    /// The order number.
    number: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shops {
    /// The platform.
    platform: Platform,
    /// The shop.
    shop: ShopId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The ticket.
    id: TicketId,
    /// Who asks.
    actor: Actor,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reasons {
    /// The ticket.
    id: TicketId,
    /// What is about to be done.
    trigger: Trigger,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shown {
    /// The ticket.
    id: TicketId,
    /// In which language.
    lang: Lang,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Worded {
    /// The ticket.
    id: TicketId,
    /// The notice.
    notice: Notice,
    /// In which language.
    lang: Lang,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Events {
    /// The place of the last event that was dealt with; 0 from the beginning.
    since: Cursor,
    /// Most events; 0 means all that a page holds.
    #[serde(default)]
    limit: usize,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Counters {
    /// Which.
    query: CounterQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Rates {
    /// One row for each member of what.
    dim: Dim,
    /// Days or months.
    grain: Grain,
    /// From this day or month (inclusive): days since 1970-01-01, or months since 1970-01.
    since: i32,
    /// Up to this day or month (inclusive).
    until: i32,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Listed {
    /// Most rows of a page; 0 means 50.
    #[serde(default)]
    limit: usize,
    /// The `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Alike {
    /// The article.
    product: ProductId,
    /// Most of them; 0 means 50.
    #[serde(default)]
    limit: usize,
}

pub(super) fn methods() -> Vec<Method> {
    let mut all = tickets();
    all.extend(figures());
    all.extend(lists());
    all
}

fn tickets() -> Vec<Method> {
    vec![
        later(
            "config",
            Way::Read,
            "The configuration in force; the default one when none was published.",
            |desk, _: Nothing| desk.config(),
            |config| config,
        ),
        later(
            "config_at",
            Way::Read,
            "The configuration of an earlier version, as it was in force then; nothing where there was none. The last 100 are kept.",
            |desk, p: AtVersion| desk.config_at(p.version),
            |config| config,
        ),
        later(
            "check_config",
            Way::Read,
            "Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead; also of values that are not of their type and fields that there are not. Besides, as warnings, what would leave tickets waiting for people who are not there yet.",
            |desk, p: Checked| desk.check_config(p.config.0),
            |check| check,
        ),
        later(
            "try_config",
            Way::Read,
            "What another configuration would make of tickets that are there: which of them would come to another queue, band or weight, or ask for other skills or tags. Nothing is written. A page of tickets at a time.",
            |desk, p: Tried| desk.try_config(*p.config, p.query),
            |trial| trial,
        ),
        later(
            "dry_run",
            Way::Read,
            "Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by agent, as `explain_routing` says it of one that is there. `overrides` are taken to be so: another moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written.",
            |desk, p: Imagined| desk.dry_run(*p.attributes, p.overrides),
            |explained| explained,
        ),
        later(
            "simulate",
            Way::Read,
            "Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been different: queue, agent and wait of each ticket, what policies grant of it without a person, minutes of work by agent. Nothing is written.",
            |desk, p: Simulated| desk.simulate(*p.config, p.query),
            |simulation| simulation,
        ),
        later(
            "shop",
            Way::Read,
            "The connection of a shop: how far it was polled, whether it is stopped.",
            |desk, p: Shops| desk.shop(&p.platform, &p.shop),
            |shop| shop,
        ),
        later(
            "ticket",
            Way::Read,
            "A ticket, or the one it was merged into.",
            |desk, p: OfTicket| desk.ticket(p.id),
            |ticket| ticket,
        ),
        later(
            "ticket_by_number",
            Way::Read,
            "The ticket with that number, or the one it was merged into.",
            |desk, p: ByNumber| desk.ticket_by_number(p.number),
            |ticket| ticket,
        ),
        later(
            "tickets",
            Way::Read,
            "A page of tickets.",
            |desk, p: Tickets| desk.tickets(p.query),
            |page| page,
        ),
        later(
            "ticket_rows",
            Way::Read,
            "A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything.",
            |desk, p: Tickets| desk.ticket_rows(p.query),
            |page| page,
        ),
        later(
            "timeline",
            Way::Read,
            "A page of all that happened around a ticket, oldest first.",
            |desk, p: Timeline| desk.timeline(p.id, p.after, p.limit),
            |page| page,
        ),
        later(
            "customer",
            Way::Read,
            "One person across platforms, with the newest of each list.",
            |desk, p: Customers| desk.customer(p.whom, p.limit),
            |view| view,
        ),
        later(
            "order",
            Way::Read,
            "An order by its number, with the tickets about it.",
            |desk, p: Orders| desk.order(p.platform, p.number),
            |order| order,
        ),
        later(
            "allowed",
            Way::Read,
            "What an actor may do with a ticket now: what the lifecycle allows, and why not where the platform does not.",
            |desk, p: Asked| desk.allowed(p.id, &p.actor),
            |allowed| allowed,
        ),
        later(
            "explain_routing",
            Way::Read,
            "Where the rules put a ticket now and who would get it, rule by rule and agent by agent.",
            |desk, p: OfTicket| desk.explain_routing(p.id),
            |explained| explained,
        ),
        later(
            "explain_decision",
            Way::Read,
            "Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none is named. What was written down then, and what the rules of then say of the ticket of today.",
            |desk, p: DecidedThen| desk.explain_decision(p.id, p.cursor),
            |decided| decided,
        ),
        later(
            "explain_policy",
            Way::Read,
            "What the return policies make of a ticket now: whether it is eligible and why not, what may be done, for how much, and what of it needs no person.",
            |desk, p: OfTicket| desk.explain_policy(p.id),
            |explained| explained,
        ),
        later(
            "reasons",
            Way::Network,
            "Reasons that the platform accepts with a refusal of this ticket.",
            |desk, p: Reasons| desk.reasons(p.id, p.trigger),
            |reasons| reasons,
        ),
        later(
            "buyer_view",
            Way::Read,
            "What the buyer may see of a ticket: progress, next step, promised date; nothing internal.",
            |desk, p: Shown| desk.buyer_view(p.id, p.lang),
            |view| view,
        ),
        later(
            "notice_text",
            Way::Read,
            "The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the \
             built-in ones.",
            |desk, p: Worded| desk.notice_text(p.id, p.notice, p.lang),
            |text| text,
        ),
    ]
}

fn figures() -> Vec<Method> {
    vec![
        later(
            "events",
            Way::Read,
            "Events after a place, oldest first.",
            |desk, p: Events| desk.events(p.since, p.limit),
            |page| page,
        ),
        later(
            "head",
            Way::Read,
            "The end of the log.",
            |desk, _: Nothing| desk.events(Cursor(i64::MAX), 1),
            |page| page.head,
        ),
        later(
            "counters",
            Way::Read,
            "Counters that are not 0, in the order of their ids.",
            |desk, p: Counters| desk.counters(p.query),
            |counters| counters,
        ),
        direct(
            "rates",
            Way::Read,
            "What was sold and what came of it, one row per member, the highest rate first. Figures are of the day of sale.",
            |desk, p: Rates| {
                let mut all = Vec::new();
                let mut dims = vec![p.dim, Dim::All, Dim::Product, Dim::Host];
                dims.sort();
                dims.dedup();
                for dim in dims {
                    let query = CounterQuery {
                        grain: p.grain,
                        from: p.since,
                        to: p.until,
                        dim,
                        member: None,
                    };
                    all.extend(desk.counters(query).wait()?);
                }
                Ok::<_, Error>(rate_table(&all, p.dim))
            },
        ),
    ]
}

fn lists() -> Vec<Method> {
    vec![
        later(
            "products",
            Way::Read,
            "A page of the articles that fit a query, in the order of their ids.",
            |desk, p: Products| desk.products(p.query),
            |page| page,
        ),
        later(
            "orders",
            Way::Read,
            "A page of the orders that fit a query, the last placed first.",
            |desk, p: PlacedOrders| desk.orders(p.query),
            |page| page,
        ),
        later(
            "sold_lines",
            Way::Read,
            "A page of the lines that were sold, with what came back of each, those of the last placed order first. Returns \
             come for weeks: compare lines that are `mature`.",
            |desk, p: Sold| desk.sold_lines(p.query),
            |page| page,
        ),
        later(
            "customers",
            Way::Read,
            "A page of the customers that fit a query, the last heard of first.",
            |desk, p: People| desk.customers(p.query),
            |page| page,
        ),
        later(
            "customer_keys",
            Way::Read,
            "Pseudonyms of the customers of these accounts, in that order, for figures that leave the house: the same for all \
             accounts of one customer, and nothing leads back from it. Nothing for an account that nobody knows.",
            |desk, p: OfAccounts| desk.customer_keys(p.accounts),
            |keys| keys,
        ),
        later(
            "asides",
            Way::Read,
            "What can be told to the platform of a ticket by itself, and why not where it cannot.",
            |desk, p: OfTicket| desk.asides(p.id),
            |asides| asides,
        ),
        later(
            "similar_products",
            Way::Read,
            "Articles whose titles are so alike that they may be the same one, the most alike first.",
            |desk, p: Alike| desk.similar_products(p.product, p.limit),
            |similar| similar,
        ),
        later(
            "dead_letters",
            Way::Read,
            "A page of jobs that were given up, the last first.",
            |desk, p: Listed| desk.dead_letters(p.limit, p.after),
            |page| page,
        ),
        later(
            "quarantined",
            Way::Read,
            "A page of payloads that could not be read, the last first.",
            |desk, p: Listed| desk.quarantined(p.limit, p.after),
            |page| page,
        ),
    ]
}
