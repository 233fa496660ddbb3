//! A table batch by batch, each read when it is asked for.
use aftersync::{Error, Result};
use aftersync_bindings_common::rows::Pages;
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};

use super::column::{Column, Columns};

/// Rows of one batch: large enough for readers, small enough that one is never much of the memory.
const BATCH_ROWS: usize = 16_384;

/// Batches until the table is at its end, or until one fails.
pub struct Batches {
    schema: SchemaRef,
    next: Box<dyn FnMut() -> Result<Option<RecordBatch>> + Send>,
    over: bool,
}

impl Batches {
    /// Of rows that come in pages.
    pub fn new<R: 'static>(columns: &'static [Column<R>], mut pages: Pages<R>) -> Self {
        let mut columns = Columns::new(columns);
        Self {
            schema: columns.schema(),
            next: Box::new(move || batch(&mut columns, &mut pages)),
            over: false,
        }
    }

    /// What they hold.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let batch = (self.next)().transpose();
        self.over = !matches!(batch, Some(Ok(_)));
        batch
    }
}

fn batch<R>(columns: &mut Columns<R>, pages: &mut Pages<R>) -> Result<Option<RecordBatch>> {
    while columns.rows() < BATCH_ROWS {
        let Some(rows) = pages.page()? else { break };
        for row in &rows {
            columns.push(row).map_err(odd)?;
        }
    }
    match columns.rows() {
        0 => Ok(None),
        _ => columns.batch().map(Some).map_err(odd),
    }
}

fn odd(error: ArrowError) -> Error {
    Error::internal("rows could not be made into columns")
        .during("arrow.batch")
        .because(error)
}
