//! Whether a notice is sent at all.
use crate::model::config::Config;
use crate::model::notice::Notice;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};

/// Whether the buyer is told; the error is the word to record for why not.
///
/// `state_since` is when the state began that the notice tells of: nobody is told of what happened long before it was first
/// heard of. Each notice is sent once per episode of a ticket.
pub fn wanted(
    notice: Notice,
    ticket: &Ticket,
    state_since: Timestamp,
    now: Timestamp,
    config: &Config,
) -> Result<(), &'static str> {
    if ticket.merged_into.is_some() {
        // The ticket it became part of speaks for both.
        Err("merged")
    } else if ticket.local.notices.contains(&(ticket.episode, notice)) && !mutation::on(Mutation::NoticeDedupeDropped) {
        Err("already_recorded")
    } else if config
        .shop(&ticket.platform, &ticket.shop)
        .is_some_and(|shop| !shop.notices)
    {
        Err("not_allowed_here")
    } else if now.since(state_since) > config.windows.stale_notice_ms {
        Err("stale")
    } else {
        Ok(())
    }
}
