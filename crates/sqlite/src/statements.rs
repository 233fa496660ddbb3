//! Every statement the store runs, in one place, so that one test can look at all their plans.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use aftersync_core::error::{Error, Result};
use aftersync_core::store::Table;

pub(crate) const BEGIN: &str = "BEGIN";
pub(crate) const BEGIN_IMMEDIATE: &str = "BEGIN IMMEDIATE";
pub(crate) const COMMIT: &str = "COMMIT";
pub(crate) const ROLLBACK: &str = "ROLLBACK";

pub(crate) const TENANT: &str = "SELECT id, rev, cursor, now FROM tenant WHERE name=?1";
pub(crate) const TENANT_ADD: &str =
    "INSERT INTO tenant(name, rev, cursor, now) VALUES(?1, 0, 0, 0) ON CONFLICT(name) DO NOTHING";
pub(crate) const TENANT_MOVE: &str = "UPDATE tenant SET rev=?2, cursor=?3, now=?4 WHERE id=?1";
pub(crate) const TENANTS: &str = "SELECT name FROM tenant WHERE rev > 0 ORDER BY name";

pub(crate) const ENTRY_ADD: &str =
    "INSERT INTO entry(tenant, idx, grp, sort, key) VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
pub(crate) const ENTRY_REMOVE: &str = "DELETE FROM entry WHERE tenant=?1 AND idx=?2 AND grp=?3 AND sort=?4 AND key=?5";
pub(crate) const ENTRY_HAS: &str = "SELECT 1 FROM entry WHERE tenant=?1 AND idx=?2 AND grp=?3 AND sort=?4 AND key=?5";
pub(crate) const ENTRY_COUNT: &str =
    "SELECT count(*) FROM entry WHERE tenant=?1 AND idx=?2 AND grp=?3 AND sort BETWEEN ?4 AND ?5";
pub(crate) const ENTRY_TOTAL: &str = "SELECT count(*) FROM entry WHERE tenant=?1";

pub(crate) const EVENT_ADD: &str = "INSERT INTO event(id, at, v, ticket, actor, body, words, person) \
     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
pub(crate) const EVENTS: &str =
    "SELECT id, at, v, ticket, actor, body, words FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3";
pub(crate) const TICKET_EVENTS: &str = "SELECT id, at, v, ticket, actor, body, words FROM event \
     WHERE ticket=?4 AND id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3";
pub(crate) const EVENT_SPAN: &str = "SELECT count(*), max(id) FROM event WHERE id > ?1 AND id <= ?2";

pub(crate) const GAUGE: &str = "SELECT value FROM gauge WHERE tenant=?1 AND kind=?2 AND key=?3";
pub(crate) const GAUGE_MOVE: &str =
    "UPDATE gauge SET value=value+?4 WHERE tenant=?1 AND kind=?2 AND key=?3 AND value <= ?5";
pub(crate) const GAUGE_ADD: &str = "INSERT INTO gauge(tenant, kind, key, value) VALUES(?1, ?2, ?3, ?4)";
pub(crate) const GAUGES: &str = "SELECT key, value FROM gauge WHERE tenant=?1 AND kind=?2 AND value <> 0 ORDER BY key";

pub(crate) const BLOB_HAS: &str = "SELECT 1 FROM blob WHERE tenant=?1 AND hash=?2";
pub(crate) const BLOB_PUT: &str =
    "INSERT INTO blob(tenant, hash, bytes) VALUES(?1, ?2, ?3) ON CONFLICT(tenant, hash) DO NOTHING";
pub(crate) const BLOB_GET: &str = "SELECT bytes FROM blob WHERE tenant=?1 AND hash=?2";
pub(crate) const BLOB_DELETE: &str = "DELETE FROM blob WHERE tenant=?1 AND hash=?2";

pub(crate) const SEALING: &str = "SELECT key_id, value, given FROM sealing WHERE one=1";
pub(crate) const SEALING_SET: &str = "UPDATE sealing SET key_id=?1, value=?2 WHERE one=1";
pub(crate) const GIVEN: &str = "SELECT given FROM sealing WHERE one=1";
pub(crate) const GIVE: &str = "UPDATE sealing SET given=?1 WHERE one=1";
pub(crate) const DATA_KEY: &str = "SELECT key_id, wrapped FROM data_key WHERE tenant=?1";
pub(crate) const DATA_KEY_PUT: &str = "INSERT INTO data_key(tenant, key_id, wrapped) VALUES(?1, ?2, ?3) \
     ON CONFLICT(tenant) DO UPDATE SET key_id=excluded.key_id, wrapped=excluded.wrapped";
pub(crate) const DATA_KEYS: &str =
    "SELECT t.id, t.name, k.key_id, k.wrapped FROM data_key k CROSS JOIN tenant t ON t.id=k.tenant ORDER BY t.id";
pub(crate) const PERSON: &str = "SELECT number FROM person WHERE tenant=?1 AND owner=?2";
pub(crate) const PERSON_ADD: &str = "INSERT INTO person(tenant, owner, number) VALUES(?1, ?2, ?3) \
     ON CONFLICT(tenant, owner) DO UPDATE SET number=excluded.number";
pub(crate) const PERSON_REMOVE: &str = "DELETE FROM person WHERE tenant=?1 AND owner=?2 RETURNING number";
pub(crate) const SHRED_ADD: &str = "INSERT INTO shred(number) VALUES(?1) ON CONFLICT DO NOTHING";
pub(crate) const SHREDS: &str = "SELECT number FROM shred ORDER BY number";
pub(crate) const SHRED_REMOVE: &str = "DELETE FROM shred WHERE number=?1";
pub(crate) const ENTRY_KEYS: &str = "SELECT key FROM entry WHERE tenant=?1 AND idx=?2 AND grp=?3";
/// Looks at the whole log: a store that is not sealed has no other way, and forgets seldom.
pub(crate) const WORDS_REMOVE: &str = "UPDATE event SET words=NULL, person=NULL WHERE person=?1";

/// The statements of one table of rows.
pub(crate) struct RowSql {
    /// Version and body of a key.
    pub(crate) get: String,
    /// Version of a key.
    pub(crate) version: String,
    /// Makes or replaces a row.
    pub(crate) put: String,
    /// Deletes a row.
    pub(crate) delete: String,
    /// All rows after a key.
    pub(crate) page: String,
    /// Lists with rows.
    pub(crate) lists: ListSql,
    /// Lists with the open values of rows.
    pub(crate) open_lists: ListSql,
}

/// The two directions of a list.
pub(crate) struct ListSql {
    /// Smallest first, after a place.
    pub(crate) up: String,
    /// Largest first, before a place.
    pub(crate) down: String,
}

impl ListSql {
    /// With one column of the rows of a table.
    fn new(t: &str, column: &str) -> Self {
        let list = format!(
            "SELECT e.sort, e.key, r.version, r.{column} FROM entry e CROSS JOIN {t} r ON r.tenant=e.tenant AND r.key=e.key \
             WHERE e.tenant=?1 AND e.idx=?2 AND e.grp=?3 AND e.sort"
        );
        Self {
            up: format!("{list} <= ?4 AND (e.sort, e.key) > (?5, ?6) ORDER BY e.sort, e.key LIMIT ?7"),
            down: format!("{list} >= ?4 AND (e.sort, e.key) < (?5, ?6) ORDER BY e.sort DESC, e.key DESC LIMIT ?7"),
        }
    }
}

impl RowSql {
    fn new(table: Table) -> Self {
        let t = format!("r_{}", table.as_str());
        Self {
            get: format!("SELECT version, envelope FROM {t} WHERE tenant=?1 AND key=?2"),
            version: format!("SELECT version FROM {t} WHERE tenant=?1 AND key=?2"),
            put: format!(
                "INSERT INTO {t}(tenant, key, version, open, envelope) VALUES(?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT(tenant, key) DO UPDATE \
                 SET version=excluded.version, open=excluded.open, envelope=excluded.envelope"
            ),
            delete: format!("DELETE FROM {t} WHERE tenant=?1 AND key=?2"),
            page: format!("SELECT key, version, envelope FROM {t} WHERE tenant=?1 AND key > ?2 ORDER BY key LIMIT ?3"),
            lists: ListSql::new(&t, "envelope"),
            open_lists: ListSql::new(&t, "open"),
        }
    }
}

static ROWS: LazyLock<BTreeMap<Table, RowSql>> =
    LazyLock::new(|| Table::ROWS.iter().map(|t| (*t, RowSql::new(*t))).collect());

/// The statements of a table of rows.
pub(crate) fn of(table: Table) -> Result<&'static RowSql> {
    ROWS.get(&table)
        .ok_or_else(|| Error::internal("a quantity has no rows").with("table", table.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SqliteStore, counters};

    const FIXED: &[&str] = &[
        TENANT,
        TENANT_ADD,
        TENANT_MOVE,
        TENANTS,
        ENTRY_ADD,
        ENTRY_REMOVE,
        ENTRY_HAS,
        ENTRY_COUNT,
        ENTRY_TOTAL,
        EVENT_ADD,
        EVENTS,
        TICKET_EVENTS,
        EVENT_SPAN,
        GAUGE,
        GAUGE_MOVE,
        GAUGE_ADD,
        GAUGES,
        counters::PERIOD,
        counters::CLEAR,
        BLOB_HAS,
        BLOB_PUT,
        BLOB_GET,
        BLOB_DELETE,
        SEALING,
        SEALING_SET,
        GIVEN,
        GIVE,
        DATA_KEY,
        DATA_KEY_PUT,
        DATA_KEYS,
        PERSON,
        PERSON_ADD,
        PERSON_REMOVE,
        SHRED_ADD,
        SHREDS,
        SHRED_REMOVE,
        ENTRY_KEYS,
        WORDS_REMOVE,
    ];

    /// Statements that look at all there is, since that is what they are for.
    const WHOLE: &[&str] = &[TENANTS, DATA_KEYS, SHREDS, WORDS_REMOVE];

    fn plan(conn: &rusqlite::Connection, sql: &str) -> Vec<String> {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let nulls = vec![rusqlite::types::Null; statement.parameter_count()];
        let lines = statement
            .query_map(rusqlite::params_from_iter(nulls), |r| r.get(3))
            .unwrap();
        lines.map(|line| line.unwrap()).collect()
    }

    #[test]
    fn every_statement_finds_its_rows_by_key() {
        let store = SqliteStore::in_memory().unwrap();
        let lent = store.lend().unwrap();
        let conn = lent.conn().unwrap();
        let rows = ROWS.values().flat_map(|r| {
            let lists = [&r.lists, &r.open_lists].into_iter().flat_map(|l| [&l.up, &l.down]);
            [&r.get, &r.version, &r.put, &r.delete, &r.page]
                .into_iter()
                .chain(lists)
        });
        let counters = [&*counters::ADD, &*counters::RANGE, &*counters::MEMBER];
        let made = rows.chain(counters).map(String::as_str);
        for sql in FIXED.iter().copied().chain(made) {
            for line in plan(conn, sql) {
                let fine = !line.contains("SCAN") && !line.contains("TEMP B-TREE");
                assert!(fine || WHOLE.contains(&sql), "{line}: {sql}");
            }
        }
    }

    #[test]
    fn the_plans_use_the_whole_key() {
        let store = SqliteStore::in_memory().unwrap();
        let lent = store.lend().unwrap();
        let conn = lent.conn().unwrap();
        let ticket = of(Table::Ticket).unwrap();
        let expect = [
            (
                ticket.lists.up.as_str(),
                "(tenant=? AND idx=? AND grp=? AND (sort,key)>(?,?) AND sort<?)",
            ),
            (TICKET_EVENTS, "event_ticket (ticket=? AND rowid>? AND rowid<?)"),
            (
                counters::RANGE.as_str(),
                "(tenant=? AND grain=? AND dim=? AND period>? AND period<?)",
            ),
            (
                counters::MEMBER.as_str(),
                "(tenant=? AND grain=? AND dim=? AND period=? AND member=?)",
            ),
        ];
        for (sql, part) in expect {
            let plan = plan(conn, sql).join("; ");
            assert!(plan.contains(part), "{plan}: {sql}");
        }
    }
}
