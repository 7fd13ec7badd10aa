//! Columns that say who somebody is. They are left out unless a mapping names them.

use super::column::Column;
use super::slug::slug;

/// What stands in the names of such columns, as whole words; in a long question it may be what is asked about.
const WORDS: [&str; 22] = [
    "email",
    "e_mail",
    "mail",
    "mailadresse",
    "correo",
    "courriel",
    "ip",
    "ipaddress",
    "ipaddr",
    "phone",
    "telephone",
    "telefon",
    "firstname",
    "lastname",
    "vorname",
    "nachname",
    "surname",
    "username",
    "user_id",
    "distinct_id",
    "network_id",
    "token",
];
/// So many words are no long question.
const SHORT: usize = 3;
/// What stands in their names, however long.
const PHRASES: [&str; 11] = [
    "your_name",
    "your_email",
    "your_e_mail",
    "your_phone",
    "email_address",
    "ip_address",
    "phone_number",
    "first_name",
    "last_name",
    "full_name",
    "mobile_number",
];
/// What is one only when nothing else stands in the name.
const WHOLE: [&str; 9] = ["name", "nom", "nombre", "person", "contact", "address", "latitude", "longitude", "tel"];
/// What begins such names in programs.
const PREFIXES: [&str; 7] =
    ["contact_", "contactattributes_", "person_", "location", "geoip_", "recipient", "user_id_"];

/// Whether a column says who somebody is: by its name, or because most of what stands in it are addresses.
pub fn is_personal(column: &Column) -> bool {
    let name = slug(&column.heading.name).unwrap_or_default();
    let padded = format!("_{name}_");
    let is_sent_along = name.starts_with("person_properties_");
    let holds = |words: &[&str]| words.iter().any(|word| padded.contains(&format!("_{word}_")));
    let is_short = name.split('_').count() <= SHORT;
    let named = holds(&PHRASES)
        || (is_short && holds(&WORDS))
        || WHOLE.contains(&name.as_str())
        || (!is_sent_along && PREFIXES.iter().any(|prefix| name.trim_start_matches('_').starts_with(prefix)));
    named || (column.filled > 0 && column.addresses * 2 > column.filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::heading::Heading;

    #[test]
    fn a_column_is_personal_by_its_name() {
        let check = |name: &str, expect| assert_eq!(is_personal(&Column::new(Heading::new(name))), expect, "{name}");
        for name in [
            "Email Address",
            "E-Mail",
            "IP Address",
            "IPAddress",
            "First Name",
            "What is your name?",
            "Name",
            "RecipientEmail",
        ] {
            check(name, true);
        }
        for name in [
            "distinct_id",
            "$geoip_city_name",
            "LocationLatitude",
            "contact.id",
            "Network ID",
            "ipaddr",
            "person.email",
            "Phone",
        ] {
            check(name, true);
        }
        for name in
            ["plan", "Company name", "Product", "Shipping", "Is our email helpful?", "tip", "person_properties.plan"]
        {
            check(name, false);
        }
    }
}
