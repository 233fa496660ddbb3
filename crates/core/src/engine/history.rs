//! Bringing in history through the one way in, and showing a buyer how far it is.
use std::io::BufRead;

use crate::error::Result;
use crate::import::{self, Bookmark, Importer, Item, Mapping, Options, Progress, Report, Taken};

use crate::model::ids::TicketId;
use crate::model::labels::Lang;
use crate::model::notice::Notice;
use crate::model::view::BuyerView;
use crate::{notify, sla};

use super::desk::Desk;
use super::input::Effect;
use super::later::Later;
use super::{query, routes};

impl Desk {
    /// Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping.
    ///
    /// Blocks this thread; `progress` is called after every chunk. A bad row is in the report with its line and reason and
    /// stops nothing. A stop (the store, `max_errors`) leaves a bookmark in the report: give it as `from` to go on. The
    /// same file twice changes nothing.
    ///
    /// # Errors
    /// `Config` when the mapping has problems, `Malformed` when the file is not of its format or the bookmark of another.
    pub fn import(
        &self,
        mapping: Mapping,
        file: impl BufRead,
        from: Option<Bookmark>,
        options: &Options,
        progress: impl FnMut(&Progress),
    ) -> Result<Report> {
        let importer = Importer::new(mapping, file, from)?;
        Ok(import::run(importer, options, |items| self.take_items(items), progress))
    }

    /// What the buyer may see of a ticket: progress, next step, promised date; nothing internal.
    pub fn buyer_view(&self, ticket: TicketId, lang: Lang) -> Later<Option<BuyerView>> {
        let desk = self.clone();
        Later::of(async move { Ok(desk.ticket(ticket).await?.map(|t| notify::buyer_view(&t.item, lang))) })
    }

    /// The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the built-in
    /// ones. For whoever sends notices.
    pub fn notice_text(&self, ticket: TicketId, notice: Notice, lang: Lang) -> Later<Option<String>> {
        self.read(move |reader, tenant| {
            let Some(found) = query::ticket(reader, tenant, ticket)? else {
                return Ok(None);
            };
            let config = routes::config(reader, tenant)?.unwrap_or_default();
            let until = sla::buyer_until(&found.item, &config.windows);
            let facts = notify::facts(notice, &found.item, until, config.zone_minutes);
            Ok(Some(notify::text_by(&config.templates, notice, lang, &facts)))
        })
    }

    /// Hands a chunk in at once and waits for all of it, so that it is one group commit.
    fn take_items(&self, items: Vec<Item>) -> Result<Vec<Result<Taken>>> {
        let one = |item| {
            let desk = self.clone();
            async move {
                match item {
                    Item::Fact(fact) => desk.take_fact(*fact).await.map(|done| taken(done.effect)),
                    Item::Command(command) => {
                        let done = desk.execute(*command).await?;
                        Ok(if done.repeated { Taken::Duplicate } else { Taken::New })
                    }
                }
            }
        };
        Ok(super::later::block_on(futures::future::join_all(
            items.into_iter().map(one),
        )))
    }
}

fn taken(effect: Effect) -> Taken {
    match effect {
        Effect::New => Taken::New,
        Effect::Updated => Taken::Updated,
        Effect::Duplicate => Taken::Duplicate,
        Effect::Stale => Taken::Stale,
    }
}
