//! Which merchant a shop belongs to: an application's webhook serves many.
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Result;
use crate::model::config::Config;
use crate::model::ids::{Platform, ShopId, Tenant, Uid};
use crate::model::time::{SECOND, Timestamp};
use crate::store::{Reader, Record, Slot};

/// A shop nobody knows makes us read all configurations again, at most this often, in milliseconds.
const AGAIN: i64 = SECOND;

pub(crate) type Map = BTreeMap<(Platform, ShopId), Tenant>;

/// Shops and their merchants, from the configurations and by hand.
#[derive(Default)]
pub(crate) struct Routes(Mutex<State>);

#[derive(Default)]
struct State {
    by_hand: Map,
    read: Map,
    read_at: Option<Timestamp>,
}

impl Routes {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn set(&self, platform: Platform, shop: ShopId, tenant: Tenant) {
        self.lock().by_hand.insert((platform, shop), tenant);
    }

    /// A configuration changed: read all of them again.
    pub fn forget(&self) {
        let mut state = self.lock();
        state.read_at = None;
        state.read.clear();
    }

    /// The merchants of these shops, or `None` when the configurations should be read first.
    pub fn find(&self, shops: &[(Platform, ShopId)], now: Timestamp) -> Option<Map> {
        let state = self.lock();
        let read_lately = state.read_at.is_some_and(|at| (0..AGAIN).contains(&now.since(at)));
        let mut found = Map::new();
        for shop in shops {
            match state.by_hand.get(shop).or_else(|| state.read.get(shop)) {
                Some(tenant) => drop(found.insert(shop.clone(), tenant.clone())),
                None if read_lately => {}
                None => return None,
            }
        }
        Some(found)
    }

    pub fn replace(&self, read: Map, now: Timestamp) {
        let mut state = self.lock();
        state.read = read;
        state.read_at = Some(now);
    }
}

/// The shops of all merchants, as configured. A shop that two of them name belongs to the first in the alphabet.
pub(crate) fn read(reader: &mut dyn Reader) -> Result<Map> {
    let mut map = Map::new();
    for tenant in reader.tenants()? {
        if let Some(config) = config(reader, &tenant)? {
            for shop in config.shops {
                map.entry((shop.platform, shop.shop)).or_insert_with(|| tenant.clone());
            }
        }
    }
    Ok(map)
}

/// A merchant's configuration.
pub(crate) fn config(reader: &mut dyn Reader, tenant: &Tenant) -> Result<Option<Config>> {
    let loaded = reader.load(tenant, &[Config::key(Uid::ZERO)])?;
    Ok(loaded.slots.iter().find_map(|slot| match slot {
        Slot::Row { row, .. } => Config::of(row).cloned(),
        Slot::Absent | Slot::Gauge(_) => None,
    }))
}
