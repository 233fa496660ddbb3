//! What the warehouse counts of the articles of the show, so that no replacement is promised that is not there.
use aftersync::warehouse::{StockCount, StockLevel};
use aftersync::{Act, ErrorKind, Role, TenantDesk};

use super::Result;
use super::cast::ARTICLES;
use super::crew::acting;
use super::evening::Evening;
use super::ledger::Ledger;
use super::staff::DOCK;

/// The article that was sold to the last piece: more of it comes with the second count.
const SOLD_OUT: &str = "SCARF-S";

impl Evening {
    /// Counts every article that the desk knows by its code; one of which nothing was sold yet has none to be exchanged.
    pub(super) fn count_stock(&mut self, delivered: bool) -> Result<()> {
        let desk = self.office.desk()?;
        let Some(by) = self.agents.iter().find(|agent| agent.groups.contains(DOCK)) else {
            return Ok(());
        };
        let (by, on_hand) = (
            acting(Role::Warehouse, by.id),
            u32::try_from(5 + self.options.size / 20)?,
        );
        for (_, code, _) in ARTICLES {
            let on_hand = if code == SOLD_OUT && !delivered { 0 } else { on_hand };
            let levels = vec![StockCount {
                code: code.to_owned(),
                on_hand,
            }];
            match desk.act(by.clone()).doing(Act::SetStock { levels }).wait() {
                Ok(_) => {
                    Ledger::count(&mut self.ledger.commands, "set_stock");
                    self.ledger.counted.insert(code.to_owned(), on_hand);
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// What there is of the articles that were counted.
pub(super) fn levels(desk: &TenantDesk) -> Result<Vec<StockLevel>> {
    Ok(desk.stock(ARTICLES.map(|(_, code, _)| code)).wait()?)
}
