//! A shop's line to its platform: who calls, with which token, and the answer within its bounds.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::engine::Engine;
use crate::engine::routes;
use crate::error::{Error, ErrorKind, Phase, Result};
use crate::limits::MAX_BODY_BYTES;
use crate::model::config::Config;
use crate::model::ids::{Platform, ShopId, ShopKey, Tenant};
use crate::model::shop::ShopState;
use crate::model::time::Timestamp;
use crate::platform::{AppCredentials, Call, HttpRequest, HttpResponse, PlatformAdapter};
use crate::secret::Secret;
use crate::store::{Key, Reader, Record, Slot};

/// A shop's line to its platform.
#[derive(Clone)]
pub(crate) struct Line {
    pub adapter: Arc<dyn PlatformAdapter>,
    pub credentials: Arc<AppCredentials>,
    pub platform: Platform,
    pub shop: ShopId,
    pub state: Option<ShopState>,
    pub settings: BTreeMap<String, String>,
}

/// The connections of some shops, all of one commit, with the configuration they stand in.
pub(crate) struct Lines {
    pub config: Config,
    pub states: Vec<Option<ShopState>>,
}

/// Reads what is known of these shops.
pub(crate) fn read(reader: &mut dyn Reader, tenant: &Tenant, shops: &[(Platform, ShopId)]) -> Result<Lines> {
    let keys: Vec<Key> = shops.iter().map(|(p, s)| ShopState::key(ShopKey::of(p, s).0)).collect();
    let config = routes::config(reader, tenant)?.unwrap_or_default();
    let state = |slot: &Slot| match slot {
        Slot::Row { row, .. } => ShopState::of(row).cloned(),
        Slot::Absent | Slot::Gauge(_) => None,
    };
    let states = reader.load(tenant, &keys)?.slots.iter().map(state).collect();
    Ok(Lines { config, states })
}

impl Engine {
    /// A shop's line: the app it is configured for, else the only one of its platform.
    pub(crate) fn line(
        &self,
        config: &Config,
        platform: &Platform,
        shop: &ShopId,
        state: Option<ShopState>,
    ) -> Result<Line> {
        let adapter = self.adapter(platform)?.clone();
        let named = config.shop(platform, shop).and_then(|s| s.app.as_ref());
        let credentials = match named {
            Some(app) => self.app(app)?.credentials.clone(),
            None => self.only_app(platform, shop)?,
        };
        Ok(Line {
            adapter,
            credentials,
            platform: platform.clone(),
            shop: shop.clone(),
            state,
            settings: config
                .shop(platform, shop)
                .map(|s| s.settings.clone())
                .unwrap_or_default(),
        })
    }

    fn only_app(&self, platform: &Platform, shop: &ShopId) -> Result<Arc<AppCredentials>> {
        let mut apps = self.0.apps.values().filter(|app| app.platform == *platform);
        match (apps.next(), apps.next()) {
            (Some(app), None) => Ok(app.credentials.clone()),
            _ => Err(Error::new(
                ErrorKind::Config,
                "it is not said which application this shop is authorised for",
            )
            .during("worker.line")
            .with("platform", platform)
            .with("shop", shop)
            .hint("name the app of the shop in the configuration")),
        }
    }

    /// Sends a request; the answer's size is bounded.
    pub(crate) async fn send(&self, request: HttpRequest) -> Result<HttpResponse> {
        let transport = self
            .0
            .transport
            .as_ref()
            .ok_or_else(|| Error::new(ErrorKind::Config, "the engine has no transport").during("worker.send"))?;
        let answer = transport.send(request, self.deadline()).await?;
        if answer.body.len() > MAX_BODY_BYTES {
            return Err(Error::malformed("the answer is too large")
                .during("worker.send")
                .with("bytes", answer.body.len())
                .at(Phase::InDoubt));
        }
        Ok(answer)
    }

    /// Reads the line of one shop.
    pub(crate) async fn line_of(&self, tenant: &Tenant, platform: &Platform, shop: &ShopId) -> Result<Line> {
        let (of, shops) = (tenant.clone(), vec![(platform.clone(), shop.clone())]);
        let lines = self.0.readers.run(move |reader| read(reader, &of, &shops)).await?;
        let state = lines.states.into_iter().flatten().next();
        self.line(&lines.config, platform, shop, state)
    }
}

impl Line {
    /// A call with the shop's access token.
    ///
    /// # Errors
    /// `Unauthorized`, not sent, when there is no token or it has ended: a new one is asked for meanwhile.
    pub fn call(&self, now: Timestamp) -> Result<Call> {
        let tokens = self.state.as_ref().and_then(|s| s.tokens.as_ref());
        let expire = self.adapter.capabilities().tokens_expire;
        let valid = tokens.filter(|t| !expire || t.expires_at > now);
        if valid.is_none() && expire {
            let what = if tokens.is_some() {
                "the access token has ended"
            } else {
                "the shop has no access token"
            };
            return Err(Error::new(ErrorKind::Unauthorized, what)
                .during("worker.call")
                .with("platform", &self.platform)
                .with("shop", &self.shop));
        }
        Ok(Call {
            token: valid.map(|t| Secret::new(t.access.clone())),
            ..self.bare(now)
        })
    }

    /// A call without a token: for asking one.
    pub fn bare(&self, now: Timestamp) -> Call {
        Call {
            app: self.credentials.clone(),
            shop: self.shop.clone(),
            token: None,
            now,
            settings: self.settings.clone(),
        }
    }
}
