//! Which queue a ticket stands in, how urgent and heavy it is, and who gets it.
//!
//! Three steps, each a pure function: [`place()`] reads the merchant's rules, [`choose`] picks among the agents of the
//! queue, [`validate()`] refuses a configuration that could not work before it is published.
mod affinity;
mod age;
mod ageing;
mod attribute;
mod bot;
mod check;
mod condition;
mod four_eyes;
mod imagined;
mod lineup;
mod offer;
mod overflow;
mod place;
mod ranked;
mod ruleset;
mod select;
mod shift;
mod simulate;
mod skills;
mod steps;
mod subject;
mod task;
mod validate;
mod wait;
mod weight;

pub use crate::model::selection::Refusal;
pub use affinity::{Familiar, Hold, Knows, affinity_in, affinity_of, teams_of};
pub use age::{age, begin_anew, given_back, rest, stands_since, waits_since};
pub use ageing::{Aged, Waiting, age_step, aged, gained};
pub use bot::{bot_due, is_action, may_begin, over_because};
pub use condition::{explain, holds};
pub use four_eyes::barred;
pub use imagined::{AgentOverride, Imagined, QueueOverride, RouteAttributes, RouteOverrides};
pub use lineup::{Lineup, first, stands_apart};
pub use offer::offer_terms;
pub use overflow::{max_depth, overflow_of, stand_past};
pub use place::{Considered, Placement, groups_of, place, place_by, place_quietly};
pub use ranked::{Ranked, considered, ranked};
pub use ruleset::{Around, Matched, Ruleset, Search};
pub use select::{
    Asked, Candidate, Choice, channel_cap, choose, has_skills, may_approve, platform_cap, refusal, to_decide,
};
pub use shift::{in_shift, shift_edge, shift_of, takes_work, takes_work_at};
pub use simulate::{
    Again, Arrival, Ask, Began, Called, Calls, Circumstances, Does, HandedOn, Happened, Hop, Served, Talk, Truth, Went,
    simulate,
};
pub use steps::{Standing, all_groups, chosen, goes_by, reaching, serving, skip_if, stand, still_widened};
pub use subject::Subject;
pub use task::{handed, task_age, task_band, task_standing};
pub use validate::{
    ClosedForGood, Document, Problem, Staffed, agent_problems, closed_for_good, listed, named_agents, never_open_again,
    out_of_reach, scopes_of_no_shop, strangers, task_groups, unserved, validate,
};
pub use wait::{SPANS, estimate, is_outside, median, span};
pub use weight::{default_band, default_weight, is_parked, lightest, parks, weight_now, weight_on};
