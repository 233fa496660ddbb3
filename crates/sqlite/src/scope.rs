//! One merchant over one connection: rows into envelopes and back.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::error::{Error, Result};
use aftersync_core::json;
use aftersync_core::limits::MAX_BLOB_BYTES;
use aftersync_core::model::event::{AnyEvent, Cursor};
use aftersync_core::model::ids::{AccountId, Uid};
use aftersync_core::store::erase::{give_words, subject, take_words};
use aftersync_core::store::private::{Owner, owner, put_back, take_out};
use aftersync_core::store::{BlobHash, Key, Row, Table};
use aftersync_seal::dictionary::{Dictionary, HASHES, NONE, PAYLOADS_1, ROWS_1};
use aftersync_seal::envelope::{self, Found, Opened, Private, close};
use aftersync_seal::{At, TenantKeys};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{failed, unreadable};
use crate::seal::Seal;
use crate::statements as sql;

/// Stand where the number of a table would.
const EVENTS: u8 = 255;
const BLOBS: u8 = 254;
/// No part of an envelope may unpack to more: the largest file, with room for what JSON makes of it.
const MOST: usize = 2 * MAX_BLOB_BYTES;

/// What to do about bytes that were sealed by us and say nothing.
pub(crate) const DAMAGED: &str = "its file is damaged: restore a backup; run check() to see how much is concerned";

/// One merchant over one connection.
pub(crate) struct Scope<'a> {
    pub(crate) conn: &'a Connection,
    /// The merchant's number.
    pub(crate) id: i64,
    name: &'a str,
    seal: &'a Seal,
    keys: Option<Arc<TenantKeys>>,
}

/// The open values and the envelope of a row.
pub(crate) type Body = (Option<String>, Vec<u8>);

impl<'a> Scope<'a> {
    /// For reading.
    pub(crate) fn new(conn: &'a Connection, seal: &'a Seal, id: i64, name: &'a str) -> Result<Self> {
        let keys = seal.tenant(conn, id, name)?;
        Ok(Self::with(conn, seal, id, name, keys))
    }

    /// For writing: a merchant without keys gets them.
    pub(crate) fn writing(conn: &'a Connection, seal: &'a Seal, id: i64, name: &'a str) -> Result<Self> {
        let keys = seal.tenant_for_writing(conn, id, name)?;
        Ok(Self::with(conn, seal, id, name, keys))
    }

    fn with(conn: &'a Connection, seal: &'a Seal, id: i64, name: &'a str, keys: Option<Arc<TenantKeys>>) -> Self {
        Self {
            conn,
            id,
            name,
            seal,
            keys,
        }
    }

    /// Whether it seals.
    pub(crate) fn is_sealed(&self) -> bool {
        self.seal.is_sealed()
    }

    fn at(&self, table: u8, id: [u8; 16]) -> At<'a> {
        At {
            tenant: self.name,
            table,
            id,
        }
    }

    fn opened(&self, at: &At<'_>, bytes: &[u8]) -> Result<Opened> {
        let keys = self.keys.as_deref();
        envelope::open(keys, at, bytes, MOST, |number| match keys {
            Some(keys) => self.seal.person(self.id, keys, number),
            None => Ok(None),
        })
    }

    /// A row from its envelope.
    pub(crate) fn decode(&self, key: Key, version: i64, bytes: &[u8]) -> Result<Arc<Row>> {
        let found = self.opened(&self.at(key.table.number(), key.id.0), bytes);
        let found = found.map_err(|e| {
            e.during("store.read")
                .with("table", key.table.as_str())
                .with("version", version)
        })?;
        let mut row = Row::from_json(key.table, &found.main).map_err(|_| unreadable(key.table, version))?;
        let private = match found.private {
            Found::Nothing | Found::Forgotten => return Ok(Arc::new(row)),
            Found::Person(text) => text,
            Found::Vault(bytes) => self.unvaulted(key, &bytes)?,
        };
        let values = json::read(&private).map_err(|_| unreadable(key.table, version))?;
        if put_back(&mut row, values) {
            Ok(Arc::new(row))
        } else {
            Err(unreadable(key.table, version))
        }
    }

    /// The first byte of what goes to the vault says whether there was one.
    fn unvaulted(&self, key: Key, bytes: &[u8]) -> Result<Vec<u8>> {
        let missing = || {
            aftersync_seal::Fault::MissingKey
                .error()
                .during("store.read")
                .with("table", key.table.as_str())
        };
        match (bytes.split_first(), self.seal.vault(self.keys.as_deref())) {
            (Some((0, plain)), _) => Ok(plain.to_vec()),
            (Some((_, sealed)), Some(vault)) => vault.open(self.name, key.id.0, sealed),
            _ => Err(missing()),
        }
    }

    fn vaulted(&self, key: Key, text: &[u8]) -> Result<Vec<u8>> {
        match self.seal.vault(self.keys.as_deref()) {
            Some(vault) => Ok([&[1], &vault.seal(self.name, key.id.0, text)?[..]].concat()),
            None => Ok([&[0], text].concat()),
        }
    }

    /// The words of an event, put back into it.
    pub(crate) fn event(&self, cursor: Cursor, body: &mut AnyEvent, words: Option<&[u8]>) -> Result<()> {
        let Some(words) = words else { return Ok(()) };
        let found = self.opened(&self.at(EVENTS, event_id(cursor)), words);
        let found = found.map_err(|e| e.during("store.events").with("cursor", cursor.0))?;
        if let Found::Person(text) = found.private
            && !String::from_utf8(text).is_ok_and(|text| give_words(body, text))
        {
            return Err(Error::internal("an event cannot be read")
                .during("store.events")
                .with("cursor", cursor.0)
                .hint(DAMAGED));
        }
        Ok(())
    }

    /// A file from its envelope; `None` when it was forgotten.
    pub(crate) fn blob(&self, hash: &BlobHash, bytes: &[u8]) -> Result<Option<Vec<u8>>> {
        let found = self
            .opened(&self.at(BLOBS, hash.id().0), bytes)
            .map_err(|e| e.during("blob.get"))?;
        Ok(match found.private {
            Found::Person(content) => Some(content),
            _ => None,
        })
    }
}

/// The id of an event's place.
fn event_id(cursor: Cursor) -> [u8; 16] {
    let mut id = [0; 16];
    id.iter_mut()
        .zip(cursor.0.to_le_bytes())
        .for_each(|(slot, byte)| *slot = byte);
    id
}

/// Writes envelopes of one merchant within one transaction.
pub(crate) struct Closing<'a> {
    scope: &'a Scope<'a>,
    whose: &'a BTreeMap<Uid, AccountId>,
    /// Numbers looked up so far.
    numbers: BTreeMap<Uid, u64>,
}

impl<'a> Closing<'a> {
    pub(crate) fn new(scope: &'a Scope<'a>, whose: &'a BTreeMap<Uid, AccountId>) -> Self {
        Self {
            scope,
            whose,
            numbers: BTreeMap::new(),
        }
    }

    /// The open values and the envelope of a row.
    pub(crate) fn row(&mut self, key: Key, row: &Row) -> Result<Body> {
        let open = aftersync_core::store::open::values(row);
        let at = self.scope.at(key.table.number(), key.id.0);
        let owner = owner(key, row);
        if owner == Owner::Desk {
            let (main, keys) = (json(key.table, row)?, self.scope.keys.as_deref());
            return Ok((open, close(keys, &at, &main, of_desk(key.table), &Private::Nothing)?));
        }
        let mut rest = row.clone();
        let values = take_out(&mut rest);
        let main = json(key.table, &rest)?;
        if values.iter().all(String::is_empty) {
            return Ok((open, self.close(&at, &main, &Private::Nothing)?));
        }
        let text = serde_json::to_vec(&values).map_err(|_| Error::internal("texts have no JSON"))?;
        let envelope = match owner {
            Owner::Of(owner) => self.of_person(&at, &main, owner, &text, dictionary(key.table))?,
            _ => self.close(&at, &main, &Private::Vault(&self.scope.vaulted(key, &text)?))?,
        };
        Ok((open, envelope))
    }

    /// The envelope with the words of an event, and in an open store the number of whose they are.
    pub(crate) fn event(
        &mut self,
        cursor: Cursor,
        ticket: Option<Uid>,
        body: &mut AnyEvent,
    ) -> Result<(Option<Vec<u8>>, Option<i64>)> {
        let owner = subject(ticket, body).unwrap_or_default();
        let Some(words) = take_words(body).filter(|w| !w.is_empty()) else {
            return Ok((None, None));
        };
        let at = self.scope.at(EVENTS, event_id(cursor));
        let envelope = self.of_person(&at, &[], owner, words.as_bytes(), &PAYLOADS_1)?;
        let number = envelope::person_of(&envelope)?.filter(|_| !self.scope.is_sealed());
        Ok((Some(envelope), number.map(u64::cast_signed)))
    }

    /// The envelope of a file.
    pub(crate) fn blob(&mut self, hash: &BlobHash, content: &[u8]) -> Result<Vec<u8>> {
        let at = self.scope.at(BLOBS, hash.id().0);
        self.of_person(&at, &[], hash.id(), content, &NONE)
    }

    fn close(&self, at: &At<'_>, main: &[u8], private: &Private<'_>) -> Result<Vec<u8>> {
        close(self.scope.keys.as_deref(), at, main, &ROWS_1, private)
    }

    fn of_person(
        &mut self,
        at: &At<'_>,
        main: &[u8],
        owner: Uid,
        text: &[u8],
        with: &'static Dictionary,
    ) -> Result<Vec<u8>> {
        let owner = self.whose.get(&owner).map_or(owner, |account| account.0);
        let (number, key) = self.share(owner)?;
        let private = Private::Person {
            number,
            key: key.as_ref(),
            text,
            with,
        };
        self.close(at, main, &private)
    }

    /// The number and key of an owner's share. The next one is given to who has none, or one that was wiped out: in a
    /// file that was restored from before that.
    fn share(&mut self, owner: Uid) -> Result<(u64, Option<aftersync_seal::Key>)> {
        let scope = self.scope;
        let key = |number| match scope.keys.as_deref() {
            Some(keys) => scope.seal.person(scope.id, keys, number),
            None => Ok(None),
        };
        if let Some(number) = self.number(owner)? {
            let key = key(number)?;
            if key.is_some() || !scope.is_sealed() {
                return Ok((number, key));
            }
        }
        let number = scope.seal.give(scope.conn)?;
        let row = params![scope.id, owner.0, number.cast_signed()];
        let add = || scope.conn.prepare_cached(sql::PERSON_ADD)?.execute(row);
        add().map_err(failed("store.keys"))?;
        self.numbers.insert(owner, number);
        Ok((number, key(number)?))
    }

    /// The number of an owner's share, if it was given one.
    fn number(&mut self, owner: Uid) -> Result<Option<u64>> {
        if let Some(number) = self.numbers.get(&owner) {
            return Ok(Some(*number));
        }
        let found = || {
            let mut statement = self.scope.conn.prepare_cached(sql::PERSON)?;
            statement
                .query_row(params![self.scope.id, owner.0], |r| r.get::<_, i64>(0))
                .optional()
        };
        let number = found().map_err(failed("store.keys"))?.map(i64::unsigned_abs);
        self.numbers.extend(number.map(|n| (owner, n)));
        Ok(number)
    }
}

/// What the desk's own part of a row is packed with.
fn of_desk(table: Table) -> &'static Dictionary {
    match table {
        Table::IdNode | Table::IdBucket | Table::IdPage | Table::IdEntity | Table::IdDecision => &HASHES,
        _ => &ROWS_1,
    }
}

fn dictionary(table: Table) -> &'static Dictionary {
    match table {
        Table::Raw | Table::Message => &PAYLOADS_1,
        _ => &ROWS_1,
    }
}

fn json(table: Table, row: &Row) -> Result<Vec<u8>> {
    row.to_json().map_err(|_| {
        Error::internal("a row cannot be written")
            .during("store.commit")
            .with("table", table.as_str())
    })
}
