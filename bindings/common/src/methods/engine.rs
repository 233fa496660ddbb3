//! What belongs to the engine and not to one merchant.
use aftersync::{AppId, Platform};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::method::{Method, Nothing, Way, direct, later};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfPlatform {
    /// The platform.
    platform: Platform,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Authorize {
    /// The application.
    app: AppId,
    /// What the platform gives back with its answer.
    state: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Route {
    /// The platform.
    platform: Platform,
    /// The shop.
    shop: aftersync::ShopId,
    /// The merchant.
    tenant: String,
}

pub(super) fn methods() -> Vec<Method> {
    vec![
        direct(
            "now",
            Way::Instant,
            "The engine's time, in milliseconds since 1970.",
            |desk, _: Nothing| Ok(desk.engine().now()),
        ),
        direct(
            "waiting",
            Way::Instant,
            "Inputs that wait for the lane.",
            |desk, _: Nothing| Ok(desk.engine().waiting()),
        ),
        direct(
            "platforms",
            Way::Instant,
            "Platforms with an adapter, sorted.",
            |desk, _: Nothing| Ok(desk.engine().platforms()),
        ),
        direct(
            "capabilities",
            Way::Instant,
            "What a platform can do, as its adapter declares.",
            |desk, p: OfPlatform| desk.engine().capabilities(&p.platform),
        ),
        direct(
            "authorize_url",
            Way::Instant,
            "Where a merchant connects a shop to this application; nothing when the platform needs no page.",
            |desk, p: Authorize| desk.engine().authorize_url(&p.app, &p.state),
        ),
        later(
            "tenants",
            Way::Read,
            "All merchants that something was ever written for, sorted.",
            |desk, _: Nothing| desk.engine().tenants(),
            |tenants| tenants,
        ),
        direct(
            "route_shop",
            Way::Instant,
            "Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts until the desk is \
             closed.",
            |desk, p: Route| {
                desk.engine().route_shop(p.platform, p.shop, p.tenant);
                Ok(())
            },
        ),
    ]
}
