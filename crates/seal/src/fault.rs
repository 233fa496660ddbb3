//! What can go wrong with sealed bytes: one typed reason each, with a hint. Nothing sealed and no key ever gets into them.
use std::fmt;

use aftersync_core::error::{Error, ErrorKind};

/// Why something cannot be sealed or opened. Found on an [`Error`] with [`Fault::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The store is sealed and no key was given.
    MissingKey,
    /// The store is sealed under a key that the provider does not have.
    WrongKey,
    /// Part of the store is sealed under an older key that the provider no longer has.
    RotatedAway,
    /// The bytes were changed, cut or moved to another place.
    Tampered,
    /// The bytes were compressed with a dictionary this release does not have.
    UnknownDictionary,
    /// The bytes are of a form this release does not know.
    UnknownForm,
    /// The people's file is not there, or is not one.
    MissingPeople,
    /// The bytes would unpack to more than is allowed.
    TooLarge,
    /// The system gives no random bytes.
    NoRandomness,
}

impl Fault {
    /// The reason behind an error, if it is one of these.
    pub fn of(error: &Error) -> Option<Self> {
        std::error::Error::source(error)?.downcast_ref::<Self>().copied()
    }

    fn kind(self) -> ErrorKind {
        match self {
            Self::MissingKey | Self::WrongKey | Self::RotatedAway | Self::MissingPeople => ErrorKind::Config,
            Self::Tampered => ErrorKind::Signature,
            Self::UnknownDictionary | Self::UnknownForm => ErrorKind::Unsupported,
            Self::TooLarge => ErrorKind::Malformed,
            Self::NoRandomness => ErrorKind::Unavailable,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::MissingKey => "the store is sealed and no key was given",
            Self::WrongKey => "the key is not the one the store is sealed under",
            Self::RotatedAway => "something is sealed under an older key that is no longer given",
            Self::Tampered => "sealed bytes were changed or moved",
            Self::UnknownDictionary => "bytes were compressed with an unknown dictionary",
            Self::UnknownForm => "sealed bytes have an unknown form",
            Self::MissingPeople => "the people's file of a sealed store is missing or is something else",
            Self::TooLarge => "packed bytes are larger than allowed",
            Self::NoRandomness => "the system gives no random bytes",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::MissingKey => "open it with the key it was made with; without that key it cannot be read",
            Self::WrongKey => "give the key it was made with; if keys were rotated, give the former one as an old key",
            Self::RotatedAway => "give the former key as an old key once more, and rotate",
            Self::Tampered => "restore a backup; run check() to see how much is concerned",
            Self::UnknownDictionary | Self::UnknownForm => "it was written by a newer release: update this program",
            Self::MissingPeople => {
                "put the file back beside the store, its name ends in .people; if it is lost for good, make an empty \
                 one: then all that is personal reads as forgotten"
            }
            Self::TooLarge => "the bytes are damaged: restore a backup",
            Self::NoRandomness => "try again; on a phone or container make sure the random device exists",
        }
    }

    /// The error for it.
    pub fn error(self) -> Error {
        Error::new(self.kind(), self.message())
            .hint(self.advice())
            .because(self)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        fault.error()
    }
}
