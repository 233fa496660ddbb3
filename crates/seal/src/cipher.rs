//! XChaCha20-Poly1305: bytes sealed for one place, so that they open nowhere else.
use aftersync_core::error::Result;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::fault::Fault;
use crate::key::Key;

/// Length of a nonce. It is random: at 24 bytes two never meet.
pub const NONCE: usize = 24;
/// What sealing adds to a text, the nonce apart.
pub const TAG: usize = 16;

/// Where sealed bytes belong. Opened anywhere else they count as tampered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The merchant.
    pub tenant: &'a str,
    /// The number of the table.
    pub table: u8,
    /// The row.
    pub id: [u8; 16],
    /// Which part of the row.
    pub column: u8,
    /// The number of the key.
    pub key: u64,
    /// The number of the key of what stands beside it, 0 for nothing: so that it cannot be taken away unnoticed.
    pub beside: u64,
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.tenant.len() + 42);
        out.extend((self.tenant.len() as u64).to_le_bytes());
        out.extend(self.tenant.as_bytes());
        out.push(self.table);
        out.extend(self.id);
        out.push(self.column);
        out.extend(self.key.to_le_bytes());
        out.extend(self.beside.to_le_bytes());
        out
    }
}

/// A new nonce.
///
/// # Errors
/// [`Fault::NoRandomness`].
pub fn nonce() -> Result<[u8; NONCE]> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| Fault::NoRandomness)?;
    Ok(nonce)
}

/// Seals a text for a place, in place; the text grows by [`TAG`] bytes.
///
/// # Errors
/// [`Fault::TooLarge`] above 256 GiB.
pub fn seal(key: &Key, nonce: &[u8; NONCE], place: &Place<'_>, text: &mut Vec<u8>) -> Result<()> {
    encrypt(key, nonce, &place.bytes(), text)
}

/// Opens what was sealed for that place, in place.
///
/// # Errors
/// [`Fault::Tampered`] when the key, the nonce, the place or one bit is another.
pub fn open(key: &Key, nonce: &[u8; NONCE], place: &Place<'_>, sealed: &mut Vec<u8>) -> Result<()> {
    decrypt(key, nonce, &place.bytes(), sealed)
}

pub(crate) fn encrypt(key: &Key, nonce: &[u8; NONCE], aad: &[u8], text: &mut Vec<u8>) -> Result<()> {
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    let done = cipher.encrypt_in_place(&XNonce::from(*nonce), aad, text);
    done.map_err(|_| Fault::TooLarge.into())
}

pub(crate) fn decrypt(key: &Key, nonce: &[u8; NONCE], aad: &[u8], sealed: &mut Vec<u8>) -> Result<()> {
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    let done = cipher.decrypt_in_place(&XNonce::from(*nonce), aad, sealed);
    done.map_err(|_| Fault::Tampered.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use aftersync_core::platform::verified::{from_hex, to_hex};

    /// The vector of the draft `draft-irtf-cfrg-xchacha`, appendix A.3.1.
    #[test]
    fn it_is_xchacha20_poly1305() {
        let key = from_hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f").unwrap();
        let nonce = from_hex("404142434445464748494a4b4c4d4e4f5051525354555657").unwrap();
        let aad = from_hex("50515253c0c1c2c3c4c5c6c7").unwrap();
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                     sunscreen would be it.";
        let expect = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
                      ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                      21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
        let (key, nonce) = (Key::from_slice(&key).unwrap(), nonce.try_into().unwrap());
        let mut sealed = text.to_vec();
        encrypt(&key, &nonce, &aad, &mut sealed).unwrap();
        assert_eq!(to_hex(&sealed), expect.replace(' ', ""));
        decrypt(&key, &nonce, &aad, &mut sealed).unwrap();
        assert_eq!(sealed, text);
    }
}
