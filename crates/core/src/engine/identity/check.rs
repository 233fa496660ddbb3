//! Whether accounts, customers and the matching agree on who is who.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::model::customer::{Account, Customer};
use crate::model::identity::IdNode;
use crate::model::ids::{AccountId, CustomerId, Tenant};
use crate::store::Reader;

use super::super::check::each;

/// Names every disagreement in a line. Reads all accounts.
pub(in crate::engine) fn people(reader: &mut dyn Reader, tenant: &Tenant, wrong: &mut Vec<String>) -> Result<()> {
    let mut whose: BTreeMap<AccountId, CustomerId> = BTreeMap::new();
    each::<Account>(reader, tenant, |id, account| {
        whose.insert(AccountId(id), account.customer);
    })?;
    let mut held: BTreeMap<CustomerId, BTreeSet<AccountId>> = BTreeMap::new();
    for (account, customer) in &whose {
        held.entry(*customer).or_default().insert(*account);
    }
    each::<Customer>(reader, tenant, |id, customer| {
        let accounts = held.remove(&CustomerId(id)).unwrap_or_default();
        if accounts != customer.accounts {
            wrong.push(format!("customer {id} does not know its accounts"));
        }
        if customer.merged_into.is_some() && !accounts.is_empty() {
            wrong.push(format!("customer {id} became another one and has accounts"));
        }
    })?;
    wrong.extend(
        held.keys()
            .map(|customer| format!("customer {customer} has accounts and is absent")),
    );
    each::<IdNode>(reader, tenant, |id, node| {
        if whose.get(&AccountId(id)) != Some(&node.customer) {
            wrong.push(format!("account {id} is of another customer than the matching says"));
        }
    })
}
