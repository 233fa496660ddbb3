//! What a store has to seal with: the provider, the people's file, and the keys that are in use.
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use aftersync_core::error::{Error, Result};
use aftersync_seal::tenant::{check, check_value, rotated_check};
use aftersync_seal::{Fault, Key, KeyProvider, PeopleFile, Shares, TenantKeys, TokenVault, Wrapped};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::failed;
use crate::options::Options;
use crate::statements as sql;

/// Unwrapped keys kept at most: of people, and of merchants.
const KEPT: usize = 4_096;

/// What a store has to seal with. Without a provider it is open.
pub(crate) struct Seal {
    sealed: Option<Sealed>,
    vault: Option<TokenVault>,
}

struct Sealed {
    provider: Arc<dyn KeyProvider>,
    people: PeopleFile,
    tenants: Mutex<HashMap<i64, Arc<TenantKeys>>>,
    /// By merchant and number: the share it follows from, and the key.
    keys: Mutex<HashMap<(i64, u64), (Key, Key)>>,
}

/// How a file says it is sealed.
pub(crate) struct Marks {
    /// The check value; none in an open store.
    pub(crate) value: Option<Wrapped>,
    /// The last number of a share that was given to somebody.
    pub(crate) given: u64,
}

/// Reads how a file is sealed.
pub(crate) fn marks(conn: &Connection) -> rusqlite::Result<Marks> {
    conn.query_row(sql::SEALING, [], |r| {
        let (key_id, value): (Option<String>, Option<Vec<u8>>) = (r.get(0)?, r.get(1)?);
        Ok(Marks {
            value: key_id.zip(value).map(|(key_id, bytes)| Wrapped { key_id, bytes }),
            given: r.get::<_, i64>(2)?.unsigned_abs(),
        })
    })
}

/// Where the people's file is.
pub(crate) fn people_path(path: &Path, options: &Options) -> PathBuf {
    options.people.clone().unwrap_or_else(|| {
        let mut name = path.as_os_str().to_owned();
        name.push(".people");
        PathBuf::from(name)
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Seal {
    /// One that seals nothing.
    pub(crate) fn open(options: &Options) -> Self {
        Self {
            sealed: None,
            vault: options.vault.clone(),
        }
    }

    /// What the options ask for, if the file allows it. Looks at the key first: a wrong one touches nothing.
    pub(crate) fn of(path: &Path, options: &Options, marks: &Marks) -> Result<Self> {
        let provider = match (options.sealing.provider(), &marks.value) {
            (None, None) => return Ok(Self::open(options)),
            (None, Some(_)) => return Err(Fault::MissingKey.error().during("store.open")),
            (Some(provider), Some(value)) => {
                check(&**provider, value).map_err(|e| e.during("store.open"))?;
                provider
            }
            (Some(provider), None) => provider,
        };
        // An open store has given numbers too, but no shares.
        let given = marks.value.as_ref().map_or(0, |_| marks.given);
        let people = PeopleFile::open(&people_path(path, options), given).map_err(|e| e.during("store.open"))?;
        Ok(Self {
            sealed: Some(Sealed {
                provider: Arc::clone(provider),
                people,
                tenants: Mutex::default(),
                keys: Mutex::default(),
            }),
            vault: options.vault.clone(),
        })
    }

    /// Whether it seals.
    pub(crate) fn is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// Where tokens go: the merchant's vault, or the host's in an open store.
    pub(crate) fn vault<'a>(&'a self, keys: Option<&'a TenantKeys>) -> Option<&'a TokenVault> {
        keys.map(TenantKeys::vault).or(self.vault.as_ref())
    }

    /// Writes the check value of a store that is sealed from now on, and makes shares for all who are known already.
    pub(crate) fn mark(&self, conn: &Connection) -> Result<()> {
        let Some(sealed) = &self.sealed else { return Ok(()) };
        let value = check_value(&*sealed.provider)?;
        sealed.people.reach(marks(conn).map_err(failed("store.open"))?.given)?;
        conn.execute(sql::SEALING_SET, params![value.key_id, value.bytes])
            .map_err(failed("store.open"))
            .map(drop)
    }

    /// The keys of a merchant; `None` in an open store, and for a merchant nothing was written for yet.
    pub(crate) fn tenant(&self, conn: &Connection, id: i64, name: &str) -> Result<Option<Arc<TenantKeys>>> {
        let Some(sealed) = &self.sealed else { return Ok(None) };
        if let Some(keys) = lock(&sealed.tenants).get(&id) {
            return Ok(Some(Arc::clone(keys)));
        }
        let Some(wrapped) = wrapped(conn, id).map_err(failed("store.keys"))? else {
            return Ok(None);
        };
        let data = wrapped
            .open(&*sealed.provider, name)
            .map_err(|e| e.during("store.keys"))?;
        Ok(Some(sealed.keep(id, TenantKeys::new(name, &data))))
    }

    /// The keys of a merchant that is written for: made when there are none.
    pub(crate) fn tenant_for_writing(&self, conn: &Connection, id: i64, name: &str) -> Result<Option<Arc<TenantKeys>>> {
        let known = self.tenant(conn, id, name)?;
        let (Some(sealed), None) = (&self.sealed, &known) else {
            return Ok(known);
        };
        let data = Key::random()?;
        let wrapped = Wrapped::new(&*sealed.provider, &data, name)?;
        let put = || {
            conn.prepare_cached(sql::DATA_KEY_PUT)?
                .execute(params![id, wrapped.key_id, wrapped.bytes])
        };
        put().map_err(failed("store.keys"))?;
        // Not kept yet: the transaction may be rolled back, and the key with it.
        Ok(Some(Arc::new(TenantKeys::new(name, &data))))
    }

    /// The key of a person's part; `None` when the share was wiped out, and in an open store.
    pub(crate) fn person(&self, tenant: i64, keys: &TenantKeys, number: u64) -> Result<Option<Key>> {
        let Some(sealed) = &self.sealed else { return Ok(None) };
        // The share is read each time: another process may have wiped it out.
        let Some(share) = sealed.people.get(number)? else {
            return Ok(None);
        };
        let mut kept = lock(&sealed.keys);
        if let Some((of, key)) = kept.get(&(tenant, number))
            && *of == share
        {
            return Ok(Some(key.clone()));
        }
        if kept.len() >= KEPT {
            kept.clear();
        }
        let key = keys.person(number, &share);
        kept.insert((tenant, number), (share, key.clone()));
        Ok(Some(key))
    }

    /// Gives the next share to somebody: its number. In an open store a number alone.
    pub(crate) fn give(&self, conn: &Connection) -> Result<u64> {
        const OPERATION: &str = "store.keys";
        let last: i64 = conn
            .prepare_cached(sql::GIVEN)
            .and_then(|mut s| s.query_row([], |r| r.get(0)))
            .map_err(failed(OPERATION))?;
        let mut number = last.unsigned_abs() + 1;
        if let Some(sealed) = &self.sealed {
            sealed.people.reach(number)?;
            // In a restored file the next shares may have been given, and wiped out, by what came after it.
            while sealed.people.get(number)?.is_none() {
                number += 1;
                sealed.people.reach(number)?;
            }
        }
        let stored = i64::try_from(number).map_err(|_| Error::internal("too many people"))?;
        conn.prepare_cached(sql::GIVE)
            .and_then(|mut s| s.execute([stored]))
            .map_err(failed(OPERATION))?;
        Ok(number)
    }

    /// Wipes out what commits have left to be wiped out. Once more does no harm.
    pub(crate) fn shred(&self, conn: &Connection) -> Result<()> {
        const OPERATION: &str = "store.forget";
        let due = || -> rusqlite::Result<Vec<u64>> {
            let mut statement = conn.prepare_cached(sql::SHREDS)?;
            let rows = statement.query_map([], |r| Ok(r.get::<_, i64>(0)?.unsigned_abs()))?;
            rows.collect()
        };
        let due = due().map_err(failed(OPERATION))?;
        if due.is_empty() {
            return Ok(());
        }
        if let Some(sealed) = &self.sealed {
            sealed.people.wipe(&due)?;
            lock(&sealed.keys).retain(|(_, number), _| !due.contains(number));
        }
        let done = || -> rusqlite::Result<()> {
            let write = crate::transaction::Transaction::write(conn)?;
            for number in &due {
                conn.prepare_cached(sql::SHRED_REMOVE)?
                    .execute([number.cast_signed()])?;
            }
            write.commit()
        };
        done().map_err(failed(OPERATION))
    }

    /// Wraps all keys under the provider's current key; how many were under another. Within a write transaction.
    pub(crate) fn rotate(&self, conn: &Connection) -> Result<usize> {
        const OPERATION: &str = "store.rotate";
        let Some(sealed) = &self.sealed else {
            return Err(Error::unsupported("the store is not sealed", "open it with a key first").during(OPERATION));
        };
        let value = marks(conn).map_err(failed(OPERATION))?.value;
        let value = value
            .map(|v| rotated_check(&*sealed.provider, &v))
            .transpose()?
            .flatten();
        if let Some(value) = value {
            conn.execute(sql::SEALING_SET, params![value.key_id, value.bytes])
                .map_err(failed(OPERATION))?;
        }
        let mut rotated = 0;
        for (id, name, wrapped) in all_wrapped(conn).map_err(failed(OPERATION))? {
            let fresh = wrapped.rotated(&*sealed.provider, &name);
            if let Some(fresh) = fresh.map_err(|e| e.during(OPERATION).with("tenant", &name))? {
                conn.execute(sql::DATA_KEY_PUT, params![id, fresh.key_id, fresh.bytes])
                    .map_err(failed(OPERATION))?;
                rotated += 1;
            }
        }
        Ok(rotated)
    }
}

impl Sealed {
    fn keep(&self, id: i64, keys: TenantKeys) -> Arc<TenantKeys> {
        let mut kept = lock(&self.tenants);
        if kept.len() >= KEPT {
            kept.clear();
        }
        let keys = Arc::new(keys);
        kept.insert(id, Arc::clone(&keys));
        keys
    }
}

fn wrapped(conn: &Connection, tenant: i64) -> rusqlite::Result<Option<Wrapped>> {
    let read = |r: &rusqlite::Row<'_>| {
        Ok(Wrapped {
            key_id: r.get(0)?,
            bytes: r.get(1)?,
        })
    };
    conn.prepare_cached(sql::DATA_KEY)?.query_row([tenant], read).optional()
}

fn all_wrapped(conn: &Connection) -> rusqlite::Result<Vec<(i64, String, Wrapped)>> {
    let mut statement = conn.prepare_cached(sql::DATA_KEYS)?;
    let rows = statement.query_map([], |r| {
        let (key_id, bytes) = (r.get(2)?, r.get(3)?);
        Ok((r.get(0)?, r.get(1)?, Wrapped { key_id, bytes }))
    })?;
    rows.collect()
}
