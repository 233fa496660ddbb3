//! Tables for data frames: Arrow batches made of typed rows, handed over without a copy by the C stream interface.
use std::sync::Arc;

use aftersync::{Error, Result};
use aftersync_bindings_common::rows::{self, Table};
use aftersync_bindings_common::{Session, fenced};
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

mod batches;
mod column;
mod tables;

use batches::Batches;

/// A whole table in memory, column by column. Reads like a data frame of any library that knows Arrow: `polars.DataFrame`,
/// `pyarrow.table` and `pandas.DataFrame.from_arrow` take it, DuckDB takes it by the name of the variable. None of them
/// copies it.
#[pyclass(frozen, module = "aftersync", name = "ArrowTable")]
pub struct ArrowTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// Reads a table to its end; the interpreter goes on meanwhile.
pub fn read(session: Arc<Session>, name: &str, args: &[u8]) -> Result<ArrowTable> {
    fenced(|| {
        let batches = batches(session, name, args)?;
        Ok(ArrowTable {
            schema: batches.schema(),
            batches: batches.collect::<Result<Vec<_>>>()?,
        })
    })
}

/// The same without ever holding more than one batch: each is read when the reader asks for it.
pub fn stream<'py>(py: Python<'py>, session: Arc<Session>, name: &str, args: &[u8]) -> PyResult<Bound<'py, PyCapsule>> {
    let begun = py.detach(|| {
        fenced(|| {
            let mut batches = batches(session, name, args)?;
            // A query that is wrong fails here, with its own exception, and not in the middle of a reader.
            let first = batches.next().transpose()?;
            Ok((first, batches))
        })
    });
    let (first, rest) = crate::answered(begun)?;
    let schema = rest.schema();
    let batches = first.map(Ok).into_iter().chain(rest.map(|read| read.map_err(told)));
    let reader = RecordBatchIterator::new(Unlocked(batches), schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
}

fn batches(session: Arc<Session>, name: &str, args: &[u8]) -> Result<Batches> {
    Ok(match rows::table(session, name, args)? {
        Table::Tickets(pages) => Batches::new(tables::TICKETS, pages),
        Table::Orders(pages) => Batches::new(tables::ORDERS, pages),
        Table::SoldLines(pages) => Batches::new(tables::SOLD_LINES, pages),
        Table::Events(pages) => Batches::new(tables::EVENTS, pages),
        Table::Counters(pages) => Batches::new(tables::COUNTERS, pages),
    })
}

/// Readers ask for a batch with the interpreter's lock or without it: while the store is read it is let go.
struct Unlocked<I>(I);

impl<I: Iterator + Send> Iterator for Unlocked<I>
where
    I::Item: Send,
{
    type Item = I::Item;

    fn next(&mut self) -> Option<Self::Item> {
        Python::attach(|py| py.detach(|| self.0.next()))
    }
}

/// An error as readers of streams tell it: its words.
fn told(error: Error) -> ArrowError {
    ArrowError::ExternalError(Box::new(error))
}

fn kind(of: &DataType) -> &'static str {
    match of {
        DataType::Dictionary(..) => "word",
        DataType::Int64 => "int64",
        DataType::Boolean => "bool",
        DataType::Timestamp(..) => "timestamp[ms, UTC]",
        DataType::Date32 => "date",
        DataType::List(_) => "list of utf8",
        _ => "utf8",
    }
}

#[pymethods]
impl ArrowTable {
    /// The Arrow C stream of it: what other libraries ask for. May be asked for any number of times.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // It is allowed to give another schema than was asked for, and the reader casts.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The Arrow C schema of it.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref());
        let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// How many bytes of memory it takes.
    #[getter]
    fn nbytes(&self) -> usize {
        self.batches.iter().map(RecordBatch::get_array_memory_size).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    /// Its columns, as a notebook shows them.
    fn _repr_html_(&self) -> String {
        let rows = self.schema.fields().iter();
        // Names and types of columns are ours: nothing in them needs to be escaped but angle brackets, which they lack.
        let rows = rows.map(|field| format!("<tr><td>{}</td><td>{}</td></tr>", field.name(), kind(field.data_type())));
        let (rows, caption) = (rows.collect::<String>(), self.num_rows());
        let head = "<thead><tr><th>column</th><th>type</th></tr></thead>";
        format!("<table><caption>{caption} rows</caption>{head}<tbody>{rows}</tbody></table>")
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = (self.num_rows(), self.schema.fields().len());
        format!("<aftersync.ArrowTable: {rows} rows, {columns} columns>")
    }
}
