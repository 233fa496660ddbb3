//! One merchant over one file: the shortest way in.
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aftersync_core::engine::{Desk as TenantDesk, Engine, EngineBuilder};
use aftersync_core::model::ids::{Platform, Tenant};
use aftersync_core::platform::{AppCredentials, Transport};
use aftersync_core::{Error, ErrorKind, Result};
use aftersync_seal::{Fault, KeyProvider, LocalKeys, Sealing};
use aftersync_sqlite::{Options, SqliteStore, is_sealed};

/// The merchant of a file that has one.
const ONLY: &str = "main";

/// One merchant's desk over one file: everything a [`TenantDesk`] does.
///
/// ```no_run
/// let desk = aftersync::Desk::open("desk.db")?;
/// for ticket in desk.tickets(aftersync::TicketQuery::default()).wait()?.items {
///     println!("{} {}", ticket.item.number, ticket.item.headline);
/// }
/// # Ok::<(), aftersync::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Desk(TenantDesk);

impl Desk {
    /// Opens a file, or makes it: all platforms, requests by the built-in client, durable.
    ///
    /// Beside the file lies its key, with `.key` after its name: all that is stored is sealed under it, and phone numbers
    /// are hashed with what follows from it. And there lies the people's file, with `.people` after its name: without it
    /// nothing personal can be read. Keep copies of the key, in another place than copies of the file; do not keep dated
    /// copies of the people's file, or who was forgotten comes back with them. See `docs/sealing.md`.
    ///
    /// # Errors
    /// `Unavailable` when the file or the key cannot be read or made; `Config` when the file is of something else, or is
    /// sealed under another key.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::opening(path).open()
    }

    /// The same, with applications, a merchant's name, another key or client.
    pub fn opening(path: impl AsRef<Path>) -> Opening {
        Opening {
            path: path.as_ref().to_owned(),
            tenant: Tenant::from(ONLY),
            apps: Vec::new(),
            key: None,
            old: Vec::new(),
            sealing: None,
            transport: None,
            options: Options::default(),
        }
    }
}

impl Deref for Desk {
    type Target = TenantDesk;
    fn deref(&self) -> &TenantDesk {
        &self.0
    }
}

impl From<TenantDesk> for Desk {
    fn from(desk: TenantDesk) -> Self {
        Self(desk)
    }
}

/// How a file is to be opened.
pub struct Opening {
    path: PathBuf,
    tenant: Tenant,
    apps: Vec<(Platform, AppCredentials)>,
    key: Option<[u8; 32]>,
    old: Vec<[u8; 32]>,
    sealing: Option<Sealing>,
    transport: Option<Arc<dyn Transport>>,
    options: Options,
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening")
            .field("path", &self.path)
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}

impl Opening {
    /// For this merchant; without a name it is the only one of the file.
    pub fn tenant(mut self, tenant: impl Into<Tenant>) -> Self {
        self.tenant = tenant.into();
        self
    }
    /// With an application that is registered with a platform.
    pub fn app(mut self, platform: impl Into<Platform>, credentials: AppCredentials) -> Self {
        self.apps.push((platform.into(), credentials));
        self
    }
    /// With this key instead of the one beside the file.
    pub fn key(mut self, key: [u8; 32]) -> Self {
        self.key = Some(key);
        self
    }
    /// Reads what is still sealed under this former key; see [`rotate_keys`](aftersync_core::engine::Desk::rotate_keys).
    pub fn old_key(mut self, key: [u8; 32]) -> Self {
        self.old.push(key);
        self
    }
    /// Sealed under keys of this provider instead: a service that holds keys, for instance. Phone numbers are still hashed
    /// with the key.
    pub fn sealing(mut self, provider: impl KeyProvider) -> Self {
        self.sealing = Some(Sealing::by(provider));
        self
    }
    /// Not sealed: whoever has the file reads all of it, and forgetting does not reach copies. For trying things out.
    pub fn unsealed(mut self) -> Self {
        self.sealing = Some(Sealing::Unsealed);
        self
    }
    /// With the host's own client.
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }
    /// With these settings of the file; what they say of sealing is left out.
    pub fn file(mut self, options: Options) -> Self {
        self.options = options;
        self
    }
    /// Opens it.
    ///
    /// # Errors
    /// As of [`Desk::open`].
    pub fn open(self) -> Result<Desk> {
        let tenant = self.tenant.clone();
        Ok(Desk(self.engine()?.build()?.desk(tenant)))
    }
    /// The engine behind it, ready to be built, for what is not offered here.
    ///
    /// # Errors
    /// As of [`Desk::open`].
    pub fn engine(self) -> Result<EngineBuilder> {
        let key = match self.key {
            Some(key) => key,
            None => key_beside(&self.path)?,
        };
        let old = self.old.into_iter();
        let local = || Sealing::by(old.fold(LocalKeys::new(key), LocalKeys::and_old));
        let options = Options {
            sealing: self.sealing.unwrap_or_else(local),
            ..self.options
        };
        let store = Arc::new(SqliteStore::open(&self.path, options)?);
        let mut builder = Engine::builder(store).adapters(aftersync_platforms::all()).key(key);
        if let Some(transport) = self.transport.map_or_else(built_in, |t| Ok(Some(t)))? {
            builder = builder.transport(transport);
        }
        for (platform, credentials) in self.apps {
            builder = builder.app(platform, credentials);
        }
        Ok(builder)
    }
}

#[cfg(feature = "reqwest")]
fn built_in() -> Result<Option<Arc<dyn Transport>>> {
    Ok(Some(Arc::new(crate::transport::Http::new()?)))
}

#[cfg(not(feature = "reqwest"))]
fn built_in() -> Result<Option<Arc<dyn Transport>>> {
    Ok(None)
}

/// The key beside a file; made when there is none.
fn key_beside(path: &Path) -> Result<[u8; 32]> {
    let mut name = path.as_os_str().to_owned();
    name.push(".key");
    let beside = PathBuf::from(name);
    match File::open(&beside) {
        Ok(mut file) => read_key(&mut file, &beside),
        // A new key would be of no use to a sealed store, and only lead astray.
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => match is_sealed(path)? {
            // Somebody else may have made both since.
            true => match File::open(&beside) {
                Ok(mut file) => read_key(&mut file, &beside),
                Err(_) => Err(Error::from(Fault::MissingKey)
                    .during("desk.open")
                    .with("path", beside.display())),
            },
            false => make_key(&beside),
        },
        Err(e) => Err(unusable(&beside, e)),
    }
}

fn read_key(file: &mut File, at: &Path) -> Result<[u8; 32]> {
    let mut key = [0; 32];
    file.read_exact(&mut key).map_err(|e| unusable(at, e))?;
    Ok(key)
}

fn make_key(at: &Path) -> Result<[u8; 32]> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|e| {
        Error::new(ErrorKind::Unavailable, "the system gives no random bytes")
            .during("desk.open")
            .because(e)
    })?;
    // Written whole under another name, then linked into place: two that open at once agree on the first, be they
    // processes or threads of one.
    static DRAFTS: AtomicU64 = AtomicU64::new(0);
    let mut name = at.as_os_str().to_owned();
    let (process, draft) = (std::process::id(), DRAFTS.fetch_add(1, Ordering::Relaxed));
    name.push(format!(".{process}.{draft}"));
    let draft = PathBuf::from(name);
    let written = private(&draft).and_then(|mut file| {
        file.write_all(&key)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| match std::fs::hard_link(&draft, at) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    std::fs::remove_file(&draft).ok();
    placed.map_err(|e| unusable(at, e))?;
    read_key(&mut File::open(at).map_err(|e| unusable(at, e))?, at)
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn unusable(path: &Path, e: std::io::Error) -> Error {
    Error::new(ErrorKind::Unavailable, "the key beside the file cannot be used")
        .during("desk.open")
        .with("path", path.display())
        .hint("give the key with `Desk::opening(path).key(…)`, or make the folder writable")
        .because(e)
}
