//! How a row lies in a store: what is the desk's under the merchant's key, what is a person's under that person's.
//!
//! ```text
//! form 1 | 0 open, 1 sealed | [number of the merchant's key] | number of the private part | [length of the main part]
//!        | [nonce] | main part | private part
//! ```
//! What stands in brackets is there only where it is needed: numbers of keys and the nonce in sealed envelopes, a length
//! where there is a private part. Both parts share the nonce, since they are under different keys; so parts of two
//! versions of a row never open together.
use aftersync_core::error::Result;

use crate::cipher::{self, NONCE, Place};
use crate::codec::{pack, put_number, take_number, unpack};
use crate::dictionary::Dictionary;
use crate::fault::Fault;
use crate::key::Key;
use crate::people::FIRST;
use crate::tenant::TenantKeys;

const FORM: u8 = 1;
const OPEN: u8 = 0;
const SEALED: u8 = 1;
const MAIN: u8 = b'm';
const PRIVATE: u8 = b'p';
/// No private part.
const NOTHING: u64 = 0;
/// A private part that the vault sealed already.
const VAULT: u64 = 1;

/// The row an envelope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At<'a> {
    /// The merchant.
    pub tenant: &'a str,
    /// The number of the table.
    pub table: u8,
    /// The row.
    pub id: [u8; 16],
}

/// The part of a row that is not the desk's.
#[derive(Clone, Copy)]
pub enum Private<'a> {
    /// There is none.
    Nothing,
    /// Bytes that came from the vault and go back there.
    Vault(&'a [u8]),
    /// A person's: under the share of that number, with the key that follows from it (none in an open envelope).
    Person {
        /// The number of the share.
        number: u64,
        /// The key.
        key: Option<&'a Key>,
        /// The text.
        text: &'a [u8],
        /// What it is packed with.
        with: &'static Dictionary,
    },
}

impl Private<'_> {
    fn number(&self) -> u64 {
        match self {
            Self::Nothing => NOTHING,
            Self::Vault(_) => VAULT,
            Self::Person { number, .. } => *number,
        }
    }
}

/// What an envelope held.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The main part.
    pub main: Vec<u8>,
    /// The private part.
    pub private: Found,
}

/// The private part of an opened envelope.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// There was none.
    #[default]
    Nothing,
    /// For the vault.
    Vault(Vec<u8>),
    /// A person's.
    Person(Vec<u8>),
    /// A person's whose share was wiped out: nobody can read it any more.
    Forgotten,
}

fn place<'a>(at: &At<'a>, column: u8, key: u64, beside: u64) -> Place<'a> {
    Place {
        tenant: at.tenant,
        table: at.table,
        id: at.id,
        column,
        key,
        beside,
    }
}

/// Closes an envelope; without keys it is compressed and open to all.
///
/// # Errors
/// [`Fault::NoRandomness`].
pub fn close(
    keys: Option<&TenantKeys>,
    at: &At<'_>,
    main: &[u8],
    with: &'static Dictionary,
    private: &Private<'_>,
) -> Result<Vec<u8>> {
    let nonce = keys.map(|_| cipher::nonce()).transpose()?;
    let number = private.number();
    let mut first = if main.is_empty() { Vec::new() } else { pack(main, with) };
    if let (Some(keys), Some(nonce), false) = (keys, &nonce, main.is_empty()) {
        let at = place(at, MAIN, TenantKeys::NUMBER, number);
        cipher::seal(keys.rows(), nonce, &at, &mut first)?;
    }
    let second = match private {
        Private::Nothing => Vec::new(),
        Private::Vault(bytes) => bytes.to_vec(),
        Private::Person { key, text, with, .. } => {
            let mut packed = pack(text, with);
            if let (Some(key), Some(nonce)) = (key, &nonce) {
                cipher::seal(key, nonce, &place(at, PRIVATE, number, 0), &mut packed)?;
            }
            packed
        }
    };
    let mut out = Vec::with_capacity(first.len() + second.len() + NONCE + 12);
    out.extend([FORM, if keys.is_some() { SEALED } else { OPEN }]);
    if keys.is_some() {
        put_number(&mut out, TenantKeys::NUMBER);
    }
    put_number(&mut out, number);
    if number != NOTHING {
        put_number(&mut out, first.len() as u64);
    }
    out.extend(nonce.iter().flatten());
    out.extend(first);
    out.extend(second);
    Ok(out)
}

/// The parts of an envelope, still sealed.
struct Parts<'a> {
    key: u64,
    number: u64,
    nonce: Option<&'a [u8; NONCE]>,
    main: &'a [u8],
    private: &'a [u8],
}

fn parts(bytes: &[u8]) -> Result<Parts<'_>> {
    let (form, rest) = bytes.split_first().ok_or(Fault::Tampered)?;
    if *form != FORM {
        return Err(Fault::UnknownForm.into());
    }
    let (sealed, rest) = match rest.split_first() {
        Some((&OPEN, rest)) => (false, rest),
        Some((&SEALED, rest)) => (true, rest),
        _ => return Err(Fault::UnknownForm.into()),
    };
    let (key, rest) = if sealed {
        take_number(rest).ok_or(Fault::Tampered)?
    } else {
        (0, rest)
    };
    let (number, rest) = take_number(rest).ok_or(Fault::Tampered)?;
    let (length, rest) = match number {
        NOTHING => (None, rest),
        _ => take_number(rest)
            .map(|(n, rest)| (Some(n), rest))
            .ok_or(Fault::Tampered)?,
    };
    let (nonce, rest) = match sealed {
        true => rest
            .split_first_chunk()
            .map(|(n, rest)| (Some(n), rest))
            .ok_or(Fault::Tampered)?,
        false => (None, rest),
    };
    let length = length
        .map_or(Ok(rest.len()), usize::try_from)
        .map_err(|_| Fault::Tampered)?;
    let (main, private) = rest.split_at_checked(length).ok_or(Fault::Tampered)?;
    Ok(Parts {
        key,
        number,
        nonce,
        main,
        private,
    })
}

/// The number of the share an envelope's private part is under, if it is a person's. Needs no key.
///
/// # Errors
/// [`Fault::UnknownForm`], [`Fault::Tampered`].
pub fn person_of(bytes: &[u8]) -> Result<Option<u64>> {
    Ok(Some(parts(bytes)?.number).filter(|n| *n >= FIRST))
}

/// Opens an envelope of at most `most` bytes of text in each part; `person` gives the key of a share, `None` when the
/// share was wiped out.
///
/// # Errors
/// [`Fault::MissingKey`] for a sealed one without keys, [`Fault::Tampered`] for an open one where keys are given, and
/// whatever else is wrong with the bytes.
pub fn open(
    keys: Option<&TenantKeys>,
    at: &At<'_>,
    bytes: &[u8],
    most: usize,
    person: impl FnOnce(u64) -> Result<Option<Key>>,
) -> Result<Opened> {
    let parts = parts(bytes)?;
    let lock = match (keys, parts.nonce) {
        (None, None) => None,
        (Some(keys), Some(nonce)) if parts.key == TenantKeys::NUMBER => Some((keys, nonce)),
        (Some(_), Some(_)) => return Err(Fault::UnknownForm.into()),
        // An open envelope in a sealed store was put there by somebody else.
        (Some(_), None) => return Err(Fault::Tampered.into()),
        (None, Some(_)) => return Err(Fault::MissingKey.into()),
    };
    let mut main = parts.main.to_vec();
    if let (Some((keys, nonce)), false) = (lock, main.is_empty()) {
        let at = place(at, MAIN, parts.key, parts.number);
        cipher::open(keys.rows(), nonce, &at, &mut main)?;
    }
    let main = if main.is_empty() { main } else { unpack(&main, most)? };
    let private = match parts.number {
        NOTHING => Found::Nothing,
        VAULT => Found::Vault(parts.private.to_vec()),
        number => person_part(lock.map(|(_, nonce)| nonce), at, &parts, most, person(number)?)?,
    };
    Ok(Opened { main, private })
}

fn person_part(
    nonce: Option<&[u8; NONCE]>,
    at: &At<'_>,
    parts: &Parts<'_>,
    most: usize,
    key: Option<Key>,
) -> Result<Found> {
    let mut text = parts.private.to_vec();
    if let Some(nonce) = nonce {
        let Some(key) = key else {
            return Ok(Found::Forgotten);
        };
        cipher::open(&key, nonce, &place(at, PRIVATE, parts.number, 0), &mut text)?;
    }
    unpack(&text, most).map(Found::Person)
}
