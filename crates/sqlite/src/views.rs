//! The views: a stable contract for people who read the file with SQL.

/// A column of a view.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// The expression behind it.
    pub sql: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A view.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// What one row of it is.
    pub meaning: &'static str,
    /// What stands behind `FROM`.
    pub from: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

/// All views.
pub const VIEWS: &[View] = &[];

/// SQL that makes all views anew.
pub(crate) fn create_all() -> String {
    VIEWS.iter().map(create).collect()
}

fn create(view: &View) -> String {
    let columns: Vec<String> = view
        .columns
        .iter()
        .map(|c| format!("{} AS {}", c.sql, c.name))
        .collect();
    format!(
        "DROP VIEW IF EXISTS {name}; CREATE VIEW {name} AS SELECT {columns} FROM {from};\n",
        name = view.name,
        columns = columns.join(", "),
        from = view.from
    )
}
