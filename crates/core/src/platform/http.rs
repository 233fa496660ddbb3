//! Requests and answers as plain values; `Debug` shows neither query, headers nor body, where tokens and people stand.
use std::fmt;
use std::time::Duration;

use async_trait::async_trait;

use crate::error::Result;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// DELETE.
    Delete,
}

impl Method {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Header names and values; names match without regard to case.
pub type Headers = Vec<(String, String)>;

/// The first header of that name.
pub fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, v)| v.as_str())
}

/// A request that an adapter wants sent, exactly so.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole URL, query included.
    pub url: String,
    /// The headers.
    pub headers: Headers,
    /// The body, byte for byte.
    pub body: Vec<u8>,
}

/// An answer. 4xx and 5xx are answers, not errors.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

/// A request that came to the host: a webhook, as received.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// The path, without host and query.
    pub path: String,
    /// The query, decoded once.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Headers,
    /// The body as received, never parsed and written again.
    pub body: Vec<u8>,
}

impl Delivery {
    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
    /// The first query value of that name.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// What the host must answer to a webhook, exactly so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpReply {
    /// The status.
    pub status: u16,
    /// The content type.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

fn without_query(url: &str) -> &str {
    url.split('?').next().unwrap_or("")
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} ({} bytes)",
            self.method.as_str(),
            without_query(&self.url),
            self.body.len()
        )
    }
}
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.status, self.body.len())
    }
}
impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "delivery to {} ({} bytes)", self.path, self.body.len())
    }
}

/// Sends requests: the one port that waits for the network.
///
/// * An answer of any status is `Ok`.
/// * An error says by its phase whether the request may have arrived: [`crate::Phase::NotSent`] only when it surely did
///   not (refused connection, unknown host), else [`crate::Phase::InDoubt`].
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Sends one request and waits for its answer, at most until the deadline.
    async fn send(&self, request: HttpRequest, deadline: Duration) -> Result<HttpResponse>;
}
