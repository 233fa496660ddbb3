//! Rows of bytes: separated values or JSON lines, each bounded, each with the place where it stands.
use std::io::{BufRead, Chain, Cursor, ErrorKind as IoKind, Read};

use serde_json::Value;

use super::mapping::Format;
use super::{MAX_COLUMNS, MAX_ROW_BYTES};
use crate::error::{Error, ErrorKind};

/// The cells of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// Of separated values, in the order of the columns.
    Cells(Vec<String>),
    /// Of a JSON line.
    Json(Value),
}

/// Why a row cannot be taken apart.
pub(super) type Broken = (&'static str, Option<&'static str>);

/// A row and where it stands.
#[derive(Debug)]
pub(super) struct Record {
    /// First line, from 1.
    pub line: u64,
    /// First byte after it.
    pub end: u64,
    /// First line after it.
    pub next_line: u64,
    /// The cells.
    pub content: Result<Content, Broken>,
}

/// Reads one row after the other.
pub(super) struct Records<R> {
    reader: Chain<Cursor<Vec<u8>>, R>,
    format: Format,
    /// Bytes consumed, a byte order mark included.
    pub offset: u64,
    /// The line that comes next, from 1.
    pub line: u64,
}

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const NOT_UTF8: Broken = (
    "the row is not UTF-8",
    Some("convert the file first: iconv -f GB18030 -t UTF-8"),
);
const TOO_LONG: Broken = (
    "the row is longer than 256 KiB",
    Some("a quote may be opened and never closed; reading goes on at the next line break"),
);

impl<R: BufRead> Records<R> {
    /// From the first byte of a file; a byte order mark is taken off.
    pub fn open(mut reader: R, format: Format) -> Result<Self, Error> {
        let mut head = Vec::with_capacity(UTF8_MARK.len());
        (&mut reader)
            .take(UTF8_MARK.len() as u64)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            let hint = "convert the file first: iconv -f UTF-16 -t UTF-8";
            return Err(Error::malformed("the file is UTF-16").during("import.open").hint(hint));
        }
        let mut offset = 0;
        if head == UTF8_MARK {
            offset = UTF8_MARK.len() as u64;
            head.clear();
        }
        Ok(Self {
            reader: Cursor::new(head).chain(reader),
            format,
            offset,
            line: 1,
        })
    }

    /// The next row that is not blank.
    pub fn next(&mut self) -> Result<Option<Record>, Error> {
        loop {
            let (start, line) = (self.offset, self.line);
            let content = match self.format {
                Format::Csv { delimiter, quote } => self.cells(delimiter as u8, quote as u8)?,
                Format::JsonLines => self.json()?,
            };
            match content {
                None if self.offset == start => return Ok(None),
                None => {}
                Some(content) => {
                    return Ok(Some(Record {
                        line,
                        end: self.offset,
                        next_line: self.line,
                        content,
                    }));
                }
            }
        }
    }

    fn cells(&mut self, delimiter: u8, quote: u8) -> Result<Option<Result<Content, Broken>>, Error> {
        let mut row = Row::new(delimiter, quote);
        self.each_byte(|byte| row.take(byte))?;
        Ok(row.finish())
    }

    fn json(&mut self) -> Result<Option<Result<Content, Broken>>, Error> {
        let (mut text, mut long) = (Vec::new(), false);
        self.each_byte(|byte| {
            long |= text.len() >= MAX_ROW_BYTES;
            if !long {
                text.push(byte);
            }
            byte == b'\n'
        })?;
        Ok(match text.trim_ascii() {
            _ if long => Some(Err(TOO_LONG)),
            b"" => None,
            text => Some(object(text)),
        })
    }

    /// Hands on bytes until the closure has enough or the file ends.
    fn each_byte(&mut self, mut enough: impl FnMut(u8) -> bool) -> Result<(), Error> {
        loop {
            let bytes = match self.reader.fill_buf() {
                Ok(bytes) => bytes,
                Err(e) if e.kind() == IoKind::Interrupted => continue,
                Err(e) => return Err(unreadable(e)),
            };
            if bytes.is_empty() {
                return Ok(());
            }
            let (mut used, mut breaks, mut done) = (0, 0, false);
            for byte in bytes {
                used += 1;
                breaks += u64::from(*byte == b'\n');
                done = enough(*byte);
                if done {
                    break;
                }
            }
            self.reader.consume(used);
            self.offset += used as u64;
            self.line += breaks;
            if done {
                return Ok(());
            }
        }
    }
}

fn unreadable(e: std::io::Error) -> Error {
    let kind = if e.kind() == IoKind::InvalidData {
        ErrorKind::Malformed
    } else {
        ErrorKind::Unavailable
    };
    Error::new(kind, "the file cannot be read")
        .during("import.read")
        .because(e)
}

fn object(text: &[u8]) -> Result<Content, Broken> {
    if std::str::from_utf8(text).is_err() {
        return Err(NOT_UTF8);
    }
    match serde_json::from_slice(text) {
        Ok(value @ Value::Object(_)) => Ok(Content::Json(value)),
        Ok(_) => Err(("the line is no JSON object", None)),
        Err(_) => Err(("the line is no JSON", Some("each line must hold one whole object"))),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// At the start of a cell.
    Start,
    /// In a cell without quotes, or after its closing quote.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote between quotes: its end, or the first half of a quote in the text.
    Quote,
}

/// One row of separated values in the making.
struct Row {
    delimiter: u8,
    quote: u8,
    state: State,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    seen: usize,
    any_quote: bool,
    /// A line break ended it, not the end of the file.
    ended: bool,
    broken: Option<Broken>,
}

impl Row {
    fn new(delimiter: u8, quote: u8) -> Self {
        Self {
            delimiter,
            quote,
            state: State::Start,
            bytes: Vec::new(),
            ends: Vec::new(),
            seen: 0,
            any_quote: false,
            ended: false,
            broken: None,
        }
    }

    /// Takes a byte; true when the row has ended.
    fn take(&mut self, byte: u8) -> bool {
        self.seen += 1;
        if self.seen > MAX_ROW_BYTES && self.broken.is_none() {
            self.broken = Some(TOO_LONG);
        }
        if self.broken.is_some() {
            return byte == b'\n';
        }
        self.state = match self.state {
            State::Quoted if byte == self.quote => State::Quote,
            State::Quoted => self.push(byte, State::Quoted),
            State::Quote if byte == self.quote => self.push(byte, State::Quoted),
            State::Start if byte == self.quote => {
                self.any_quote = true;
                State::Quoted
            }
            _ if byte == b'\n' => {
                self.drop_return();
                self.end_cell();
                self.ended = true;
                return true;
            }
            _ if byte == self.delimiter => self.end_cell(),
            _ => self.push(byte, State::Plain),
        };
        false
    }

    fn push(&mut self, byte: u8, then: State) -> State {
        self.bytes.push(byte);
        then
    }

    fn end_cell(&mut self) -> State {
        self.ends.push(self.bytes.len());
        if self.ends.len() > MAX_COLUMNS {
            self.broken = Some(("the row has too many columns", Some("is the delimiter right?")));
        }
        State::Start
    }

    /// The carriage return before a line feed belongs to the line break.
    fn drop_return(&mut self) {
        let from = self.ends.last().copied().unwrap_or(0);
        if self.bytes.len() > from && self.bytes.last() == Some(&b'\r') {
            self.bytes.pop();
        }
    }

    fn finish(mut self) -> Option<Result<Content, Broken>> {
        if let Some(broken) = self.broken {
            return Some(Err(broken));
        }
        if self.state == State::Quoted {
            return Some(Err(("a quote is opened and never closed", None)));
        }
        if !self.ended && self.seen > 0 {
            self.drop_return();
            self.end_cell();
        }
        let blank = !self.any_quote && self.ends.len() <= 1 && self.bytes.trim_ascii().is_empty();
        if blank {
            return None;
        }
        let mut from = 0;
        let cells = self.ends.iter().map(|end| {
            let cell = self.bytes.get(from..*end).unwrap_or_default();
            from = *end;
            std::str::from_utf8(cell).map(str::to_owned).map_err(|_| NOT_UTF8)
        });
        Some(cells.collect::<Result<_, _>>().map(Content::Cells))
    }
}
