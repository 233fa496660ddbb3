//! The views: a stable contract for people who read the file with SQL.
//!
//! Ids are 32 lower-case hexadecimal digits, times milliseconds since 1970 with a text twin, money minor units with the
//! currency beside it. Columns are only added, at the end.
mod buyers;
mod log;
mod orders;
mod tickets;
mod work;

/// A view.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// What one row of it is.
    pub meaning: &'static str,
    /// What stands behind `FROM`. `r` has the row, `t` the tenant.
    pub(crate) from: &'static str,
    /// The names of the open values in `r.open`.
    pub(crate) open: &'static [&'static str],
    pub(crate) fields: &'static [Field],
}

/// A column of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// `text` or `integer`.
    pub kind: &'static str,
    /// What it means, with its unit.
    pub meaning: String,
    /// The expression behind it.
    pub(crate) sql: String,
}

/// One value of the model, which becomes one column or two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    name: &'static str,
    form: Form,
    meaning: &'static str,
}

/// What a value is: an open value of the row that has the column's name, or an expression.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// Text.
    Text,
    /// A whole number, or a flag as 0 and 1.
    Integer,
    /// Milliseconds: a column of them and one of text, with `_iso` behind its name.
    Time,
    /// An amount: columns with `_minor` and `_currency` behind its name.
    Money,
    /// A column or expression of text.
    TextOf(&'static str),
    /// A column or expression of whole numbers.
    IntegerOf(&'static str),
    /// An expression of milliseconds, as [`Form::Time`].
    TimeOf(&'static str),
}

/// A value of a view.
pub(crate) const fn field(name: &'static str, form: Form, meaning: &'static str) -> Field {
    Field { name, form, meaning }
}

/// The first columns of every view of rows.
pub(crate) const TENANT: Field = field("tenant", Form::TextOf("t.name"), "The merchant.");
/// The id of the row.
pub(crate) const ID: Field = field("id", Form::TextOf("lower(hex(r.key))"), "Its id.");

/// All views, as the file has them.
pub const VIEWS: &[View] = &[
    tickets::TICKET,
    orders::ORDER,
    orders::ORDER_LINE,
    log::EVENT,
    buyers::CUSTOMER,
    buyers::ACCOUNT,
    buyers::MESSAGE,
    work::JOB,
    log::COUNTER,
    orders::PRODUCT,
    orders::SHOW,
    work::TASK,
];

impl View {
    /// Its columns, in order.
    pub fn columns(&self) -> Vec<Column> {
        self.fields.iter().flat_map(|f| columns(f, self.open)).collect()
    }

    fn create(&self) -> String {
        let columns: Vec<String> = self
            .columns()
            .iter()
            .map(|c| format!("{} AS {}", c.sql, c.name))
            .collect();
        format!(
            "DROP VIEW IF EXISTS {name};\nCREATE VIEW {name} AS SELECT {columns} FROM {from};\n",
            name = self.name,
            columns = columns.join(", "),
            from = self.from
        )
    }
}

fn columns(f: &Field, open: &[&str]) -> Vec<Column> {
    let column = |suffix: &str, kind, sql: String, more: &str| Column {
        name: format!("{}{suffix}", f.name),
        kind,
        meaning: format!("{}{more}", f.meaning),
        sql,
    };
    let open = |suffix: &str| value(open, &format!("{}{suffix}", f.name));
    let time = |ms: String| {
        let text = format!("strftime('%Y-%m-%dT%H:%M:%fZ', ({ms}) / 1000.0, 'unixepoch')");
        vec![
            column("", "integer", ms, " Milliseconds since 1970."),
            column("_iso", "text", text, " As text, UTC."),
        ]
    };
    match f.form {
        Form::Text => vec![column("", "text", open(""), "")],
        Form::Integer => vec![column("", "integer", open(""), "")],
        Form::TextOf(sql) => vec![column("", "text", sql.to_owned(), "")],
        Form::IntegerOf(sql) => vec![column("", "integer", sql.to_owned(), "")],
        Form::Time => time(open("")),
        Form::TimeOf(sql) => time(sql.to_owned()),
        Form::Money => vec![
            column("_minor", "integer", open("_minor"), " Minor units."),
            column("_currency", "text", open("_currency"), " Its currency."),
        ],
    }
}

/// The expression of an open value. One that is not there is NULL; a test looks at every column.
fn value(open: &[&str], name: &str) -> String {
    match open.iter().position(|n| *n == name) {
        Some(n) => format!("json_extract(r.open, '$[{n}]')"),
        None => "NULL".to_owned(),
    }
}

/// SQL that makes all views anew.
pub(crate) fn create_all() -> String {
    VIEWS.iter().map(View::create).collect()
}
