//! The form of a task: fields as configured for its kind. A kind without a form takes whatever is filled in.
use std::collections::BTreeMap;

use crate::error::Error;
use crate::model::config::Config;
use crate::model::custom::{CustomType, CustomValue};
use crate::model::handoff::TaskState;
use crate::model::task::Task;
use crate::model::task_config::TaskField;

/// Fills in fields of a task that comes to a state: they must be declared and of their types, and none that it cannot be done
/// without may be missing when it is done.
pub(in crate::engine::decide) fn filled(
    config: &Config,
    task: &mut Task,
    form: &BTreeMap<String, CustomValue>,
) -> Result<(), Error> {
    let fields = config.task(task.kind).map_or(&[][..], |of| &of.form);
    if !fields.is_empty() {
        form.iter()
            .try_for_each(|(name, value)| given(task, fields, name, value))?;
    }
    task.form
        .extend(form.iter().map(|(name, value)| (name.clone(), value.clone())));
    if task.state != TaskState::Done {
        return Ok(());
    }
    match fields.iter().find(|field| field.required && !is_there(task, field)) {
        Some(field) => Err(Error::rejected("the form lacks a field")
            .with("task", task.kind)
            .with("field", &field.name)
            .with("allowed", allowed(&field.of))
            .hint("fill it in and try again")),
        None => Ok(()),
    }
}

fn given(task: &Task, fields: &[TaskField], name: &str, value: &CustomValue) -> Result<(), Error> {
    let Some(field) = fields.iter().find(|field| field.name == name) else {
        let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        return Err(Error::rejected("the form has no such field")
            .with("task", task.kind)
            .with("field", name)
            .with("allowed", known.join(", "))
            .hint("declare it in the configuration"));
    };
    if field.of.admits(value) {
        return Ok(());
    }
    Err(Error::rejected("the value is not of the field's type")
        .with("task", task.kind)
        .with("field", name)
        .with("allowed", allowed(&field.of)))
}

/// Whether a field has a value that counts. One of another type was filled in before the field was declared as it is now.
fn is_there(task: &Task, field: &TaskField) -> bool {
    let blank = |value: &CustomValue| matches!(value, CustomValue::Text(text) if text.trim().is_empty());
    let value = task.form.get(&field.name);
    value.is_some_and(|value| field.of.admits(value) && !blank(value))
}

fn allowed(of: &CustomType) -> String {
    match of {
        CustomType::Text => "a text".to_owned(),
        CustomType::Integer => "a whole number".to_owned(),
        CustomType::Flag => "true or false".to_owned(),
        CustomType::Money => "an amount with its currency".to_owned(),
        CustomType::Time => "a time in milliseconds".to_owned(),
        CustomType::Choice(words) => words.join(", "),
    }
}
