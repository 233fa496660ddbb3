//! The pure rules: routing, clocks, figures, and what a buyer is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod affinity;
mod ageing;
mod automating;
mod calendars;
mod conditions;
mod figures;
mod fixture;
mod naming;
mod notices;
mod overflow;
mod parcels;
mod placing;
mod returning;
mod rulesets;
mod selecting;
mod shifts;
mod sla_clocks;
mod sla_policies;
mod staffing;
mod steps;
mod templating;
mod validating;
mod views;
mod waits;
mod windows;
