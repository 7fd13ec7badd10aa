//! One column of a Parquet file: what it is called, and how its values are written.

use goodword_core::Timestamp;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::data_type::Int96;
use parquet::schema::types::ColumnDescriptor;

const MS_PER_DAY: i64 = 86_400_000;
/// How the elements of a list are called, by those who write lists in three levels and in two.
const ELEMENTS: [&[&str]; 5] =
    [&["list", "element"], &["list", "item"], &["bag", "array_element"], &["array"], &["element"]];

/// A column.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its place among all columns.
    pub at: usize,
    /// Its path, joined by dots.
    pub name: String,
    /// How deep a value is that is there.
    pub depth: i16,
    /// Whether a row has a list of values.
    pub list: bool,
    kind: Kind,
}

/// What its values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Unsigned,
    Decimal(u32),
    Date,
    /// So many to a millisecond, as a power of ten; the unit of a clock.
    Time(u32),
    /// The same of a moment, and whether it is one in UTC.
    Moment(u32, bool),
    Text,
    Uuid,
}

impl Leaf {
    /// `None` where its values cannot stand in a table: bytes, intervals, lists within lists.
    pub fn of(at: usize, column: &ColumnDescriptor) -> Option<Self> {
        let list = column.max_rep_level() > 0;
        let kind = kind(column).filter(|_| column.max_rep_level() < 2)?;
        Some(Self { at, name: name(column.path().parts(), list), depth: column.max_def_level(), list, kind })
    }

    /// A whole number.
    pub fn whole(&self, value: i64) -> Option<String> {
        Some(match self.kind {
            Kind::Decimal(scale) => decimal(value.into(), scale),
            Kind::Date => moment(value.checked_mul(MS_PER_DAY)?).chars().take(10).collect(),
            Kind::Time(finer) => moment(milliseconds(value, finer)).get(11..23)?.to_owned(),
            Kind::Moment(finer, true) => moment(milliseconds(value, finer)),
            Kind::Moment(finer, false) => without_zone(milliseconds(value, finer)),
            _ => value.to_string(),
        })
    }

    /// One of 32 bits, which may be meant without a sign.
    pub fn short(&self, value: i32) -> Option<String> {
        if self.kind == Kind::Unsigned { Some(value.cast_unsigned().to_string()) } else { self.whole(value.into()) }
    }

    /// One of 64 bits.
    pub fn long(&self, value: i64) -> Option<String> {
        if self.kind == Kind::Unsigned { Some(value.cast_unsigned().to_string()) } else { self.whole(value) }
    }

    /// Bytes: a text, a decimal or a UUID. Texts are UTF-8 by the format's own rule.
    pub fn bytes(&self, value: &[u8]) -> Result<String, String> {
        match self.kind {
            Kind::Decimal(scale) => unscaled(value).map(|number| decimal(number, scale)),
            Kind::Uuid => uuid(value),
            _ => String::from_utf8(value.to_vec()).ok(),
        }
        .ok_or_else(|| format!("“{}” holds what is no valid UTF-8", self.name))
    }

    /// A value as an element of a list in JSON.
    pub fn element(&self, text: String) -> String {
        match self.kind {
            Kind::Plain | Kind::Unsigned | Kind::Decimal(_) => text,
            _ => serde_json::Value::String(text).to_string(),
        }
    }
}

/// A number with decimals; nothing for what is none.
pub fn real(value: f64) -> Option<String> {
    value.is_finite().then(|| value.to_string())
}

/// As older programs write moments: nanoseconds of a Julian day. The zone is whatever they were written in.
pub fn old_moment(value: &Int96) -> String {
    without_zone(value.to_millis())
}

fn kind(column: &ColumnDescriptor) -> Option<Kind> {
    let scale = || u32::try_from(column.type_scale()).ok().map(Kind::Decimal);
    match (column.physical_type(), column.logical_type_ref(), column.converted_type()) {
        (_, Some(LogicalType::Decimal(_)), _) | (_, None, ConvertedType::DECIMAL) => scale(),
        (Type::INT32, Some(LogicalType::Date), _) | (Type::INT32, None, ConvertedType::DATE) => Some(Kind::Date),
        (_, Some(LogicalType::Time(time)), _) => Some(Kind::Time(finer(time.unit))),
        (_, None, ConvertedType::TIME_MILLIS) => Some(Kind::Time(0)),
        (_, None, ConvertedType::TIME_MICROS) => Some(Kind::Time(3)),
        (_, Some(LogicalType::Timestamp(time)), _) => Some(Kind::Moment(finer(time.unit), time.is_adjusted_to_u_t_c)),
        (_, None, ConvertedType::TIMESTAMP_MILLIS) => Some(Kind::Moment(0, true)),
        (_, None, ConvertedType::TIMESTAMP_MICROS) => Some(Kind::Moment(3, true)),
        (_, Some(LogicalType::Integer(whole)), _) if !whole.is_signed => Some(Kind::Unsigned),
        (_, None, ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64) => {
            Some(Kind::Unsigned)
        }
        (Type::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::Uuid), _) => Some(Kind::Uuid),
        (Type::BYTE_ARRAY, Some(LogicalType::String | LogicalType::Enum | LogicalType::Json), _)
        | (Type::BYTE_ARRAY, None, ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON) => Some(Kind::Text),
        (Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY, ..) => None,
        _ => Some(Kind::Plain),
    }
}

fn finer(unit: TimeUnit) -> u32 {
    match unit {
        TimeUnit::MILLIS => 0,
        TimeUnit::MICROS => 3,
        TimeUnit::NANOS => 6,
    }
}

/// The path without what a list calls its elements.
fn name(parts: &[String], list: bool) -> String {
    let is_end =
        |end: &&&[&str]| parts.len() > end.len() && parts.iter().rev().zip(end.iter().rev()).all(|(a, b)| a == b);
    let end = ELEMENTS.iter().find(is_end).filter(|_| list).map_or(0, |end| end.len());
    parts.get(..parts.len() - end).unwrap_or(parts).join(".")
}

fn milliseconds(value: i64, finer: u32) -> i64 {
    value.div_euclid(10_i64.pow(finer))
}

fn moment(ms: i64) -> String {
    Timestamp::from_unix_ms(ms).as_str().to_owned()
}

fn without_zone(ms: i64) -> String {
    moment(ms).replace('T', " ").trim_end_matches('Z').to_owned()
}

/// The whole number that is written in at most 16 bytes, the highest first.
fn unscaled(bytes: &[u8]) -> Option<i128> {
    let first = if bytes.first()? & 0x80 == 0 { 0 } else { -1 };
    (bytes.len() <= 16).then(|| bytes.iter().fold(first, |number, byte| number << 8 | i128::from(*byte)))
}

fn decimal(unscaled: i128, scale: u32) -> String {
    let scale = scale as usize;
    let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let (sign, point) = (if unscaled < 0 { "-" } else { "" }, if scale > 0 { "." } else { "" });
    [sign, whole, point, part].concat()
}

fn uuid(bytes: &[u8]) -> Option<String> {
    let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let parts = [0..4, 4..6, 6..8, 8..10, 10..16].map(|part| bytes.get(part).map(digits));
    parts.into_iter().collect::<Option<Vec<_>>>().map(|parts| parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_read_them() {
        assert_eq!((decimal(-12, 2), decimal(1250, 2), decimal(7, 0)), ("-0.12".into(), "12.50".into(), "7".into()));
        assert_eq!(
            (unscaled(&[0xff, 0xf4]), unscaled(&[0x04, 0xe2]), unscaled(&[0; 17])),
            (Some(-12), Some(1250), None)
        );
        assert_eq!(uuid(&[0xab; 16]).as_deref(), Some("abababab-abab-abab-abab-abababababab"));
        assert_eq!(without_zone(milliseconds(1_793_714_731_589_123_456, 6)), "2026-11-03 14:05:31.589");
        assert_eq!((real(9.0).as_deref(), real(2.5).as_deref(), real(f64::NAN)), (Some("9"), Some("2.5"), None));
    }

    #[test]
    fn a_list_is_called_by_its_own_name() {
        let check = |path: &str, list, expect: &str| {
            let parts: Vec<_> = path.split('.').map(str::to_owned).collect();
            assert_eq!(name(&parts, list), expect);
        };
        check("answers.about.list.element", true, "answers.about");
        check("about.bag.array_element", true, "about");
        check("about.array", true, "about");
        check("array", true, "array");
        check("list.element", false, "list.element");
    }
}
