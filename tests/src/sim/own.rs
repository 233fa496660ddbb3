//! The merchant's own shop, which no platform speaks for: the host tells what it heard, and nobody but the engine sees to it
//! that no more goes back than was paid. Its order is of 100.00, each request on it asks for 50.00.
use aftersync::{FactBody, Kind, Timestamp};

use super::agents::Wish;
use crate::desk::{APP, fact, order, request};
use crate::prng::Prng;

/// The order.
const ORDER: &str = "own";

/// Whether an after-sale is one of these.
pub fn is_own(platform: &aftersync::Platform) -> bool {
    platform.as_str() == APP
}

/// The order of the shop, told once.
pub fn ordered(now: Timestamp) -> Wish {
    Wish::Tell(Box::new(fact(now, FactBody::Order(Box::new(order(ORDER, now))))))
}

/// Somebody wants something back.
pub fn asks(n: usize, now: Timestamp, dice: &mut Prng) -> Wish {
    let kind = *dice.pick(&[Kind::RefundOnly, Kind::ReturnRefund]);
    let mut asked = request(&format!("own-{n}"), ORDER, kind, now);
    // Requests on one line are one ticket.
    asked.lines.iter_mut().for_each(|line| line.line = format!("L{n}"));
    Wish::Tell(Box::new(fact(now, FactBody::AfterSale(Box::new(asked)))))
}
