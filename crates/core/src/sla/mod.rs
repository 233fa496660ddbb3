//! Time: our clocks on a ticket, and the moments at which something happens to it by itself.
mod clock;
mod due;
mod ladder;
mod plan;
mod task;
mod window;

pub use clock::advance;
pub use due::{announce, due_clocks};
pub use ladder::{due_rungs, next_rung, rung_key, rungs};
pub use plan::Plan;
pub use task::{due_task_rungs, next_task_rung, task_due, task_warns};
pub use window::{buyer_until, next_wake, reminder_due, timer_action};
