//! The reasons a platform accepts with a decision, asked for when a person is about to decide.
use crate::error::{Error, Result};
use crate::model::ids::TicketId;
use crate::model::source::Source;
use crate::model::trigger::Trigger;
use crate::platform::Reason;

use super::decide::command::verb_of;
use super::desk::Desk;
use super::later::Later;
use super::query;
use super::worker::line::Line;

impl Desk {
    /// Which reasons the platform accepts with this decision on this ticket now: codes for `reject`, with what people read.
    ///
    /// # Errors
    /// `NotFound` for an unknown ticket; `Unsupported` when the platform is not told of this decision or names no reasons;
    /// `Config` and `Unauthorized` as of any call; the platform's own.
    pub fn reasons(&self, ticket: TicketId, trigger: Trigger) -> Later<Vec<Reason>> {
        let desk = self.clone();
        Later::of(async move { desk.ask_reasons(ticket, trigger).await })
    }

    async fn ask_reasons(&self, id: TicketId, trigger: Trigger) -> Result<Vec<Reason>> {
        const OPERATION: &str = "desk.reasons";
        let none =
            |what: &str| Error::unsupported(what, "leave the reason out, or take it from the platform's console");
        let found = self.read(move |reader, tenant| {
            let ticket = query::ticket(reader, tenant, id)?;
            let ticket = ticket
                .ok_or_else(|| Error::not_found("ticket", id).during(OPERATION))?
                .item;
            let source = match ticket.principal {
                Some(source) => query::row::<Source>(reader, tenant, source.0)?.map(|s| s.item),
                None => None,
            };
            Ok((verb_of(trigger, &ticket.axes), source))
        });
        let (Some(verb), Some(source)) = found.await? else {
            return Err(none("no platform is told of this decision").during(OPERATION));
        };
        let Some(a) = source.after_sale() else {
            return Err(none("no platform is told of this decision").during(OPERATION));
        };
        let engine = self.engine();
        let line = engine.open_line(self.tenant(), &source.platform, &source.shop).await?;
        if !line.adapter.capabilities().reasons {
            return Err(none("this platform names no reasons")
                .during(OPERATION)
                .with("platform", &source.platform));
        }
        let ask = |line: Line| async move {
            let call = line.call(engine.now())?;
            let request = line.adapter.reasons_request(&call, a, verb)?;
            let answer = engine.send(request).await?;
            line.adapter.reasons_read(&call, a, verb, &answer)
        };
        engine.call_shop(self.tenant(), &line, ask).await
    }
}
