//! JSON Schemas, made from the types: of a response, of a survey definition as an owner writes it, of what sets comments
//! apart, and of any two things beside each other.
//!
//! What a schema cannot say (that `max` is greater than `min`, that an id is used once) stays with [`crate::Response::parse`]
//! and [`crate::Survey::parse`].

mod definition;
mod value;

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::answer::Comment;
use crate::cross::CrossTable;
use crate::keyness::Keyness;
use crate::{Empathy, FieldName, QuestionId, Recommend, Response, ResponseId, SurveyId, Timestamp, limits};

pub use definition::Definition;
pub use value::HiddenFields;

/// Letters, digits, `-`, `_` and `.`, starting with a letter or digit.
const NAME: &str = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$";
const UUID: &str = "^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$";

/// The schema of what is posted, exported and imported.
pub fn response() -> String {
    of::<Response>()
}

/// The schema of what `config`, `definition` and a `<script type="application/json">` hold.
pub fn survey() -> String {
    of::<Definition>()
}

/// The schema of what sets the comments of two groups apart.
pub fn keyness() -> String {
    of::<Keyness>()
}

/// The schema of any two things beside each other.
pub fn cross() -> String {
    of::<CrossTable>()
}

/// As a file: one space deep, as the Summary's schema is.
fn of<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut text = Vec::new();
    let lines = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut writer = serde_json::Serializer::with_formatter(&mut text, lines);
    let written = serde::Serialize::serialize(&schema, &mut writer);
    debug_assert!(written.is_ok(), "a schema is JSON");
    String::from_utf8_lossy(&text).into_owned() + "\n"
}

/// A type whose schema is written here, because its constructor says more than its fields.
macro_rules! leaf {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

leaf!(ResponseId, "Id", {"description": "A UUID.", "type": "string", "pattern": UUID});
leaf!(Timestamp, "Time", {"description": "RFC 3339, with any offset.", "type": "string", "format": "date-time"});
leaf!(SurveyId, "SurveyName", {"type": "string", "pattern": NAME});
leaf!(QuestionId, "QuestionName", {"type": "string", "pattern": NAME});
leaf!(FieldName, "FieldName", {"type": "string", "pattern": NAME});
leaf!(Empathy, "Empathy", {"description": "From 1, strongly disagree, to 5, strongly agree.", "type": "integer", "minimum": 1, "maximum": 5});
leaf!(Recommend, "Recommend", {"description": "From 0, not at all likely, to 10, extremely likely.", "type": "integer", "minimum": 0, "maximum": 10});
leaf!(Comment, "Comment", {"type": "string", "minLength": 1, "maxLength": limits::COMMENT});
