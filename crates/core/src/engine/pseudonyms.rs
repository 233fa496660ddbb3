//! What customers are called in exports.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::limits::MAX_PAGE;
use crate::model::customer::{Account, Customer};
use crate::model::ids::{AccountId, CustomerId, CustomerKey, Tenant, Uid};
use crate::store::Reader;

use super::customer;
use super::decide::Rules;
use super::desk::Desk;
use super::later::Later;
use super::query::rows;

impl Desk {
    /// The pseudonyms of the customers of these accounts, in that order: the same for all accounts of one customer, another
    /// one at every merchant, and nothing leads back from it. `None` for an account that nobody knows. For figures and
    /// exports that leave the house.
    pub fn customer_keys(&self, accounts: Vec<AccountId>) -> Later<Vec<Option<CustomerKey>>> {
        let rules = self.engine().0.rules.clone();
        self.read(move |reader, tenant| {
            let keys = of_accounts(reader, tenant, &rules, accounts.iter().copied())?;
            Ok(accounts.iter().map(|account| keys.get(account).copied()).collect())
        })
    }
}

/// The pseudonyms by account.
pub(crate) fn of_accounts(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    accounts: impl Iterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, CustomerKey>> {
    let accounts: BTreeSet<Uid> = accounts.map(|account| account.0).collect();
    let accounts: Vec<Uid> = accounts.into_iter().collect();
    let mut out = BTreeMap::new();
    for part in accounts.chunks(MAX_PAGE) {
        let found: Vec<Account> = rows::<Account>(reader, tenant, part)?
            .into_iter()
            .flatten()
            .map(|row| row.item)
            .collect();
        let ids: BTreeSet<Uid> = found.iter().map(|account| account.customer.0).collect();
        let survivors = survivors(reader, tenant, &ids.into_iter().collect::<Vec<_>>())?;
        for account in found {
            let customer = survivors.get(&account.customer).copied().unwrap_or(account.customer);
            out.insert(account.id, rules.pseudonym(tenant, customer));
        }
    }
    Ok(out)
}

/// What the merged ones among these customers became.
fn survivors(reader: &mut dyn Reader, tenant: &Tenant, ids: &[Uid]) -> Result<BTreeMap<CustomerId, CustomerId>> {
    let mut out = BTreeMap::new();
    let found = rows::<Customer>(reader, tenant, ids)?;
    for merged in found.into_iter().flatten().filter(|c| c.item.merged_into.is_some()) {
        if let Some(survivor) = customer::resolve(reader, tenant, merged.item.id)? {
            out.insert(merged.item.id, survivor.id);
        }
    }
    Ok(out)
}
