//! JSON schema to types.
use std::collections::BTreeMap;

use schemars::Schema;
use schemars::generate::SchemaGenerator;
use serde_json::{Map, Value};

use super::model::{Call, Def, Field, Shape, Ty, Variant};
use crate::actions::TypedAction;
use crate::replica::{self, ReplicaOptions};
use crate::{Failure, OpenOptions, TestOptions, Way, methods};

/// Every method and every type.
pub(crate) struct Document {
    pub calls: Vec<Call>,
    /// The methods of a copy on a phone.
    pub replica: Vec<Call>,
    pub types: BTreeMap<String, Def>,
}

/// A schema that is none of the shapes our types have: the generator has to learn it first.
pub(crate) type Unknown = String;

impl Document {
    pub(crate) fn new() -> Result<Self, Unknown> {
        let mut generator = SchemaGenerator::default();
        let mut calls = Vec::new();
        for method in methods::all() {
            let params = (method.params)(&mut generator);
            let result = (method.result)(&mut generator);
            calls.push(Call {
                name: method.name,
                doc: method.doc,
                way: method.way,
                body: method.body,
                params: parameters(&params, method.order)?,
                result: ty(result.as_value())?,
            });
        }
        let mut copy = Vec::new();
        for method in replica::all() {
            let params = (method.params)(&mut generator);
            let result = (method.result)(&mut generator);
            copy.push(Call {
                name: method.name,
                doc: method.doc,
                way: Way::Read,
                body: method.body,
                params: parameters(&params, method.order)?,
                result: ty(result.as_value())?,
            });
        }
        generator.subschema_for::<OpenOptions>();
        generator.subschema_for::<TestOptions>();
        generator.subschema_for::<ReplicaOptions>();
        generator.subschema_for::<Failure>();
        generator.subschema_for::<aftersync::Reconciling>();
        // Nothing holds one, but hosts work them out.
        generator.subschema_for::<aftersync::model::ids::ParcelId>();
        let mut types = BTreeMap::new();
        let found = generator.take_definitions(true);
        if let Some(name) = found
            .keys()
            .find(|name| is_second(name, |first| found.contains_key(first)))
        {
            return Err(format!(
                "{name}: another type has that name already; give one of them a name of its own"
            ));
        }
        for (name, schema) in found {
            let shape = shape(&schema).map_err(|e| format!("{name}: {e}"))?;
            let doc = doc(schema.as_object());
            types.insert(name.clone(), Def { name, doc, shape });
        }
        Ok(Self {
            calls,
            replica: copy,
            types,
        })
    }
}

impl Document {
    /// All fields of a variant, those of the record it is also among them.
    pub fn fields_of(&self, variant: &Variant) -> Vec<Field> {
        let parent = variant
            .parent
            .as_ref()
            .map(|name| self.record(name))
            .unwrap_or_default();
        parent.iter().chain(&variant.fields).cloned().collect()
    }

    /// The fields of a record; none of what is no record.
    fn record(&self, name: &str) -> &[Field] {
        match self.types.get(name).map(|def| &def.shape) {
            Some(Shape::Record(fields)) => fields,
            _ => &[],
        }
    }

    /// The variants of a tagged type; none of what is not tagged.
    pub fn variants(&self, name: &str) -> &[Variant] {
        match self.types.get(name).map(|def| &def.shape) {
            Some(Shape::Tagged { variants, .. }) => variants,
            _ => &[],
        }
    }

    /// The details of a typed action: those it needs, then those it takes.
    pub fn details(&self, action: &TypedAction) -> Vec<Field> {
        let find = |name: &&str| self.record("Details").iter().find(|field| field.name == **name);
        let needs = action.needs.iter().filter_map(find).map(Field::needed);
        let takes = action.takes.iter().filter_map(find).cloned();
        needs.chain(takes).collect()
    }
}

/// Parameters, those that must be given first, else as they stand in the source.
fn parameters(schema: &Schema, order: &[&str]) -> Result<Vec<Field>, Unknown> {
    let mut all = fields(object(schema.as_value())?)?;
    all.sort_by_key(|p| (!p.required, order.iter().position(|name| *name == p.name)));
    Ok(all)
}

/// Whether the name was given by the generator to the second of two types of one name.
fn is_second(name: &str, known: impl Fn(&str) -> bool) -> bool {
    let first = name.trim_end_matches(|c: char| c.is_ascii_digit());
    first != name && known(first)
}

fn object(schema: &Value) -> Result<&Map<String, Value>, Unknown> {
    schema.as_object().ok_or_else(|| format!("no object: {schema}"))
}

fn doc(of: Option<&Map<String, Value>>) -> String {
    let text = of.and_then(|of| of.get("description")).and_then(Value::as_str);
    // Links of the Rust documentation lead nowhere else.
    text.unwrap_or_default().replace("[`", "`").replace("`]", "`")
}

fn array<'v>(of: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    of.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn reference(of: &Map<String, Value>) -> Option<String> {
    let target = of.get("$ref")?.as_str()?;
    target.rsplit('/').next().map(str::to_owned)
}

fn shape(schema: &Value) -> Result<Shape, Unknown> {
    let of = object(schema)?;
    if reference(of).as_deref() == Some("Uid") {
        return Ok(Shape::Id);
    }
    let variants = [array(of, "oneOf"), array(of, "anyOf")].concat();
    if variants.is_empty() {
        if let Some(words) = words(of) {
            return Ok(Shape::Words(words));
        }
        if of.contains_key("properties") {
            return fields(of).map(Shape::Record);
        }
        return ty(schema).map(Shape::Alias);
    }
    let all_words: Option<Vec<_>> = variants.iter().map(|v| v.as_object().and_then(words)).collect();
    if let Some(all) = all_words {
        return Ok(Shape::Words(all.concat()));
    }
    if let Some(tag) = common_tag(&variants) {
        let variants = variants.iter().map(|v| variant(v, &tag)).collect::<Result<_, _>>()?;
        return Ok(Shape::Tagged { tag, variants });
    }
    if let [known, unknown] = variants.as_slice()
        && is_any(unknown)
        && let Some(of) = known.as_object().and_then(reference)
    {
        return Ok(Shape::Open { of });
    }
    if variants.iter().any(|v| v.get("properties").is_some()) && of.contains_key("oneOf") {
        return keyed(&variants);
    }
    ty(schema).map(Shape::Alias)
}

fn is_any(schema: &Value) -> bool {
    match schema {
        Value::Bool(true) => true,
        Value::Object(of) => of.keys().all(|key| key == "description"),
        _ => false,
    }
}

fn words(of: &Map<String, Value>) -> Option<Vec<(String, String)>> {
    if let Some(word) = of.get("const").and_then(Value::as_str) {
        return Some(vec![(word.to_owned(), doc(Some(of)))]);
    }
    let words = array(of, "enum");
    let all: Option<Vec<_>> = words
        .iter()
        .map(|w| Some((w.as_str()?.to_owned(), String::new())))
        .collect();
    all.filter(|all| !all.is_empty())
}

/// The field that holds a constant in every variant.
fn common_tag(variants: &[Value]) -> Option<String> {
    let first = variants.first()?.get("properties")?.as_object()?;
    let tag = first.iter().find(|(_, of)| of.get("const").is_some())?.0;
    let has = |v: &Value| v.get("properties").and_then(|p| p.get(tag)?.get("const")).is_some();
    variants.iter().all(has).then(|| tag.clone())
}

fn variant(schema: &Value, tag: &str) -> Result<Variant, Unknown> {
    let of = object(schema)?;
    let mut fields = fields(of)?;
    let at = fields
        .iter()
        .position(|f| f.name == tag)
        .ok_or("a variant without its tag")?;
    let Ty::Word(word) = fields.remove(at).ty else {
        return Err(format!("the tag {tag} is no word"));
    };
    Ok(Variant {
        word,
        doc: doc(Some(of)),
        fields,
        parent: reference(of),
    })
}

fn keyed(variants: &[Value]) -> Result<Shape, Unknown> {
    let (mut plain, mut held) = (Vec::new(), Vec::new());
    for variant in variants {
        let of = object(variant)?;
        match words(of) {
            Some(words) => plain.extend(words),
            None => held.extend(fields(of)?.into_iter().map(|field| Field {
                required: false,
                doc: if field.doc.is_empty() {
                    doc(Some(of))
                } else {
                    field.doc.clone()
                },
                ty: Ty::Optional(Box::new(field.ty)),
                default: Some(Value::Null),
                name: field.name,
            })),
        }
    }
    Ok(Shape::Keyed {
        words: plain,
        fields: held,
    })
}

fn fields(of: &Map<String, Value>) -> Result<Vec<Field>, Unknown> {
    let required = array(of, "required");
    let properties = of.get("properties").and_then(Value::as_object);
    let field = |(name, schema): (&String, &Value)| {
        Ok(Field {
            name: name.clone(),
            ty: ty(schema).map_err(|e| format!("{name}: {e}"))?,
            doc: doc(schema.as_object()),
            required: required.iter().any(|r| r.as_str() == Some(name)),
            default: schema.get("default").cloned(),
        })
    };
    properties.into_iter().flatten().map(field).collect()
}

/// A type where it is used.
pub(crate) fn ty(schema: &Value) -> Result<Ty, Unknown> {
    if is_any(schema) {
        return Ok(Ty::Any);
    }
    let of = object(schema)?;
    if let Some(name) = reference(of) {
        return Ok(Ty::Named(name));
    }
    if let Some(word) = of.get("const").and_then(Value::as_str) {
        return Ok(Ty::Word(word.to_owned()));
    }
    let variants = [array(of, "oneOf"), array(of, "anyOf")].concat();
    if !variants.is_empty() {
        let all = variants.iter().map(ty).collect::<Result<Vec<_>, _>>()?;
        return Ok(one_of(all));
    }
    match of.get("type") {
        Some(Value::String(kind)) => of_kind(kind, of),
        Some(Value::Array(kinds)) => {
            let kinds = kinds.iter().filter_map(Value::as_str);
            Ok(one_of(
                kinds.map(|kind| of_kind(kind, of)).collect::<Result<Vec<_>, _>>()?,
            ))
        }
        _ => Err(format!("no type: {schema}")),
    }
}

fn one_of(mut all: Vec<Ty>) -> Ty {
    let before = all.len();
    all.retain(|one| *one != Ty::Nothing);
    let optional = all.len() < before;
    let one = match all.as_slice() {
        [only] => only.clone(),
        _ => Ty::OneOf(all),
    };
    if optional { Ty::Optional(Box::new(one)) } else { one }
}

fn of_kind(kind: &str, of: &Map<String, Value>) -> Result<Ty, Unknown> {
    Ok(match kind {
        "string" if of.contains_key("contentEncoding") => Ty::Bytes,
        "string" => Ty::Text,
        "integer" => Ty::Whole,
        "number" => Ty::Number,
        "boolean" => Ty::Flag,
        "null" => Ty::Nothing,
        "array" if of.contains_key("prefixItems") => {
            Ty::Tuple(array(of, "prefixItems").iter().map(ty).collect::<Result<_, _>>()?)
        }
        "array" => Ty::List(Box::new(of.get("items").map_or(Ok(Ty::Any), ty)?)),
        "object" => Ty::Map(Box::new(of.get("additionalProperties").map_or(Ok(Ty::Any), ty)?)),
        other => return Err(format!("no such type: {other}")),
    })
}
