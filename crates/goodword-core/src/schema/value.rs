//! The schema of a value: what an answer to an owner's own question, or a hidden field, may hold.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value as Json;

use crate::{FieldName, Value, limits};

impl JsonSchema for Value {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        value(limits::COMMENT)
    }
}

/// A site owner's hidden fields: their texts are shorter than answers.
pub struct HiddenFields;

impl JsonSchema for HiddenFields {
    fn schema_name() -> Cow<'static, str> {
        "Fields".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let names: Json = generator.subschema_for::<FieldName>().into();
        let values: Json = value(limits::FIELD).into();
        json_schema!({
            "type": "object", "propertyNames": names, "maxProperties": limits::ENTRIES, "additionalProperties": values
        })
    }
}

/// A number, a truth value, a text of at most so many characters, or a list of texts. `null` is absent.
fn value(characters: usize) -> Schema {
    json_schema!({
        "type": ["number", "boolean", "string", "array", "null"],
        "maxLength": characters,
        "maxItems": limits::ITEMS,
        "items": {"type": "string", "maxLength": limits::ITEM}
    })
}
