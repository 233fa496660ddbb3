//! Methods named by HTTP verb and path, with parameters in the path.

use std::collections::BTreeMap;

/// One method: `path` may hold whole parts in braces, such as `/returns/{return_id}/approve`.
pub(crate) struct Route<H> {
    pub verb: &'static str,
    pub path: &'static str,
    /// What logs, rates and injected failures call it.
    pub name: &'static str,
    pub handler: H,
}

/// What a verb and a path lead to.
pub(crate) enum Found<'a, H> {
    /// The method, and the parts of the path by the name in braces.
    Method(&'a Route<H>, BTreeMap<&'static str, String>),
    /// The path exists with another verb.
    OtherVerb,
    Nothing,
}

/// Looks a request up. Of two rows that fit, the first wins.
pub(crate) fn find<'a, H>(routes: &'a [Route<H>], verb: &str, path: &str) -> Found<'a, H> {
    let mut other_verb = false;
    for route in routes {
        match parts(route.path, path) {
            Some(found) if route.verb == verb => return Found::Method(route, found),
            Some(_) => other_verb = true,
            None => {}
        }
    }
    if other_verb { Found::OtherVerb } else { Found::Nothing }
}

fn parts(pattern: &'static str, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    let mut found = BTreeMap::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(found),
            (Some(part), Some(value)) => match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some(name) if !value.is_empty() => {
                    found.insert(name, value.to_owned());
                }
                None if part == value => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Route, find};

    const ROUTES: &[Route<u8>] = &[
        Route {
            verb: "POST",
            path: "/returns/search",
            name: "search",
            handler: 1,
        },
        Route {
            verb: "POST",
            path: "/returns/{id}/approve",
            name: "approve",
            handler: 2,
        },
        Route {
            verb: "GET",
            path: "/returns/{id}",
            name: "get",
            handler: 3,
        },
    ];

    fn named(verb: &str, path: &str) -> Option<(u8, Option<String>)> {
        match find(ROUTES, verb, path) {
            Found::Method(route, parts) => Some((route.handler, parts.get("id").cloned())),
            _ => None,
        }
    }

    #[test]
    fn verb_path_and_parts() {
        assert_eq!(named("POST", "/returns/search"), Some((1, None)));
        assert_eq!(named("POST", "/returns/42/approve"), Some((2, Some("42".into()))));
        assert_eq!(named("GET", "/returns/42"), Some((3, Some("42".into()))));
        assert_eq!(named("POST", "/returns//approve"), None);
        assert_eq!(named("POST", "/returns/42/approve/"), None);
        assert!(matches!(find(ROUTES, "GET", "/returns/42/approve"), Found::OtherVerb));
        assert!(matches!(find(ROUTES, "GET", "/refunds"), Found::Nothing));
    }
}
