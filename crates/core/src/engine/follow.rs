//! Following the log: read what is there, wait for more, go on from a cursor that the caller keeps.
use std::collections::VecDeque;
use std::time::Duration;

use futures::future::{Either, select};

use crate::error::Result;
use crate::limits::MAX_PAGE;
use crate::model::event::{Cursor, Recorded};
use crate::model::ids::Tenant;

use super::engine::Engine;
use super::later::block_on;

/// Follows a merchant's log. Nothing queues up for it and nothing is lost when it is dropped: keep the cursor of the last
/// event that was dealt with, and go on from there.
#[derive(Debug)]
pub struct Follow {
    engine: Engine,
    tenant: Tenant,
    since: Cursor,
    waiting: VecDeque<Recorded>,
}

impl Follow {
    pub(crate) fn new(engine: Engine, tenant: Tenant, since: Cursor) -> Self {
        Self {
            engine,
            tenant,
            since,
            waiting: VecDeque::new(),
        }
    }

    /// The place of the last event given: everything up to it was seen.
    pub fn cursor(&self) -> Cursor {
        self.since
    }

    /// The next event; waits for one. `None` when the engine was closed and everything was given.
    ///
    /// Dropping the future loses nothing: the event is given by the next call.
    ///
    /// # Errors
    /// The store's own.
    pub async fn next(&mut self) -> Result<Option<Recorded>> {
        while self.waiting.is_empty() {
            let (tenant, since) = (self.tenant.clone(), self.since);
            let page = self
                .engine
                .0
                .readers
                .run(move |reader| reader.events(&tenant, since, MAX_PAGE))
                .await?;
            self.waiting.extend(page.events);
            if self.waiting.is_empty() {
                if self.engine.0.heads.is_closed() {
                    return Ok(None);
                }
                self.pause().await;
            }
        }
        let event = self.waiting.pop_front();
        if let Some(event) = &event {
            self.since = event.cursor;
        }
        Ok(event)
    }

    /// The same for a thread.
    ///
    /// # Errors
    /// The store's own.
    pub fn wait_next(&mut self) -> Result<Option<Recorded>> {
        block_on(self.next())
    }

    /// Until our own lane tells of news; other processes do not tell, so it looks again after a while in any case.
    async fn pause(&self) {
        let idle = u64::try_from(self.engine.0.options.idle_ms).unwrap_or(0);
        let news = self.engine.0.heads.changed(&self.tenant, self.since);
        let over = self.engine.0.timer.after(Duration::from_millis(idle));
        match select(news, over).await {
            Either::Left(_) | Either::Right(_) => {}
        }
    }
}

/// Events for a thread: blocks until there is one, ends when the engine was closed.
#[derive(Debug)]
pub struct Following(Follow);

impl Iterator for Following {
    type Item = Result<Recorded>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.wait_next().transpose()
    }
}

impl IntoIterator for Follow {
    type Item = Result<Recorded>;
    type IntoIter = Following;

    fn into_iter(self) -> Following {
        Following(self)
    }
}
