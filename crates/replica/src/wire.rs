//! The envelopes between a phone and the server.
//!
//! ```text
//! request  AFSQ  version u16  device 16  nonce 24  sealed [length u32, JSON, bytes of a file]
//! answer   AFSA  version u16  status 1   nonce 24  sealed JSON
//! ```
//! An answer opens only for the request it answers: cut, changed, forged or replayed ones are refused whole.
use aftersync_core::engine::replica::PROTOCOL;
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::model::ids::{DeviceId, Uid};
use aftersync_core::platform::verified::to_hex;
use aftersync_seal::Key;
use aftersync_seal::cipher::{self, NONCE, Place};
use aftersync_seal::codec::{pack, unpack};
use aftersync_seal::dictionary::ROWS_1;

const REQUEST: &[u8; 4] = b"AFSQ";
const ANSWER: &[u8; 4] = b"AFSA";
/// Largest answer, unpacked: a full page of tickets is a few megabytes.
const MAX_ANSWER: usize = 64 * 1024 * 1024;

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// What changed.
    Changes,
    /// The phone was revoked: it wipes its copy. Sealed, so that nobody else can say so.
    Revoked,
    /// The server failed, or refuses: its error.
    Failed,
    /// The server speaks another version. Not sealed, and nothing is done but to say so.
    OtherVersion,
    /// Nobody registered the phone. Not sealed, and nothing is done but to say so.
    Unknown,
}

const STATUSES: [(u8, Status); 5] = [
    (0, Status::Changes),
    (1, Status::Revoked),
    (2, Status::Failed),
    (3, Status::OtherVersion),
    (4, Status::Unknown),
];

impl Status {
    fn number(self) -> u8 {
        STATUSES.iter().find(|(_, s)| *s == self).map_or(u8::MAX, |(n, _)| *n)
    }
    fn is_sealed(self) -> bool {
        matches!(self, Self::Changes | Self::Revoked | Self::Failed)
    }
}

/// What a request says before it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The version it speaks.
    pub version: u16,
    /// Who asks.
    pub device: DeviceId,
    /// Its nonce: the answer is sealed for it.
    pub nonce: [u8; NONCE],
}

/// Seals a request: JSON, and the bytes of a part of a file. Gives its nonce beside it.
///
/// # Errors
/// When the system gives no random bytes.
pub fn seal_request(key: &Key, device: DeviceId, json: &[u8], bytes: &[u8]) -> Result<(Vec<u8>, [u8; NONCE])> {
    let nonce = cipher::nonce()?;
    let length = u32::try_from(json.len()).map_err(|_| malformed("the request is too large"))?;
    let body = [&length.to_be_bytes(), json, bytes].concat();
    let mut text = pack(&body, &ROWS_1);
    let place = place("aftersync sync request", device, PROTOCOL, 0);
    cipher::seal(&key.derive(&[b"sync request"]), &nonce, &place, &mut text)?;
    let head = [REQUEST.as_slice(), &PROTOCOL.to_be_bytes(), &device.0.0, &nonce].concat();
    Ok(([head, text].concat(), nonce))
}

/// Reads what a request says before it is opened.
///
/// # Errors
/// `Malformed` for what is no request.
pub fn asked(request: &[u8]) -> Result<(Asked, &[u8])> {
    let read = || {
        let rest = request.strip_prefix(REQUEST)?;
        let (version, rest) = rest.split_first_chunk::<2>()?;
        let (device, rest) = rest.split_first_chunk::<16>()?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
        let asked = Asked {
            version: u16::from_be_bytes(*version),
            device: DeviceId(Uid(*device)),
            nonce: *nonce,
        };
        Some((asked, rest))
    };
    read().ok_or_else(|| malformed("this is no request of a phone"))
}

/// Opens a request: its JSON, and the bytes of a part of a file.
///
/// # Errors
/// `Signature` when the key is another or anything was changed; `Malformed` when it is too large.
pub fn open_request(key: &Key, asked: &Asked, sealed: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    if sealed.len() > MAX_BODY_BYTES {
        return Err(malformed("the request is too large"));
    }
    let mut text = sealed.to_vec();
    let place = place("aftersync sync request", asked.device, asked.version, 0);
    cipher::open(&key.derive(&[b"sync request"]), &asked.nonce, &place, &mut text).map_err(|_| forged("request"))?;
    let body = unpack(&text, 2 * MAX_BODY_BYTES).map_err(|_| malformed("the request is too large"))?;
    let read = || {
        let (length, rest) = body.split_first_chunk::<4>()?;
        rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
    };
    let (json, bytes) = read().ok_or_else(|| malformed("the request ends early"))?;
    Ok((json.to_vec(), bytes.to_vec()))
}

/// Seals an answer to a request.
///
/// # Errors
/// When the system gives no random bytes.
pub fn seal_answer(key: &Key, asked: &Asked, status: Status, json: &[u8]) -> Result<Vec<u8>> {
    if !status.is_sealed() {
        return Ok(open_answer(status));
    }
    let nonce = cipher::nonce()?;
    let mut text = pack(json, &ROWS_1);
    let words = answer_to(&asked.nonce);
    let place = place(&words, asked.device, PROTOCOL, status.number());
    cipher::seal(&key.derive(&[b"sync answer"]), &nonce, &place, &mut text)?;
    let head = [ANSWER.as_slice(), &PROTOCOL.to_be_bytes(), &[status.number()], &nonce].concat();
    Ok([head, text].concat())
}

/// An answer that says nothing secret, for a phone that cannot be spoken to.
pub fn open_answer(status: Status) -> Vec<u8> {
    [
        ANSWER.as_slice(),
        &PROTOCOL.to_be_bytes(),
        &[status.number()],
        &[0; NONCE],
    ]
    .concat()
}

/// Opens the answer to a request with that nonce.
///
/// # Errors
/// `Signature` when it is cut, changed, forged, or the answer to another request; `Malformed` for what is no answer;
/// `Unsupported` for one of another version.
pub fn read_answer(key: &Key, device: DeviceId, nonce: &[u8; NONCE], answer: &[u8]) -> Result<(Status, Vec<u8>)> {
    let read = || {
        let rest = answer.strip_prefix(ANSWER)?;
        let (version, rest) = rest.split_first_chunk::<2>()?;
        let ([status], rest) = rest.split_first_chunk::<1>()?;
        let (own, rest) = rest.split_first_chunk::<NONCE>()?;
        let status = STATUSES.iter().find(|(n, _)| n == status).map(|(_, s)| *s);
        Some((u16::from_be_bytes(*version), status, *own, rest))
    };
    let (version, status, own, sealed) = read().ok_or_else(|| malformed("this is no answer of a server"))?;
    let status = match status {
        Some(status) if version == PROTOCOL => status,
        _ => return Err(other_version(version)),
    };
    if !status.is_sealed() {
        return Ok((status, Vec::new()));
    }
    let mut text = sealed.to_vec();
    let words = answer_to(nonce);
    let place = place(&words, device, version, status.number());
    cipher::open(&key.derive(&[b"sync answer"]), &own, &place, &mut text).map_err(|_| forged("answer"))?;
    Ok((status, unpack(&text, MAX_ANSWER)?))
}

/// The error for a server that speaks another version.
pub(crate) fn other_version(version: u16) -> Error {
    Error::unsupported(
        "the server speaks another version than this app",
        "update the app, or the server, whichever is older",
    )
    .during("replica.answer")
    .with("server", version)
    .with("app", PROTOCOL)
}

fn answer_to(nonce: &[u8; NONCE]) -> String {
    format!("aftersync sync answer {}", to_hex(nonce))
}

fn place(words: &str, device: DeviceId, version: u16, status: u8) -> Place<'_> {
    Place {
        tenant: words,
        table: 0,
        id: device.0.0,
        column: status,
        key: u64::from(version),
        beside: 0,
    }
}

fn malformed(what: &'static str) -> Error {
    Error::malformed(what).during("sync.envelope")
}

fn forged(what: &'static str) -> Error {
    Error::new(
        ErrorKind::Signature,
        "it is not from whom it says, or was changed on the way",
    )
    .during("sync.envelope")
    .with("of", what)
}
