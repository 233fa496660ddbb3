//! The JSON Schema of a configuration: what editors and forms check it with before it comes to a desk.
use aftersync::Config;
use schemars::generate::SchemaSettings;

/// The schema of what `configure` takes, as a document of its own.
///
/// # Errors
/// In words, when it cannot be written.
pub(super) fn schema() -> Result<String, String> {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<Config>();
    let text = serde_json::to_string_pretty(&schema).map_err(|e| e.to_string())?;
    Ok(text + "\n")
}
