//! Columns of a table: what each is called, what it holds, and how it is taken from a row.
use std::borrow::Cow;
use std::sync::Arc;

use aftersync::{Timestamp, Uid};
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Int64Builder, ListBuilder, StringBuilder, StringDictionaryBuilder,
    TimestampMillisecondBuilder,
};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};

/// What one field of one row holds.
pub enum Cell<'a> {
    /// A text that differs from row to row, such as an id.
    Text(Option<Cow<'a, str>>),
    /// One of few words: kept once, and referred to.
    Word(Option<&'a str>),
    /// A whole number; money is minor units.
    Whole(Option<i64>),
    /// Yes or no.
    Flag(bool),
    /// A point in time, in UTC.
    Time(Option<Timestamp>),
    /// A day, counted from 1970.
    Day(i32),
    /// Several texts.
    Texts(Vec<String>),
}

/// An id that must be there.
pub fn id<'a>(id: impl Into<Uid>) -> Cell<'a> {
    Cell::Text(Some(Cow::Owned(id.into().to_hex())))
}

/// An id that may be missing.
pub fn maybe_id<'a>(id: Option<impl Into<Uid>>) -> Cell<'a> {
    Cell::Text(id.map(|id| Cow::Owned(id.into().to_hex())))
}

/// A text that may be missing.
pub fn maybe(text: &Option<String>) -> Cell<'_> {
    Cell::Text(text.as_deref().map(Cow::Borrowed))
}

/// A count.
pub fn count<'a>(n: usize) -> Cell<'a> {
    Cell::Whole(i64::try_from(n).ok())
}

/// A column: its name, its form, and its field of a row.
pub type Column<R> = (&'static str, Form, fn(&R) -> Cell<'_>);

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// utf8.
    Text,
    /// dictionary of utf8.
    Word,
    /// int64.
    Whole,
    /// bool.
    Flag,
    /// timestamp in milliseconds, UTC.
    Time,
    /// date32.
    Day,
    /// list of utf8.
    Texts,
}

const UTC: &str = "UTC";

impl Form {
    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Word => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Self::Whole => DataType::Int64,
            Self::Flag => DataType::Boolean,
            Self::Time => DataType::Timestamp(TimeUnit::Millisecond, Some(UTC.into())),
            Self::Day => DataType::Date32,
            Self::Texts => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        }
    }

    fn builder(self) -> Builder {
        match self {
            Self::Text => Builder::Text(StringBuilder::new()),
            Self::Word => Builder::Word(StringDictionaryBuilder::new()),
            Self::Whole => Builder::Whole(Int64Builder::new()),
            Self::Flag => Builder::Flag(BooleanBuilder::new()),
            Self::Time => Builder::Time(TimestampMillisecondBuilder::new().with_data_type(self.data_type())),
            Self::Day => Builder::Day(Date32Builder::new()),
            Self::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new())),
        }
    }
}

enum Builder {
    Text(StringBuilder),
    Word(StringDictionaryBuilder<Int32Type>),
    Whole(Int64Builder),
    Flag(BooleanBuilder),
    Time(TimestampMillisecondBuilder),
    Day(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
}

impl Builder {
    fn push(&mut self, cell: Cell<'_>) -> Result<(), ArrowError> {
        match (self, cell) {
            (Self::Text(to), Cell::Text(value)) => to.append_option(value),
            (Self::Word(to), Cell::Word(value)) => to.append_option(value),
            (Self::Whole(to), Cell::Whole(value)) => to.append_option(value),
            (Self::Flag(to), Cell::Flag(value)) => to.append_value(value),
            (Self::Time(to), Cell::Time(value)) => to.append_option(value.map(|at| at.0)),
            (Self::Day(to), Cell::Day(value)) => to.append_value(value),
            (Self::Texts(to), Cell::Texts(values)) => {
                values.into_iter().for_each(|value| to.values().append_value(value));
                to.append(true);
            }
            _ => return Err(ArrowError::SchemaError("a cell is not of its column's form".to_owned())),
        }
        Ok(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(of) => Arc::new(of.finish()),
            // The words go on into the next batch: readers that join batches need not join dictionaries.
            Self::Word(of) => Arc::new(of.finish_preserve_values()),
            Self::Whole(of) => ArrayBuilder::finish(of),
            Self::Flag(of) => ArrayBuilder::finish(of),
            Self::Time(of) => ArrayBuilder::finish(of),
            Self::Day(of) => ArrayBuilder::finish(of),
            Self::Texts(of) => ArrayBuilder::finish(of),
        }
    }
}

/// Rows on their way to become batches.
pub struct Columns<R: 'static> {
    columns: &'static [Column<R>],
    builders: Vec<Builder>,
    schema: SchemaRef,
    rows: usize,
}

impl<R> Columns<R> {
    /// Empty columns.
    pub fn new(columns: &'static [Column<R>]) -> Self {
        let fields = columns
            .iter()
            .map(|(name, form, _)| Field::new(*name, form.data_type(), true));
        Self {
            columns,
            builders: columns.iter().map(|(_, form, _)| form.builder()).collect(),
            schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())),
            rows: 0,
        }
    }

    /// What the batches hold.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// How many rows wait.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row.
    pub fn push(&mut self, row: &R) -> Result<(), ArrowError> {
        for ((_, _, field), builder) in self.columns.iter().zip(&mut self.builders) {
            builder.push(field(row))?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The waiting rows as a batch.
    pub fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        let arrays = self.builders.iter_mut().map(Builder::finish).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(std::mem::take(&mut self.rows)));
        RecordBatch::try_new_with_options(self.schema(), arrays, &options)
    }
}
