//! Drives an import: chunks to a closure, bad rows to the report, a bookmark after every chunk.
use std::collections::BTreeMap;
use std::io::BufRead;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::importer::{Bookmark, Importer, Item, Row, RowError};
use crate::error::{Error, ErrorKind, ErrorRecord, Result};
use crate::limits::MAX_BATCH;

/// How an import runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "ImportOptions")]
pub struct Options {
    /// Read and check everything, hand nothing on.
    pub dry_run: bool,
    /// Rows per chunk, from 1 to [`MAX_BATCH`].
    pub chunk: usize,
    /// Stop when more rows than this failed; `None` means never.
    pub max_errors: Option<u64>,
    /// Most errors kept word for word; the others are only counted.
    pub keep_errors: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dry_run: false,
            chunk: 500,
            max_errors: None,
            keep_errors: 1_000,
        }
    }
}

/// What the taker did with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// The first of its object.
    New,
    /// Newer than what was known.
    Updated,
    /// Known already.
    Duplicate,
    /// Older than what is known.
    Stale,
}

/// How far an import is. Rows are counted as items: the rows of one order are one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportProgress")]
pub struct Progress {
    /// Bytes of the file that are done.
    pub bytes: u64,
    /// Items read, good and bad.
    pub rows: u64,
    /// Good ones, taken (or, in a dry run, good enough to be).
    pub accepted: u64,
    /// Taken as the first of their object.
    pub new: u64,
    /// Taken as newer.
    pub updated: u64,
    /// Known already.
    pub duplicate: u64,
    /// Older than what is known.
    pub stale: u64,
    /// Left out or refused.
    pub failed: u64,
}

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportReport")]
pub struct Report {
    /// The figures of this run.
    pub progress: Progress,
    /// The first bad rows.
    pub errors: Vec<RowError>,
    /// Field → word without a meaning → how often, as they stand in the file: what `values` has still to translate.
    pub unknown_words: BTreeMap<String, BTreeMap<String, u64>>,
    /// Where to go on.
    pub bookmark: Bookmark,
    /// Why it stopped before the end of the file; `None` when it did not.
    pub stopped: Option<ErrorRecord>,
}

impl Report {
    /// Whether the whole file was read.
    pub fn is_finished(&self) -> bool {
        self.stopped.is_none()
    }
}

/// Most different words kept per field.
const MAX_WORDS: usize = 100;

#[derive(Default)]
struct Chunk {
    rows: usize,
    items: Vec<Item>,
    lines: Vec<u64>,
    errors: Vec<RowError>,
    words: Vec<(String, String)>,
    next: Option<Bookmark>,
}

impl Chunk {
    fn add(&mut self, row: Row) {
        self.rows += 1;
        self.next = Some(row.next);
        self.words.extend(row.unknown_word);
        match row.result {
            Ok(item) => {
                self.items.push(item);
                self.lines.push(row.line);
            }
            Err(e) => self.errors.push(e),
        }
    }
}

/// Reads a file to its end and hands the items on in chunks.
///
/// `sink` answers for every item in order; an error of its own, or an item that failed in a way that can be tried
/// again, stops the import before that chunk. A refused item counts as a bad row. `progress` hears of every chunk.
/// What was stopped goes on with the bookmark of the report; giving an item twice does no harm.
pub fn run<R, S, P>(importer: Importer<R>, options: &Options, mut sink: S, mut progress: P) -> Report
where
    R: BufRead,
    S: FnMut(Vec<Item>) -> Result<Vec<Result<Taken>>>,
    P: FnMut(&Progress),
{
    let size = options.chunk.clamp(1, MAX_BATCH);
    let mut report = Report {
        progress: Progress::default(),
        errors: Vec::new(),
        unknown_words: BTreeMap::new(),
        bookmark: importer.bookmark(),
        stopped: None,
    };
    let mut importer = importer;
    let mut done = false;
    while !done && report.stopped.is_none() {
        let mut chunk = Chunk::default();
        let mut broken = None;
        while chunk.rows < size && !beyond(options, &report, &chunk) {
            match importer.next() {
                Some(Ok(row)) => chunk.add(row),
                Some(Err(e)) => {
                    broken = Some(e);
                    break;
                }
                None => {
                    done = true;
                    break;
                }
            }
        }
        let result = take(chunk, options, &mut report, &mut sink);
        if done && result.is_ok() {
            report.bookmark = importer.bookmark();
            report.progress.bytes = importer.bytes();
        }
        let error = result.err().or(broken).or_else(|| too_many(options, &report));
        report.stopped = error.as_ref().map(ErrorRecord::from);
        progress(&report.progress);
    }
    report
}

fn beyond(options: &Options, report: &Report, chunk: &Chunk) -> bool {
    let failed = report.progress.failed + chunk.errors.len() as u64;
    options.max_errors.is_some_and(|most| failed > most)
}

fn too_many(options: &Options, report: &Report) -> Option<Error> {
    let most = options.max_errors.filter(|most| report.progress.failed > *most)?;
    let message = format!("more than {most} rows are bad");
    Some(
        Error::new(ErrorKind::Malformed, message)
            .during("import.run")
            .hint("read the errors of the report"),
    )
}

/// Hands a chunk on and books what came of it; nothing is booked when it has to be tried again.
fn take<S>(chunk: Chunk, options: &Options, report: &mut Report, sink: &mut S) -> Result<()>
where
    S: FnMut(Vec<Item>) -> Result<Vec<Result<Taken>>>,
{
    let count = chunk.items.len();
    let answers = if options.dry_run || count == 0 {
        Vec::new()
    } else {
        sink(chunk.items)?
    };
    if !options.dry_run && answers.len() != count {
        return Err(Error::internal("the sink has not answered for every item").during("import.run"));
    }
    if let Some(e) = answers
        .iter()
        .filter_map(|a| a.as_ref().err())
        .find(|e| e.is_retryable())
    {
        return Err(e.clone());
    }
    let figures = &mut report.progress;
    figures.rows += chunk.rows as u64;
    figures.failed += chunk.errors.len() as u64;
    figures.accepted += count as u64;
    let mut errors = chunk.errors;
    for (answer, line) in answers.into_iter().zip(chunk.lines) {
        let figure = match answer {
            Ok(Taken::New) => &mut figures.new,
            Ok(Taken::Updated) => &mut figures.updated,
            Ok(Taken::Duplicate) => &mut figures.duplicate,
            Ok(Taken::Stale) => &mut figures.stale,
            Err(e) => {
                figures.accepted -= 1;
                errors.push(refused(line, &e));
                &mut figures.failed
            }
        };
        *figure += 1;
    }
    errors.sort_by_key(|e| e.line);
    let room = options.keep_errors.saturating_sub(report.errors.len());
    report.errors.extend(errors.into_iter().take(room));
    for (field, word) in chunk.words {
        tally(report.unknown_words.entry(field).or_default(), word);
    }
    if let Some(next) = chunk.next {
        figures.bytes = next.byte;
        report.bookmark = next;
    }
    Ok(())
}

fn refused(line: u64, e: &Error) -> RowError {
    RowError {
        line,
        column: None,
        field: None,
        reason: e.message().to_owned(),
        hint: e.advice().map(str::to_owned),
    }
}

fn tally(words: &mut BTreeMap<String, u64>, word: String) {
    if words.len() < MAX_WORDS || words.contains_key(&word) {
        *words.entry(word).or_default() += 1;
    }
}
