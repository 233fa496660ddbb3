//! The tables. Steps of the past are never edited: they made the files that people have.

/// How a table of rows is laid out.
#[derive(Clone, Copy)]
enum Layout {
    /// Rows of a few hundred bytes and more: a hidden integer is the key, so that large bodies are not moved about.
    Wide,
    /// Rows below some 200 bytes: kept in the order of their key.
    Narrow,
}
use Layout::{Narrow, Wide};

/// Tables of rows of the first release.
const ROWS_1: &[(&str, Layout)] = &[
    ("ticket", Wide),
    ("source", Wide),
    ("docket", Wide),
    ("order", Wide),
    ("parcel", Wide),
    ("message", Wide),
    ("conversation", Wide),
    ("account", Wide),
    ("customer", Wide),
    ("bucket", Narrow),
    ("product", Wide),
    ("listing", Wide),
    ("product_code", Narrow),
    ("show", Wide),
    ("show_index", Wide),
    ("agent", Wide),
    ("roster", Wide),
    ("config", Wide),
    ("job", Wide),
    ("receipt", Narrow),
    ("task", Wide),
    ("raw", Wide),
    ("shop_state", Wide),
    ("quarantine", Wide),
    ("sequence", Narrow),
    ("mention", Wide),
];

/// Everything that is not a table of rows.
const FIXED_1: &str = "
CREATE TABLE tenant(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  now INTEGER NOT NULL
) STRICT;
CREATE TABLE entry(
  tenant INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  grp BLOB NOT NULL,
  sort INTEGER NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY(tenant, idx, grp, sort, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  id INTEGER PRIMARY KEY, -- tenant << 40 | cursor
  at INTEGER NOT NULL,
  v INTEGER NOT NULL,
  ticket BLOB,
  actor TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX event_ticket ON event(ticket) WHERE ticket IS NOT NULL; -- the id follows by itself
CREATE TABLE gauge(
  tenant INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  key BLOB NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY(tenant, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE counter(
  tenant INTEGER NOT NULL,
  grain TEXT NOT NULL,
  dim TEXT NOT NULL,
  period INTEGER NOT NULL,
  member TEXT NOT NULL,
  metric TEXT NOT NULL,
  currency TEXT NOT NULL, -- '' for what is not money
  value INTEGER NOT NULL,
  PRIMARY KEY(tenant, grain, dim, period, member, metric, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE blob(
  id INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL,
  hash BLOB NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE(tenant, hash)
) STRICT;
";

fn rows_table((word, layout): &(&str, Layout)) -> String {
    match layout {
        Wide => format!(
            "CREATE TABLE r_{word}(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, \
             version INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE(tenant, key)) STRICT;\n"
        ),
        Narrow => format!(
            "CREATE TABLE r_{word}(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, \
             body TEXT NOT NULL, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;\n"
        ),
    }
}

/// Sealing: bodies become envelopes, with the open values beside them.
pub(crate) const FIXED_2: &str = "
CREATE TABLE sealing(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  key_id TEXT, -- NULL: the store is open
  value BLOB, -- opens only with the right key
  given INTEGER NOT NULL -- the last number of a share that was given to somebody
) STRICT;
INSERT INTO sealing(one, given) VALUES(1, 1);
CREATE TABLE data_key(
  tenant INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE person(
  tenant INTEGER NOT NULL,
  owner BLOB NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY(tenant, owner)
) STRICT, WITHOUT ROWID;
CREATE TABLE shred(number INTEGER PRIMARY KEY) STRICT; -- shares that are to be wiped out
ALTER TABLE event ADD COLUMN words BLOB; -- an envelope with what is private in it
ALTER TABLE event ADD COLUMN person INTEGER; -- of an open store: whose they are
";

/// The second step begins: room for envelopes. The views go, since they name what goes.
pub(crate) fn step_2() -> String {
    let views = crate::views::VIEWS
        .iter()
        .map(|v| format!("DROP VIEW IF EXISTS {};\n", v.name));
    let tables = ROWS_1.iter().map(|(word, _)| {
        format!(
            "ALTER TABLE r_{word} ADD COLUMN open TEXT;\n\
             ALTER TABLE r_{word} ADD COLUMN envelope BLOB NOT NULL DEFAULT x'';\n"
        )
    });
    views.chain(tables).chain([FIXED_2.to_owned()]).collect()
}

/// The second step ends: the plain bodies go.
pub(crate) fn step_2_end() -> String {
    ROWS_1
        .iter()
        .map(|(word, _)| format!("ALTER TABLE r_{word} DROP COLUMN body;\n"))
        .collect()
}

/// The first release.
pub(crate) fn step_1() -> String {
    ROWS_1.iter().map(rows_table).chain([FIXED_1.to_owned()]).collect()
}

/// The figures of a member, as the third release has them.
const FIGURES_3: &[&str] = &[
    "sold_units",
    "sold_minor",
    "opened",
    "ended",
    "refunds_by_sale",
    "refund_minor_by_sale",
    "returns_by_sale",
    "units_by_sale",
    "exchanges_by_sale",
    "tickets_by_sale",
    "refund_minor",
    "breaches",
    "responded",
    "response_ms",
    "resolution_ms",
    "response_0",
    "response_1",
    "response_2",
    "response_3",
    "response_4",
    "response_5",
];

/// Counters: all figures of a member in one row. The views go, since they name what goes.
pub(crate) fn step_3() -> String {
    const KEY: &str = "tenant, grain, dim, period, member, currency";
    let figures = |of: fn(&&str) -> String| FIGURES_3.iter().map(of).collect::<Vec<_>>().join(", ");
    let views = crate::views::VIEWS
        .iter()
        .map(|v| format!("DROP VIEW IF EXISTS {};\n", v.name));
    let table = format!(
        "CREATE TABLE counter_3(
  tenant INTEGER NOT NULL,
  grain TEXT NOT NULL,
  dim TEXT NOT NULL,
  period INTEGER NOT NULL,
  member TEXT NOT NULL,
  currency TEXT NOT NULL, -- of the amounts; '' where there are none
  {columns},
  PRIMARY KEY({KEY})
) STRICT, WITHOUT ROWID;
INSERT INTO counter_3({KEY}, {names}) SELECT {KEY}, {sums} FROM counter GROUP BY {KEY};
DROP TABLE counter;
ALTER TABLE counter_3 RENAME TO counter;
",
        columns = figures(|m| format!("{m} INTEGER NOT NULL DEFAULT 0")),
        names = figures(|m| (*m).to_owned()),
        sums = figures(|m| format!("sum(CASE metric WHEN '{m}' THEN value ELSE 0 END)")),
    );
    views.chain([table]).collect()
}

/// Tables of rows of the fourth step: who is who. Hashes, so that nothing is read from them with SQL.
const ROWS_4: &[&str] = &["id_node", "id_bucket", "id_page", "id_entity", "id_decision"];

/// The fourth step: who is who.
pub(crate) fn step_4() -> String {
    let table = |word: &&str| {
        format!(
            "CREATE TABLE r_{word}(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, \
             envelope BLOB NOT NULL, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;\n"
        )
    };
    ROWS_4.iter().map(table).collect()
}

/// The fifth step: attested keys are evidence of the matching. Accounts that were joined by them stay with their customer.
pub(crate) const STEP_5: &str = "DROP TABLE r_bucket;";

/// The sixth step: phones.
pub(crate) const STEP_6: &str = "
CREATE TABLE r_device(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, \
  envelope BLOB NOT NULL, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
";

/// The seventh step: stock.
pub(crate) const STEP_7: &str = "
CREATE TABLE r_stock(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, \
  envelope BLOB NOT NULL, PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
";

/// The eighth step: the list of tasks by agent, from what is open of a task. In the order of `open::TASK`.
pub(crate) const STEP_8: &str = "
INSERT INTO entry(tenant, idx, grp, sort, key)
SELECT tenant, 51, unhex(open ->> 4), open ->> 8, key FROM r_task
WHERE open ->> 4 IS NOT NULL AND open ->> 9 IS NULL
ON CONFLICT DO NOTHING;
";

/// The ninth step: tasks that wait for somebody stand by band, then by when they are due. All that are there are of band 2. In the
/// order of `index::queue_sort`: a band is 2^48 wide, and what is never due stands at its end.
pub(crate) const STEP_9: &str = "
UPDATE entry SET sort = (2 << 48) + min(max(sort, 0), CASE sort WHEN 9223372036854775807 THEN (1 << 48) - 1 ELSE (1 << 48) - 2 END)
WHERE idx = 52 AND (sort < 1 << 48 OR sort = 9223372036854775807);
";

/// The tenth step: how many tickets wait in each band of a queue, from the list of those that wait (4). The key is that of
/// `waiting_at` of the engine: the queue's without its first byte, then the band.
pub(crate) const STEP_10: &str = "
INSERT INTO gauge(tenant, kind, key, value)
SELECT tenant, 103, unhex(hex(substr(grp, 2)) || '0' || (sort >> 48)), count(*) FROM entry
WHERE idx = 4 GROUP BY tenant, grp, sort >> 48
ON CONFLICT DO NOTHING;
";

/// Whether a file of the first release has the table.
pub(crate) fn is_first(word: &str) -> bool {
    ROWS_1.iter().any(|(first, _)| *first == word)
}
