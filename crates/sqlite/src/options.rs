//! How a file is opened.
use std::path::PathBuf;

use aftersync_seal::{Sealing, TokenVault};

/// What a power cut may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Nothing that was acknowledged: every commit waits for the disk.
    #[default]
    Full,
    /// The last commits before a power cut; the file stays sound. A crash of the process alone loses nothing.
    Normal,
    /// Anything: for stores that are thrown away.
    Off,
}

impl Durability {
    pub(crate) fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::Normal => "NORMAL",
            Self::Off => "OFF",
        }
    }
}

/// How a file is opened. The defaults are right for a server, the key apart: there is no good default for that.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether what is written is sealed, and under whose key. The default is not at all. A file that was open so far is
    /// sealed whole when it is opened with a key; a sealed one is never opened without.
    pub sealing: Sealing,
    /// Where the people's file of a sealed store is; beside the file, with `.people` after its name, when absent.
    pub people: Option<PathBuf>,
    /// Seals the tokens of shops in a store that is not sealed itself.
    pub vault: Option<TokenVault>,
    /// What a power cut may cost.
    pub durability: Durability,
    /// Page cache per connection, in KiB.
    pub cache_kib: u32,
    /// How much of the file is mapped into memory, in bytes; 0 for none (the default on phones).
    pub mmap_bytes: u64,
    /// Connections kept open for later readers. More may be open at a time.
    pub read_connections: usize,
    /// How long a call waits for another process that writes, in milliseconds.
    pub busy_timeout_ms: u32,
    /// Pages in the log before they are moved into the file.
    pub autocheckpoint_pages: u32,
}

impl Default for Options {
    fn default() -> Self {
        let phone = cfg!(any(target_os = "ios", target_os = "android"));
        Self {
            sealing: Sealing::Unsealed,
            people: None,
            vault: None,
            durability: Durability::Full,
            cache_kib: if phone { 8 * 1024 } else { 64 * 1024 },
            mmap_bytes: if phone { 0 } else { 256 * 1024 * 1024 },
            read_connections: 4,
            busy_timeout_ms: 5_000,
            autocheckpoint_pages: 8_192,
        }
    }
}

impl Options {
    /// The defaults, sealed.
    pub fn sealed(sealing: Sealing) -> Self {
        Self {
            sealing,
            ..Self::default()
        }
    }

    /// The defaults with another durability.
    pub fn durable(durability: Durability) -> Self {
        Self {
            durability,
            ..Self::default()
        }
    }
}
