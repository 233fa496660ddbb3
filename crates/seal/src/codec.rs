//! Compression: zstd level 1 with trained, versioned dictionaries; what does not shrink stays as it is.
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use aftersync_core::error::Result;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

use crate::dictionary::{self, Dictionary};
use crate::fault::Fault;

/// The first byte of what is kept as it is.
pub(crate) const PLAIN: u8 = 0;
/// The four bytes that begin every frame of zstd: not worth keeping.
const MAGIC: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();
/// Below this many bytes nothing shrinks enough.
const WORTH_IT: usize = 24;

thread_local! {
    /// A context per dictionary and thread: making one costs more than a row.
    static PACKERS: RefCell<BTreeMap<u8, Compressor<'static>>> = const { RefCell::new(BTreeMap::new()) };
    static UNPACKERS: RefCell<BTreeMap<u8, Decompressor<'static>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Packs a text: `dictionary number, length, frame`, or `0, text` when that is no longer.
pub fn pack(text: &[u8], with: &'static Dictionary) -> Vec<u8> {
    if with.number == PLAIN {
        return [&[PLAIN], text].concat();
    }
    match squeezed(text, with) {
        Some(packed) if packed.len() <= text.len() => packed,
        _ => [&[PLAIN], text].concat(),
    }
}

/// Unpacks, to at most `most` bytes.
///
/// # Errors
/// [`Fault::UnknownDictionary`], [`Fault::TooLarge`], and [`Fault::Tampered`] for what is no packed text.
pub fn unpack(packed: &[u8], most: usize) -> Result<Vec<u8>> {
    let (number, rest) = packed.split_first().ok_or(Fault::Tampered)?;
    if *number == PLAIN {
        return if rest.len() > most {
            Err(Fault::TooLarge.into())
        } else {
            Ok(rest.to_vec())
        };
    }
    let with = dictionary::by_number(*number).ok_or(Fault::UnknownDictionary)?;
    let (length, frame) = take_number(rest).ok_or(Fault::Tampered)?;
    let length = usize::try_from(length)
        .ok()
        .filter(|n| *n <= most)
        .ok_or(Fault::TooLarge)?;
    let text = expand(&[&MAGIC, frame].concat(), length, with).ok_or(Fault::Tampered)?;
    if text.len() == length {
        Ok(text)
    } else {
        Err(Fault::Tampered.into())
    }
}

fn squeezed(text: &[u8], with: &'static Dictionary) -> Option<Vec<u8>> {
    if text.len() < WORTH_IT {
        return None;
    }
    PACKERS.with_borrow_mut(|all| {
        let packer = match all.entry(with.number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(packer(with).ok()?),
        };
        let frame = packer.compress(text).ok()?;
        let mut out = vec![with.number];
        put_number(&mut out, text.len() as u64);
        out.extend(frame.strip_prefix(&MAGIC)?);
        Some(out)
    })
}

fn packer(with: &'static Dictionary) -> std::io::Result<Compressor<'static>> {
    let mut packer = Compressor::with_prepared_dictionary(with.encoder())?;
    // The length stands before the frame, the number before that, and the seal is the checksum.
    packer.set_parameter(CParameter::ContentSizeFlag(false))?;
    packer.set_parameter(CParameter::ChecksumFlag(false))?;
    packer.set_parameter(CParameter::DictIdFlag(false))?;
    Ok(packer)
}

fn expand(frame: &[u8], length: usize, with: &'static Dictionary) -> Option<Vec<u8>> {
    UNPACKERS.with_borrow_mut(|all| {
        let unpacker = match all.entry(with.number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Decompressor::with_prepared_dictionary(with.decoder()).ok()?),
        };
        unpacker.decompress(frame, length).ok()
    })
}

/// Writes a number, seven bits a byte, the lowest first.
pub(crate) fn put_number(out: &mut Vec<u8>, mut n: u64) {
    loop {
        let low = (n & 0x7f) as u8;
        n >>= 7;
        if n == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Reads such a number and gives what stands behind it.
pub(crate) fn take_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (mut n, mut rest) = (0u64, bytes);
    for shift in (0..63).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        rest = behind;
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((n, rest));
        }
    }
    None
}
