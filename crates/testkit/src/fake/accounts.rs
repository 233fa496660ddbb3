//! Apps, shops and the tokens between them.

use std::collections::BTreeMap;

use super::prng::SplitMix64;

/// A pair of tokens handed to an app for one shop.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Sent with every call.
    pub access_token: String,
    /// Works once, for the next pair.
    pub refresh_token: String,
    /// The shop.
    pub shop_id: i64,
    /// The access token dies then, epoch ms.
    pub expires_ms: i64,
    /// The refresh token dies then, epoch ms.
    pub refresh_expires_ms: i64,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Tokens")
            .field("shop_id", &self.shop_id)
            .field("expires_ms", &self.expires_ms)
            .finish_non_exhaustive()
    }
}

/// Why a token or a code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenFault {
    Unknown,
    Expired,
    Used,
    Revoked,
}

struct Grant {
    app_key: String,
    shop_id: i64,
    expires_ms: i64,
    used: bool,
}

struct Shop {
    name: String,
    authorised: bool,
}

/// All accounts of one fake platform.
pub(crate) struct Accounts {
    apps: BTreeMap<String, String>,
    shops: BTreeMap<i64, Shop>,
    access: BTreeMap<String, Grant>,
    refresh: BTreeMap<String, Grant>,
    codes: BTreeMap<String, Grant>,
    access_life_ms: i64,
    refresh_life_ms: i64,
    random: SplitMix64,
}

const CODE_LIFE_MS: i64 = 600_000;

impl Accounts {
    pub fn new(seed: u64, access_life_ms: i64, refresh_life_ms: i64) -> Self {
        Self {
            apps: BTreeMap::new(),
            shops: BTreeMap::new(),
            access: BTreeMap::new(),
            refresh: BTreeMap::new(),
            codes: BTreeMap::new(),
            access_life_ms,
            refresh_life_ms,
            random: SplitMix64::named(seed, "tokens"),
        }
    }

    pub fn add_app(&mut self, app_key: &str, secret: &str) {
        self.apps.insert(app_key.to_owned(), secret.to_owned());
    }

    pub fn secret(&self, app_key: &str) -> Option<&str> {
        self.apps.get(app_key).map(String::as_str)
    }

    pub fn first_app(&self) -> Option<(&str, &str)> {
        self.apps
            .iter()
            .next()
            .map(|(key, secret)| (key.as_str(), secret.as_str()))
    }

    pub fn add_shop(&mut self, shop_id: i64, name: &str) {
        self.shops.insert(
            shop_id,
            Shop {
                name: name.to_owned(),
                authorised: true,
            },
        );
    }

    pub fn shop_name(&self, shop_id: i64) -> Option<&str> {
        self.shops.get(&shop_id).map(|shop| shop.name.as_str())
    }

    /// Whether the shop exists and its owner has not taken the authorisation back.
    pub fn is_authorised(&self, shop_id: i64) -> bool {
        self.shops.get(&shop_id).is_some_and(|shop| shop.authorised)
    }

    pub fn set_life(&mut self, access_life_ms: i64, refresh_life_ms: i64) {
        self.access_life_ms = access_life_ms;
        self.refresh_life_ms = refresh_life_ms;
    }

    /// The shop's owner takes the authorisation back, or gives it again.
    pub fn authorise(&mut self, shop_id: i64, authorised: bool) {
        if let Some(shop) = self.shops.get_mut(&shop_id) {
            shop.authorised = authorised;
        }
    }

    /// A fresh pair; the shop's earlier access tokens for this app die.
    pub fn issue(&mut self, app_key: &str, shop_id: i64, now_ms: i64) -> Tokens {
        self.access
            .retain(|_, grant| grant.shop_id != shop_id || grant.app_key != app_key);
        self.hand_out(app_key, shop_id, now_ms)
    }

    /// A fresh pair; the shop's earlier access tokens for this app live on for `grace_ms` at most and are `Used` then.
    pub fn issue_beside(&mut self, app_key: &str, shop_id: i64, now_ms: i64, grace_ms: i64) -> Tokens {
        let last = now_ms.saturating_add(grace_ms);
        let earlier = |grant: &&mut Grant| grant.shop_id == shop_id && grant.app_key == app_key;
        for grant in self.access.values_mut().filter(earlier) {
            grant.expires_ms = grant.expires_ms.min(last);
            grant.used = true;
        }
        self.hand_out(app_key, shop_id, now_ms)
    }

    /// The access token of an app for a shop that lives longest, and when it dies.
    pub fn current(&self, app_key: &str, shop_id: i64, now_ms: i64) -> Option<(&str, i64)> {
        let own = |grant: &Grant| {
            grant.shop_id == shop_id && grant.app_key == app_key && grant.expires_ms > now_ms && !grant.used
        };
        let found = self.access.iter().filter(|(_, grant)| own(grant));
        let longest = found.max_by_key(|(_, grant)| grant.expires_ms);
        longest.map(|(token, grant)| (token.as_str(), grant.expires_ms))
    }

    fn hand_out(&mut self, app_key: &str, shop_id: i64, now_ms: i64) -> Tokens {
        let tokens = Tokens {
            access_token: self.random_text("act"),
            refresh_token: self.random_text("rft"),
            shop_id,
            expires_ms: now_ms.saturating_add(self.access_life_ms),
            refresh_expires_ms: now_ms.saturating_add(self.refresh_life_ms),
        };
        let grant = |expires_ms| Grant {
            app_key: app_key.to_owned(),
            shop_id,
            expires_ms,
            used: false,
        };
        self.access
            .insert(tokens.access_token.clone(), grant(tokens.expires_ms));
        self.refresh
            .insert(tokens.refresh_token.clone(), grant(tokens.refresh_expires_ms));
        tokens
    }

    /// A code as it comes back from the page where the shop's owner agrees.
    pub fn authorization_code(&mut self, app_key: &str, shop_id: i64, now_ms: i64) -> String {
        let code = self.random_text("code");
        let expires_ms = now_ms.saturating_add(CODE_LIFE_MS);
        self.codes.insert(
            code.clone(),
            Grant {
                app_key: app_key.to_owned(),
                shop_id,
                expires_ms,
                used: false,
            },
        );
        code
    }

    pub fn redeem_code(&mut self, app_key: &str, code: &str, now_ms: i64) -> Result<i64, TokenFault> {
        redeem(&mut self.codes, app_key, code, now_ms)
    }

    pub fn redeem_refresh(&mut self, app_key: &str, token: &str, now_ms: i64) -> Result<i64, TokenFault> {
        redeem(&mut self.refresh, app_key, token, now_ms)
    }

    /// The shop an access token opens.
    pub fn shop_of(&self, app_key: &str, token: &str, now_ms: i64) -> Result<i64, TokenFault> {
        let grant = self
            .access
            .get(token)
            .filter(|grant| grant.app_key == app_key)
            .ok_or(TokenFault::Unknown)?;
        if grant.expires_ms <= now_ms {
            let superseded = grant.used;
            return Err(if superseded {
                TokenFault::Used
            } else {
                TokenFault::Expired
            });
        }
        if self.is_authorised(grant.shop_id) {
            Ok(grant.shop_id)
        } else {
            Err(TokenFault::Revoked)
        }
    }

    /// The app that an access token was given to, dead or alive.
    pub fn app_of(&self, token: &str) -> Option<&str> {
        self.access.get(token).map(|grant| grant.app_key.as_str())
    }

    /// Lets the shop's access tokens die now.
    pub fn expire_access(&mut self, shop_id: i64, now_ms: i64) {
        for grant in self.access.values_mut().filter(|grant| grant.shop_id == shop_id) {
            grant.expires_ms = now_ms;
        }
    }

    fn random_text(&mut self, prefix: &str) -> String {
        format!(
            "{prefix}-{:016x}{:016x}",
            self.random.next_u64(),
            self.random.next_u64()
        )
    }
}

fn redeem(grants: &mut BTreeMap<String, Grant>, app_key: &str, key: &str, now_ms: i64) -> Result<i64, TokenFault> {
    let grant = grants
        .get_mut(key)
        .filter(|grant| grant.app_key == app_key)
        .ok_or(TokenFault::Unknown)?;
    if grant.used {
        return Err(TokenFault::Used);
    }
    if grant.expires_ms <= now_ms {
        return Err(TokenFault::Expired);
    }
    grant.used = true;
    Ok(grant.shop_id)
}
