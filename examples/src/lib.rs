//! Stories that run: see the files beside this package. What they are made of is here, so that tests can run them too.
#![deny(missing_docs)]

pub mod live_sale;
pub mod phones;
