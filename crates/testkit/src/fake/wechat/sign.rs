//! WeChat's push security: SHA1 signatures over sorted parts, and messages in AES-256-CBC.

use aes::Aes256;
use aes::cipher::{Array, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine;
use base64::alphabet;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use sha1::{Digest, Sha1};

/// The padding rounds up to this, twice the block of the cipher.
const PAD: usize = 32;
const BLOCK: usize = 16;

/// The last character of a key may carry bits that belong to no byte.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// SHA1 in lower hex over the parts, sorted byte by byte and joined. The parts are token, time stamp, nonce, and the cipher text
/// where a message is signed and not just an address checked.
#[must_use]
pub fn signature(parts: &[&str]) -> String {
    let mut sorted = parts.to_vec();
    sorted.sort_unstable();
    let digest = Sha1::digest(sorted.concat().as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why a cipher text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not base64, or no whole blocks.
    Shape,
    /// The padding is none.
    Padding,
    /// The length inside does not fit.
    Length,
    /// It is for another app.
    OtherApp,
    /// Not UTF-8.
    Text,
}

/// An `EncodingAESKey`.
#[derive(Clone, Copy)]
pub struct AesKey([u8; 32]);

impl std::fmt::Debug for AesKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("AesKey")
    }
}

impl AesKey {
    /// Reads the 43 characters as the console shows them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64.decode(format!("{text}=")).ok()?;
        bytes.try_into().ok().map(Self)
    }

    fn start(&self) -> [u8; BLOCK] {
        let mut start = [0; BLOCK];
        start.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        start
    }

    /// Encrypts a message for an app, in base64. `random16` comes first and makes equal messages differ.
    #[must_use]
    pub fn encrypt(&self, random16: [u8; 16], message: &str, app_id: &str) -> String {
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
        let mut text = random16.to_vec();
        text.extend(length.to_be_bytes());
        text.extend(message.as_bytes());
        text.extend(app_id.as_bytes());
        let pad = PAD - text.len() % PAD;
        text.extend(std::iter::repeat_n(u8::try_from(pad).unwrap_or(0), pad));
        let mut cipher = cbc::Encryptor::<Aes256>::new(&Array(self.0), &Array(self.start()));
        for block in blocks(&mut text) {
            cipher.encrypt_block(block);
        }
        BASE64.encode(text)
    }

    /// Decrypts what [`AesKey::encrypt`] made.
    ///
    /// # Errors
    /// When it was not made with this key for this app.
    pub fn decrypt(&self, cipher_text: &str, app_id: &str) -> Result<String, Refused> {
        let mut text = BASE64.decode(cipher_text).map_err(|_| Refused::Shape)?;
        if text.is_empty() || text.len() % BLOCK != 0 {
            return Err(Refused::Shape);
        }
        let mut cipher = cbc::Decryptor::<Aes256>::new(&Array(self.0), &Array(self.start()));
        for block in blocks(&mut text) {
            cipher.decrypt_block(block);
        }
        let pad = usize::from(text.last().copied().unwrap_or(0));
        if pad == 0 || pad > PAD || pad > text.len() {
            return Err(Refused::Padding);
        }
        text.truncate(text.len() - pad);
        let (_, rest) = text.split_at_checked(16).ok_or(Refused::Length)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(Refused::Length)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Refused::Length)?;
        let (message, app) = rest.split_at_checked(length).ok_or(Refused::Length)?;
        if app != app_id.as_bytes() {
            return Err(Refused::OtherApp);
        }
        String::from_utf8(message.to_vec()).map_err(|_| Refused::Text)
    }
}

fn blocks(text: &mut [u8]) -> impl Iterator<Item = &mut aes::Block> {
    text.chunks_exact_mut(BLOCK).filter_map(|block| block.try_into().ok())
}
