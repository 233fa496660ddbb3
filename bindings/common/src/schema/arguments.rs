//! What each method takes, as schemas without words: shipped, to say what is wrong with arguments.
use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use crate::method::Settings;
use crate::replica::{self, ReplicaOptions, argument_name};
use crate::{OpenOptions, TestOptions, methods};

/// Words for people, and what a reader does not look at.
const LEFT_OUT: [&str; 3] = ["description", "title", "default"];

/// `{"$defs": …, "arguments": …}`, a line for each type and each method.
pub(crate) fn written() -> String {
    let mut generator = SchemaGenerator::default();
    let of_methods = methods::all().iter();
    let mut arguments: Vec<(String, Value)> = of_methods
        .map(|method| (method.name.to_owned(), (method.params)(&mut generator).to_value()))
        .collect();
    let of_replica = replica::all().iter();
    arguments.extend(of_replica.map(|method| (argument_name(method.name), (method.params)(&mut generator).to_value())));
    let settings = [
        (OpenOptions::NAME, generator.subschema_for::<OpenOptions>()),
        (TestOptions::NAME, generator.subschema_for::<TestOptions>()),
        (ReplicaOptions::NAME, generator.subschema_for::<ReplicaOptions>()),
    ];
    arguments.extend(settings.map(|(name, schema)| (name.to_owned(), schema.to_value())));
    let types = generator.take_definitions(true);
    format!(
        "{{\"$defs\":{{\n{}\n}},\"arguments\":{{\n{}\n}}}}\n",
        lines(types),
        lines(arguments)
    )
}

fn lines(all: impl IntoIterator<Item = (String, Value)>) -> String {
    let line = |(name, schema): (String, Value)| format!("{}:{}", Value::from(name), bare(schema, false));
    all.into_iter().map(line).collect::<Vec<_>>().join(",\n")
}

/// Without words for people. A field may be called as one of them.
fn bare(schema: Value, are_fields: bool) -> Value {
    match schema {
        Value::Object(of) => {
            let kept = of
                .into_iter()
                .filter(|(name, _)| are_fields || !LEFT_OUT.contains(&name.as_str()));
            let within = kept.map(|(name, of)| {
                let fields = !are_fields && name == "properties";
                (name, bare(of, fields))
            });
            Value::Object(within.collect::<Map<_, _>>())
        }
        Value::Array(all) => Value::Array(all.into_iter().map(|one| bare(one, false)).collect()),
        other => other,
    }
}
