//! The engine with a platform and a network that tests script, and with the built-in transport on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod automation_tells;
mod fields;
mod http;
mod open;
mod outage;
mod people;
mod poll;
mod products;
mod queries;
mod receive;
mod reconcile;
mod scan;
mod stock;
mod tell;
mod toy;
mod worker;
