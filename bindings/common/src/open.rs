//! Opening a desk from settings that came as data.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::{AppCredentials, AppId, Error, ErrorKind, Platform, Result, Secret};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bytes::Bytes;
use crate::method::Settings;
use crate::session::Session;

/// An application that is registered with a platform. Its secrets stay in memory.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppSettings {
    /// The platform.
    pub platform: Platform,
    /// The app key, app id or client id.
    pub app: AppId,
    /// The app secret.
    pub secret: String,
    /// Further secrets, by the platform's name for them (`token`, `aes_key`).
    #[serde(default)]
    pub extra: BTreeMap<String, String>,
    /// Another address of the platform: for tests and for fenced-in networks.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Facts that are not confirmed and were switched on, by name.
    #[serde(default)]
    pub unconfirmed: BTreeSet<String>,
}

/// How a file is to be opened.
#[derive(Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenOptions {
    /// The file; made when there is none.
    pub path: String,
    /// The merchant; without a name it is the only one of the file.
    #[serde(default)]
    pub tenant: Option<String>,
    /// 32 bytes to seal the file under, instead of the key beside it.
    #[serde(default)]
    pub key: Option<Bytes>,
    /// Former keys that some of it may still be sealed under.
    #[serde(default)]
    pub old_keys: Vec<Bytes>,
    /// Not sealed: whoever has the file reads all of it. For trying things out.
    #[serde(default)]
    pub unsealed: bool,
    /// Applications that are registered with platforms.
    #[serde(default)]
    pub apps: Vec<AppSettings>,
}

impl Settings for OpenOptions {
    const NAME: &'static str = "open";
}

impl From<AppSettings> for AppCredentials {
    fn from(given: AppSettings) -> Self {
        Self {
            app: given.app,
            secret: Secret::new(given.secret),
            extra: given.extra.into_iter().map(|(k, v)| (k, Secret::new(v))).collect(),
            base_url: given.base_url,
            unconfirmed: given.unconfirmed,
        }
    }
}

impl Session {
    /// Opens a file.
    ///
    /// # Errors
    /// Those of [`aftersync::Desk::open`]; `Config` for a key that is not 32 bytes and for an empty path.
    pub fn open(options: OpenOptions) -> Result<Self> {
        if options.path.is_empty() {
            // SQLite would take it for a file that is gone when it is closed.
            return Err(Error::new(ErrorKind::Config, "the path of the file is empty")
                .during("desk.open")
                .with("field", "path"));
        }
        let mut opening = aftersync::Desk::opening(&options.path);
        if let Some(tenant) = options.tenant {
            opening = opening.tenant(tenant.as_str());
        }
        if let Some(key) = options.key {
            opening = opening.key(key_of(&key, "key")?);
        }
        for key in &options.old_keys {
            opening = opening.old_key(key_of(key, "old_keys")?);
        }
        if options.unsealed {
            opening = opening.unsealed();
        }
        for app in options.apps {
            opening = opening.app(app.platform.clone(), app.into());
        }
        let desk: aftersync::TenantDesk = (*opening.open()?).clone();
        Ok(Self::from(desk))
    }
}

fn key_of(key: &Bytes, field: &'static str) -> Result<[u8; 32]> {
    <[u8; 32]>::try_from(key.0.as_slice()).map_err(|_| {
        Error::new(ErrorKind::Config, "a key is 32 bytes")
            .during("desk.open")
            .with("field", field)
            .with("bytes", key.0.len())
    })
}
