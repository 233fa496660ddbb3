//! The typed values of one row, by the mapping.
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::importer::RowError;
use super::mapping::{Format, Keep, Mapping, Read, Source};
use super::record::Content;
use super::target::{CUSTOM, Shape, Target, find};
use super::value::{self, Wrong};
use super::vocabulary;
use crate::limits::{MAX_CUSTOM_BYTES, MAX_EXTERNAL_ID, MAX_TAG_BYTES};
use crate::model::aftersale::AccountRef;
use crate::model::custom::{CustomMoney, CustomValue};
use crate::model::evidence::{Evidence, EvidenceKind};
use crate::model::ids::{Platform, ShopId};
use crate::model::money::{Currency, Money};
use crate::model::time::Timestamp;

/// What is wrong with a row; for a word that is not known also that word, which is kept out of the error.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bad {
    pub error: RowError,
    pub word: Option<String>,
}

impl Bad {
    pub fn new(line: u64, reason: impl Into<String>, hint: Option<&str>) -> Box<Self> {
        Box::new(Self {
            error: RowError {
                line,
                column: None,
                field: None,
                reason: reason.into(),
                hint: hint.map(str::to_owned),
            },
            word: None,
        })
    }
}

pub(super) type Got<T> = Result<T, Box<Bad>>;

/// A mapping together with the columns of the file.
#[derive(Debug)]
pub(super) struct Plan {
    pub mapping: Mapping,
    /// Column → its place; empty for JSON lines.
    columns: BTreeMap<String, usize>,
    width: usize,
    used: BTreeSet<String>,
}

impl Plan {
    pub fn new(mapping: Mapping, header: &[String]) -> Self {
        let mut columns = BTreeMap::new();
        for (i, name) in header.iter().enumerate() {
            columns.entry(name.clone()).or_insert(i);
        }
        let used = mapping.fields.values().filter_map(|s| s.column.clone()).collect();
        Self {
            mapping,
            columns,
            width: header.len(),
            used,
        }
    }

    /// What is wrong with the number of cells of a row.
    pub fn fits(&self, content: &Content, line: u64) -> Got<()> {
        let Content::Cells(cells) = content else {
            return Ok(());
        };
        let surplus = cells.iter().skip(self.width).any(|c| !c.trim().is_empty());
        if cells.len() >= self.width && !surplus {
            return Ok(());
        }
        let reason = format!("the row has {} cells, the header {}", cells.len(), self.width);
        Err(Bad::new(
            line,
            reason,
            Some("a cell with a delimiter in it needs quotes"),
        ))
    }

    fn keeps(&self, column: &str) -> bool {
        let wanted = match &self.mapping.keep {
            Keep::All => true,
            Keep::None => false,
            Keep::Only(names) => names.iter().any(|n| n == column),
        };
        let lines = self.mapping.lines_at.as_deref().and_then(|at| at.strip_prefix('/'));
        wanted && !column.is_empty() && !self.used.contains(column) && lines != Some(column)
    }

    /// A JSON key may also be used by a pointer to it or into it.
    fn points_into(&self, key: &str) -> bool {
        let rest = |used: &String| {
            used.strip_prefix('/')?
                .strip_prefix(key)
                .map(|r| r.is_empty() || r.starts_with('/'))
        };
        self.used.iter().any(|used| rest(used) == Some(true))
    }
}

/// One row, or one line of an order inside a row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub plan: &'a Plan,
    pub line: u64,
    content: &'a Content,
    /// The element of `lines_at`.
    part: Option<&'a Value>,
}

impl<'a> Cells<'a> {
    pub fn new(plan: &'a Plan, content: &'a Content, line: u64) -> Self {
        Self {
            plan,
            line,
            content,
            part: None,
        }
    }

    /// The lines inside this order: itself, or the elements of its array of lines.
    pub fn lines(self) -> Got<Vec<Self>> {
        let (Content::Json(whole), Some(at)) = (self.content, &self.plan.mapping.lines_at) else {
            return Ok(vec![self]);
        };
        match whole.pointer(at) {
            Some(Value::Array(parts)) => Ok(parts.iter().map(|p| Self { part: Some(p), ..self }).collect()),
            _ => Err(Bad::new(self.line, "lines_at points to no array", None)),
        }
    }

    fn source(self, name: &str) -> Option<(Target, &'a Source)> {
        let source = self.plan.mapping.fields.get(name)?;
        Some((find(self.plan.mapping.what, name)?, source))
    }

    fn wrong(self, name: &str, (reason, hint): Wrong) -> Box<Bad> {
        let mut bad = Bad::new(self.line, reason, hint);
        bad.error.field = Some(name.to_owned());
        bad.error.column = self.source(name).and_then(|(_, s)| s.column.clone());
        bad
    }

    /// That field must not be empty here.
    pub fn need<T>(self, name: &str, value: Option<T>) -> Got<T> {
        value.ok_or_else(|| self.wrong(name, ("it is empty", None)))
    }

    fn json(self, target: Target, column: &str) -> Option<&'a Value> {
        let Content::Json(whole) = self.content else {
            return None;
        };
        let from = self.part.filter(|_| target.of_line).unwrap_or(whole);
        if column.starts_with('/') {
            from.pointer(column)
        } else {
            from.get(column)
        }
    }

    /// What stands in that column; the outer `None` for what is no text, number or flag.
    fn cell(self, target: Target, column: &str) -> Option<Option<Cow<'a, str>>> {
        if let Content::Cells(cells) = self.content {
            let cell = self.plan.columns.get(column).and_then(|i| cells.get(*i));
            return Some(cell.map(|c| Cow::Borrowed(c.as_str())));
        }
        match self.json(target, column) {
            None | Some(Value::Null) => Some(None),
            Some(value) => scalar(value).map(Some),
        }
    }

    /// The text of a field: cleaned, translated by `values`, with the default in place of an empty one.
    fn raw(self, name: &str) -> Got<Option<Cow<'a, str>>> {
        let Some((target, source)) = self.source(name) else {
            return Ok(None);
        };
        if let Some(constant) = &source.constant {
            return Ok(Some(Cow::Borrowed(constant)));
        }
        let column = source.column.as_deref().unwrap_or_default();
        let cell = self
            .cell(target, column)
            .ok_or_else(|| self.wrong(name, ("it is no text, number or flag", None)))?;
        let cell = cell.map(|c| tidy(c)).filter(|c| !self.is_empty(name, c));
        let translated = cell.map(|c| match source.values.get(c.as_ref()) {
            Some(meant) => Cow::Borrowed(meant.as_str()),
            None => c,
        });
        Ok(translated.or_else(|| source.default.as_deref().map(Cow::Borrowed)))
    }

    fn is_empty(self, name: &str, cell: &str) -> bool {
        // A message may well consist of a dash.
        let words = name != "text" && self.plan.mapping.empty.iter().any(|e| e == cell);
        cell.is_empty() || words
    }

    /// What stands in the file for that field, before it was translated.
    pub fn as_written(self, name: &str) -> Option<String> {
        let (target, source) = self.source(name)?;
        let cell = self.cell(target, source.column.as_deref()?)??;
        let text = tidy(cell);
        (!text.is_empty()).then(|| cut(&text, MAX_EXTERNAL_ID).to_owned())
    }

    pub fn text(self, name: &str) -> Got<Option<String>> {
        Ok(self.raw(name)?.map(Cow::into_owned))
    }

    /// An identifier: bounded, and not a long number that a spreadsheet has rounded.
    pub fn id(self, name: &str) -> Got<Option<String>> {
        let Some(text) = self.raw(name)? else {
            return Ok(None);
        };
        if text.len() > MAX_EXTERNAL_ID {
            return Err(self.wrong(name, ("the identifier is too long", None)));
        }
        if value::is_rounded(&text) {
            let hint = Some("a spreadsheet has rounded it: export the column as text");
            return Err(self.wrong(name, ("the identifier was rounded", hint)));
        }
        Ok(Some(text.into_owned()))
    }

    pub fn need_id(self, name: &str) -> Got<String> {
        self.need(name, self.id(name)?)
    }

    pub fn integer(self, name: &str) -> Got<Option<i64>> {
        self.typed(name, value::integer)
    }

    fn typed<T>(self, name: &str, read: impl Fn(&str) -> Result<T, Wrong>) -> Got<Option<T>> {
        match self.raw(name)? {
            Some(text) => read(&text).map(Some).map_err(|wrong| self.wrong(name, wrong)),
            None => Ok(None),
        }
    }

    /// Pieces: at least one.
    pub fn pieces(self, name: &str) -> Got<Option<u32>> {
        self.typed(name, |text| {
            let n = value::integer(text)?;
            u32::try_from(n)
                .ok()
                .filter(|n| (1..=1_000_000).contains(n))
                .ok_or(("not a number of pieces", None))
        })
    }

    fn currency(self) -> Got<Currency> {
        let code = self.need("currency", self.raw("currency")?)?;
        let wrong = ("a currency is three capital letters", Some("translate it with values"));
        Currency::parse(&code).ok_or_else(|| self.wrong("currency", wrong))
    }

    fn read_of(self, name: &str) -> Option<Read> {
        let (target, source) = self.source(name)?;
        source.read.or_else(|| target.shape.reads().first().copied())
    }

    pub fn money(self, name: &str) -> Got<Option<Money>> {
        let Some(text) = self.raw(name)? else {
            return Ok(None);
        };
        let currency = self.currency()?;
        let read = match self.read_of(name) {
            Some(Read::MoneyMinor) => value::money_minor(&text, currency),
            _ => value::money_decimal(&text, currency),
        };
        read.map(Some).map_err(|wrong| self.wrong(name, wrong))
    }

    pub fn time(self, name: &str) -> Got<Option<Timestamp>> {
        let read = self.read_of(name);
        self.typed(name, |text| match read {
            Some(Read::TimeSecs) => value::time_secs(text),
            Some(Read::TimeMs) => value::time_ms(text),
            _ => value::time_text(text, self.plan.mapping.zone_minutes),
        })
    }

    pub fn need_time(self, name: &str) -> Got<Timestamp> {
        self.need(name, self.time(name)?)
    }

    /// A word of a fixed list. One that is neither listed nor ours becomes the default, or else an error.
    pub fn word(self, name: &str) -> Got<Option<String>> {
        let Some((
            Target {
                shape: Shape::Word(known),
                ..
            },
            source,
        )) = self.source(name)
        else {
            return Ok(None);
        };
        let Some(word) = self.raw(name)? else {
            return Ok(None);
        };
        if known.has(&word) {
            return Ok(Some(word.into_owned()));
        }
        if let Some(default) = &source.default {
            return Ok(Some(default.clone()));
        }
        let hint = Some("translate the word with values, or give a default");
        let mut bad = self.wrong(name, ("a word without a meaning", hint));
        bad.word = Some(cut(&word, 48).to_owned());
        Err(bad)
    }

    pub fn parsed<T: DeserializeOwned>(self, name: &str) -> Got<Option<T>> {
        Ok(self.word(name)?.and_then(|w| vocabulary::parse(&w)))
    }

    pub fn list(self, name: &str) -> Got<Vec<String>> {
        let Some((target, source)) = self.source(name) else {
            return Ok(Vec::new());
        };
        let column = source.column.as_deref().unwrap_or_default();
        if let Some(Value::Array(items)) = self.json(target, column) {
            let texts = items.iter().filter_map(scalar).map(tidy);
            return Ok(texts.filter(|t| !t.is_empty()).map(Cow::into_owned).collect());
        }
        let text = self.raw(name)?.unwrap_or_default();
        let split = source.split.as_deref().unwrap_or(",");
        let parts = text.split(split).map(value::clean).filter(|p| !p.is_empty());
        Ok(parts.map(str::to_owned).collect())
    }

    pub fn shop(self) -> Got<(Platform, ShopId)> {
        let (platform, shop) = (self.need_id("platform")?, self.need_id("shop")?);
        Ok((Platform::from(platform), ShopId::from(shop)))
    }

    pub fn account(self, shop: &ShopId) -> Got<Option<AccountRef>> {
        let Some(uid) = self.id("buyer_id")? else {
            return Ok(None);
        };
        let scope = self.id("buyer_scope")?.unwrap_or_else(|| shop.as_str().to_owned());
        let nickname = self.text("buyer_nickname")?;
        Ok(Some(AccountRef { scope, uid, nickname }))
    }

    pub fn evidence(self) -> Got<Vec<Evidence>> {
        let piece = |url| Evidence {
            kind: EvidenceKind::Image,
            url: Some(url),
            blob: None,
            note: None,
        };
        Ok(self.list("evidence")?.into_iter().map(piece).collect())
    }

    /// The revision: the platform's own, else the seconds of the last change, else of the latest time known.
    pub fn revision(self, times: &[Option<Timestamp>]) -> Got<(i64, Timestamp)> {
        let latest = times.iter().flatten().max().copied().unwrap_or_default();
        let at = self.time("updated_at")?.unwrap_or(latest);
        Ok((self.integer("revision")?.unwrap_or(at.secs()), at))
    }

    /// Columns that no field uses, with what stands there.
    pub fn unused(self) -> BTreeMap<String, String> {
        let mut kept = BTreeMap::new();
        match self.content {
            Content::Cells(cells) => {
                for (column, i) in &self.plan.columns {
                    if let Some(cell) = cells.get(*i).filter(|_| self.plan.keeps(column)) {
                        self.keep(&mut kept, column, Cow::Borrowed(cell));
                    }
                }
            }
            Content::Json(whole) => {
                let Some(Value::Object(fields)) = self.part.or(Some(whole)) else {
                    return kept;
                };
                for (key, value) in fields {
                    let free = self.plan.keeps(key) && !self.plan.points_into(key);
                    if let Some(text) = scalar(value).filter(|_| free) {
                        self.keep(&mut kept, key, text);
                    }
                }
            }
        }
        kept
    }

    fn keep(self, kept: &mut BTreeMap<String, String>, column: &str, text: Cow<'_, str>) {
        let text = tidy(text);
        if !self.is_empty(column, &text) {
            kept.insert(
                cut(column, MAX_TAG_BYTES).to_owned(),
                cut(&text, MAX_CUSTOM_BYTES).to_owned(),
            );
        }
    }

    /// The merchant's own fields: those mapped as `custom.NAME`, and the unused columns as text.
    pub fn custom(self) -> Got<BTreeMap<String, CustomValue>> {
        let unused = self.unused().into_iter();
        let mut custom: BTreeMap<_, _> = unused.map(|(name, text)| (name, CustomValue::Text(text))).collect();
        for full in self.plan.mapping.fields.keys() {
            let Some(name) = full.strip_prefix(CUSTOM) else {
                continue;
            };
            if let Some(value) = self.custom_value(full)? {
                custom.insert(cut(name, MAX_TAG_BYTES).to_owned(), value);
            }
        }
        Ok(custom)
    }

    fn custom_value(self, name: &str) -> Got<Option<CustomValue>> {
        Ok(match self.read_of(name) {
            Some(Read::Integer) => self.integer(name)?.map(CustomValue::Integer),
            Some(Read::MoneyDecimal | Read::MoneyMinor) => {
                self.money(name)?.map(|m| CustomValue::Money(CustomMoney(m)))
            }
            Some(Read::TimeText | Read::TimeSecs | Read::TimeMs) => self.time(name)?.map(CustomValue::from),
            _ => self
                .text(name)?
                .map(|t| CustomValue::Text(cut(&t, MAX_CUSTOM_BYTES).to_owned())),
        })
    }
}

impl Plan {
    /// True for JSON lines, which have no header.
    pub fn is_json(&self) -> bool {
        self.mapping.format == Format::JsonLines
    }
}

fn tidy(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(value::clean(text)),
        Cow::Owned(text) => Cow::Owned(value::clean(&text).to_owned()),
    }
}

fn scalar(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(n) => Some(Cow::Owned(n.to_string())),
        Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
        _ => None,
    }
}

/// The longest beginning of at most so many bytes that ends between two characters.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}
