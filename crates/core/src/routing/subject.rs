//! What rules look at: a ticket and what stands around it.
use crate::model::calendar::Calendar;
use crate::model::config::Config;
use crate::model::custom::{CustomIs, CustomOn, CustomValue};
use crate::model::customer::Customer;
use crate::model::order::Order;
use crate::model::product::Product;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;

/// A ticket with its order, customer and products, as far as they are known and anybody asks for them.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// Its order.
    pub order: Option<&'a Order>,
    /// The person it is from.
    pub customer: Option<&'a Customer>,
    /// The products of the lines it is about.
    pub products: Vec<&'a Product>,
    /// How often money went back to that person in the 90 days before it was opened, on other tickets.
    pub refunds_90d: u32,
    /// When it is looked at.
    pub now: Timestamp,
    /// Working hours that rules may name.
    pub calendars: &'a [Calendar],
    /// Minutes ahead of UTC in which days are counted.
    pub zone_minutes: i32,
}

impl<'a> From<&'a Ticket> for Subject<'a> {
    /// A ticket alone, as of its last change: what the merchant keeps on customers, lines and products is taken as absent.
    fn from(ticket: &'a Ticket) -> Self {
        Self {
            ticket,
            order: None,
            customer: None,
            products: Vec::new(),
            refunds_90d: 0,
            now: ticket.changed_at,
            calendars: &[],
            zone_minutes: 0,
        }
    }
}

impl<'a> Subject<'a> {
    /// The same, looked at now under this configuration.
    #[must_use]
    pub fn at(self, now: Timestamp, config: &'a Config) -> Self {
        Self {
            now,
            calendars: &config.calendars,
            zone_minutes: config.zone_minutes,
            ..self
        }
    }

    /// Whether it is looked at within the hours of this calendar; one that is not there has none.
    pub fn is_within(&self, calendar: &str) -> bool {
        let named = self.calendars.iter().find(|known| known.name == calendar);
        named.is_some_and(|calendar| calendar.is_open(self.zone_minutes, self.now))
    }

    /// The values of a field, wherever it stands: several lines or products may each have one.
    pub fn custom(&self, on: CustomOn, name: &str) -> Vec<&'a CustomValue> {
        match on {
            CustomOn::Ticket => self.ticket.local.custom.get(name).into_iter().collect(),
            CustomOn::Customer => self.customer.and_then(|c| c.custom.get(name)).into_iter().collect(),
            CustomOn::Product => self.products.iter().filter_map(|p| p.custom.get(name)).collect(),
            CustomOn::Line => self.of_lines(name),
        }
    }

    /// Whether one of the values is the one asked for.
    pub fn has(&self, asked: &CustomIs) -> bool {
        self.custom(asked.on, &asked.name).contains(&&asked.is)
    }

    fn of_lines(&self, name: &str) -> Vec<&'a CustomValue> {
        let Some(order) = self.order else { return Vec::new() };
        let fields = order
            .lines_of(self.ticket)
            .filter_map(|(line, _)| order.custom(&line.external_id));
        fields.filter_map(|f| f.get(name)).map(|told| &told.value).collect()
    }
}
