//! What several platforms share: reading foreign JSON, decimal amounts, reading answers, refusals as data, URLs.
pub(crate) mod answer;
pub(crate) mod decimal;
pub(crate) mod json;
pub(crate) mod refusal;
pub(crate) mod url;
