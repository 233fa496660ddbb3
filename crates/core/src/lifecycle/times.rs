//! When a ticket came where it is. Pure: the desk decides with it, a phone draws with it.
use crate::model::axes::Headline;
use crate::model::time::Timestamp;

/// When a ticket came where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Into its headline.
    pub changed_at: Timestamp,
    /// To an end, while it is there.
    pub ended_at: Option<Timestamp>,
    /// To be closed, while it is ended.
    pub closed_at: Option<Timestamp>,
}

impl Times {
    /// Of a ticket that was opened just now.
    pub fn opened(at: Timestamp) -> Self {
        Self {
            changed_at: at,
            ended_at: None,
            closed_at: None,
        }
    }

    /// The headline changes. What begins anew has no end any more; what goes from one end to another ended with the first.
    pub fn pass(&mut self, from: Headline, to: Headline, at: Timestamp) {
        if from == to {
            return;
        }
        self.changed_at = at;
        if !to.is_ended() {
            (self.ended_at, self.closed_at) = (None, None);
        } else if !from.is_ended() {
            self.ended_at = Some(at);
        }
        if to == Headline::Closed {
            self.closed_at = Some(at);
        }
    }
}
