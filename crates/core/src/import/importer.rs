//! Rows become items, one at a time.
use std::collections::{BTreeMap, VecDeque};
use std::io::BufRead;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cells::{Bad, Cells, Got, Plan};
use super::check::as_error;
use super::mapping::{Mapping, What};
use super::orders::{self, Draft, Key};
use super::record::{Content, Record, Records};
use super::{MAX_COLLECTED_ROWS, MAX_REMEMBERED_ORDERS, messages, people, products, tickets};
use crate::error::Error;
use crate::model::command::Command;
use crate::model::fact::Fact;
use crate::model::ids::Uid;

/// What a row became.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Something that happened outside.
    Fact(Box<Fact>),
    /// Something the merchant wants: a product added or changed.
    Command(Box<Command>),
}

/// Why a row was left out. It quotes nothing that stands in the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowError {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column, when it is one.
    pub column: Option<String>,
    /// The field that column was mapped to.
    pub field: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A place in a file from which an import can go on, under the same mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bookmark {
    /// Bytes before it.
    pub byte: u64,
    /// The line that comes next, from 1.
    pub line: u64,
    /// Items given since that byte already (only when rows are collected).
    #[serde(default)]
    pub skip: u64,
    /// A digest of the mapping and the header, so that it is not used with others.
    pub of: String,
}

/// What one row, or the rows of one order, became.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u64,
    /// The item, or why there is none.
    pub result: Result<Item, RowError>,
    /// Where to go on when this and all before it is done.
    pub next: Bookmark,
    /// The field and the word of a row that was left out for a word without a meaning: what `values` is to translate.
    /// It stands there as the file has it.
    pub unknown_word: Option<(String, String)>,
}

/// Reads a file by a mapping: an iterator of rows, which ends after the first error of the file itself.
pub struct Importer<R> {
    plan: Plan,
    records: Records<R>,
    of: String,
    ready: VecDeque<Row>,
    open: Option<Draft>,
    before: Remembered,
    collected: Option<Collected>,
    /// Where the rows begin, and how many items since then were given or are to be left out.
    first: (u64, u64),
    /// The end of the last row taken: blank lines after it are not part of any place.
    passed: (u64, u64),
    given: u64,
    skip: u64,
    /// Where to go on after the last row given.
    stand: Option<Bookmark>,
    ended: bool,
}

/// Orders in the making, wherever their rows stand.
#[derive(Default)]
struct Collected {
    places: BTreeMap<Key, usize>,
    drafts: Vec<Draft>,
    rows: usize,
}

/// The last order numbers seen, as 64-bit digests.
#[derive(Default)]
struct Remembered {
    set: FxHashSet<u64>,
    line: VecDeque<u64>,
}

impl Remembered {
    fn digest(key: &Key) -> u64 {
        let Uid(bytes) = Uid::digest(&[key.0.as_str(), key.1.as_str(), &key.2]);
        bytes.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
    }
    fn has(&self, key: &Key) -> bool {
        self.set.contains(&Self::digest(key))
    }
    fn add(&mut self, key: &Key) {
        let digest = Self::digest(key);
        if !self.set.insert(digest) {
            return;
        }
        self.line.push_back(digest);
        if self.line.len() > MAX_REMEMBERED_ORDERS
            && let Some(oldest) = self.line.pop_front()
        {
            self.set.remove(&oldest);
        }
    }
}

impl<R: BufRead> Importer<R> {
    /// Opens a file. `from` goes on where an earlier import of the same file by the same mapping stopped; the reader
    /// stands at the first byte of the file all the same.
    ///
    /// # Errors
    /// `Config` for a mapping with problems, or one that does not fit the columns of the file; `Malformed` for a file
    /// that is not UTF-8, has no header, or does not have the bookmark; `Unavailable` when it cannot be read.
    pub fn new(mapping: Mapping, reader: R, from: Option<Bookmark>) -> Result<Self, Error> {
        refuse(&mapping.problems())?;
        let mut records = Records::open(reader, mapping.format)?;
        let mut header = Vec::new();
        let plan = Plan::new(mapping, &header);
        let plan = if plan.is_json() {
            plan
        } else {
            header = read_header(&mut records)?;
            refuse(&plan.mapping.problems_with(&header))?;
            Plan::new(plan.mapping, &header)
        };
        let mut importer = Self {
            of: digest(&plan.mapping, &header)?,
            collected: plan.mapping.collect.then(Collected::default),
            first: (records.offset, records.line),
            passed: (records.offset, records.line),
            plan,
            records,
            ready: VecDeque::new(),
            open: None,
            before: Remembered::default(),
            given: 0,
            skip: 0,
            stand: None,
            ended: false,
        };
        if let Some(bookmark) = from {
            importer.go_to(&bookmark)?;
            importer.stand = Some(bookmark);
        }
        Ok(importer)
    }

    /// Where it stands: before the first row that was not given yet.
    pub fn bookmark(&self) -> Bookmark {
        match &self.stand {
            Some(bookmark) => bookmark.clone(),
            None => self.at(self.first.0, self.first.1),
        }
    }

    /// Bytes of the file read so far.
    pub fn bytes(&self) -> u64 {
        self.records.offset
    }

    fn at(&self, byte: u64, line: u64) -> Bookmark {
        Bookmark {
            byte,
            line,
            skip: 0,
            of: self.of.clone(),
        }
    }

    /// While rows are collected nothing before the end is done: one goes back to the start and leaves out what was given.
    fn collecting(&self, given: u64) -> Bookmark {
        Bookmark {
            skip: given,
            ..self.at(self.first.0, self.first.1)
        }
    }

    /// Reads up to the bookmark. Rows are taken apart on the way, so that what was remembered is remembered again.
    fn go_to(&mut self, bookmark: &Bookmark) -> Result<(), Error> {
        let wrong = || {
            let hint =
                "go on with the same file and the same mapping, or start anew: what is known already is not doubled";
            Error::malformed("the bookmark is not one of this file and mapping")
                .during("import.resume")
                .hint(hint)
        };
        if bookmark.of != self.of {
            return Err(wrong());
        }
        self.skip = bookmark.skip;
        while self.records.offset < bookmark.byte {
            let Some(record) = self.records.next()? else { break };
            if self.plan.mapping.what == What::Orders
                && let Ok(content) = &record.content
                && self.plan.fits(content, record.line).is_ok()
                && let Ok(key) = orders::key(Cells::new(&self.plan, content, record.line))
            {
                self.before.add(&key);
            }
        }
        self.passed = (self.records.offset, self.records.line);
        if self.records.offset == bookmark.byte {
            Ok(())
        } else {
            Err(wrong())
        }
    }

    fn give(&mut self, line: u64, result: Got<Item>, byte: u64, next_line: u64) {
        self.given += 1;
        let next = match self.collected {
            Some(_) => self.collecting(self.given),
            None => self.at(byte, next_line),
        };
        if self.given <= self.skip {
            return;
        }
        let mut unknown_word = None;
        let result = result.map_err(|bad| {
            unknown_word = bad.error.field.clone().zip(bad.word);
            bad.error
        });
        self.ready.push_back(Row {
            line,
            result,
            next,
            unknown_word,
        });
    }

    fn take(&mut self, record: &Record) -> Result<(), Error> {
        let content = match &record.content {
            Ok(content) => content,
            Err((reason, hint)) => {
                self.refuse_row(record, Bad::new(record.line, *reason, *hint));
                return Ok(());
            }
        };
        if let Err(bad) = self.plan.fits(content, record.line) {
            self.refuse_row(record, bad);
            return Ok(());
        }
        let build = match self.plan.mapping.what {
            What::Orders => return self.take_line(record, content),
            What::Tickets => tickets::item,
            What::Customers => people::item,
            What::Products => products::item,
            What::Messages => messages::item,
        };
        let result = build(Cells::new(&self.plan, content, record.line));
        self.give(record.line, result, record.end, record.next_line);
        Ok(())
    }

    fn refuse_row(&mut self, record: &Record, bad: Box<Bad>) {
        self.close();
        self.give(record.line, Err(bad), record.end, record.next_line);
    }

    /// Gives the order in the making: its last row was the last one taken.
    fn close(&mut self) {
        if let Some(draft) = self.open.take() {
            self.before.add(&draft.key);
            let (byte, line) = self.passed;
            self.give(draft.line, draft.finish(), byte, line);
        }
    }

    fn take_line(&mut self, record: &Record, content: &Content) -> Result<(), Error> {
        let key = match orders::key(Cells::new(&self.plan, content, record.line)) {
            Ok(key) => key,
            Err(bad) => {
                self.refuse_row(record, bad);
                return Ok(());
            }
        };
        let cells = Cells::new(&self.plan, content, record.line);
        if let Some(collected) = &mut self.collected {
            return collected.add(key, cells);
        }
        if let Some(draft) = self.open.as_mut().filter(|d| d.key == key) {
            draft.add(cells);
            return Ok(());
        }
        let draft = if self.before.has(&key) {
            Draft::scattered(key, record.line)
        } else {
            Draft::new(key, cells)
        };
        self.close();
        self.open = Some(draft);
        Ok(())
    }

    fn finish(&mut self) {
        self.ended = true;
        self.close();
        let (byte, line) = self.passed;
        let drafts = self.collected.as_mut().map(|c| std::mem::take(&mut c.drafts));
        for draft in drafts.into_iter().flatten() {
            self.give(draft.line, draft.finish(), byte, line);
        }
    }

    fn advance(&mut self) -> Result<(), Error> {
        match self.records.next()? {
            Some(record) => {
                self.take(&record)?;
                self.passed = (record.end, record.next_line);
                Ok(())
            }
            None => {
                self.finish();
                Ok(())
            }
        }
    }
}

impl Collected {
    fn add(&mut self, key: Key, cells: Cells<'_>) -> Result<(), Error> {
        self.rows += 1;
        if self.rows > MAX_COLLECTED_ROWS {
            let hint = "sort the file by order number and take collect out of the mapping";
            return Err(Error::malformed("the file has more rows than can be collected")
                .during("import.read")
                .hint(hint));
        }
        match self.places.get(&key).and_then(|i| self.drafts.get_mut(*i)) {
            Some(draft) => draft.add(cells),
            None => {
                self.places.insert(key.clone(), self.drafts.len());
                self.drafts.push(Draft::new(key, cells));
            }
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Importer<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.pop_front() {
                self.stand = Some(row.next.clone());
                return Some(Ok(row));
            }
            if self.ended {
                return None;
            }
            if let Err(e) = self.advance() {
                self.ended = true;
                return Some(Err(e));
            }
        }
    }
}

impl<R> std::fmt::Debug for Importer<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Importer")
            .field("what", &self.plan.mapping.what)
            .finish_non_exhaustive()
    }
}

fn refuse(problems: &[super::Problem]) -> Result<(), Error> {
    as_error(problems).map_or(Ok(()), Err)
}

fn read_header<R: BufRead>(records: &mut Records<R>) -> Result<Vec<String>, Error> {
    let record = records.next()?;
    match record.map(|r| r.content) {
        Some(Ok(Content::Cells(cells))) => Ok(cells.iter().map(|c| super::value::clean(c).to_owned()).collect()),
        Some(Err((reason, hint))) => {
            let e = Error::malformed(format!("the header cannot be read: {reason}")).during("import.open");
            Err(match hint {
                Some(hint) => e.hint(hint),
                None => e,
            })
        }
        _ => Err(Error::malformed("the file is empty")
            .during("import.open")
            .hint("the first row names the columns")),
    }
}

fn digest(mapping: &Mapping, header: &[String]) -> Result<String, Error> {
    let written =
        serde_json::to_string(mapping).map_err(|e| Error::internal("a mapping cannot be written").because(e))?;
    let mut parts = vec![written.as_str()];
    parts.extend(header.iter().map(String::as_str));
    Ok(Uid::digest(&parts).to_hex())
}
