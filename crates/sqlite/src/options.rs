//! How a file is opened.

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

/// How a file is opened. The defaults are right for a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
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
    /// The defaults with another durability.
    pub fn durable(durability: Durability) -> Self {
        Self {
            durability,
            ..Self::default()
        }
    }
}
