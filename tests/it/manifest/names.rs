//! Names that stand in code: a little of JavaScript is read as text, Rust as what it is.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprLit, ExprMethodCall, ItemMod, Lit};

type Names = BTreeSet<String>;

/// What stands in quotes behind these marks, each of which ends with the first quote.
pub fn quoted(text: &str, marks: &[&str]) -> Names {
    let mut found = Names::new();
    for mark in marks {
        found.extend(text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    found
}

/// The first text that is given to a function or a method: `concerns` is told on what (empty for a function) and its name.
pub fn calls(source: &str, concerns: impl Fn(&str, &str) -> bool) -> Names {
    let mut calls = Calls { concerns, found: Names::new() };
    calls.visit_file(&syn::parse_file(source).unwrap());
    calls.found
}

struct Calls<F> {
    concerns: F,
    found: Names,
}

impl<F: Fn(&str, &str) -> bool> Calls<F> {
    fn take<'a>(&mut self, receiver: &str, name: &str, arguments: impl IntoIterator<Item = &'a Expr>) {
        let text = arguments.into_iter().find_map(|argument| match argument {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        });
        if (self.concerns)(receiver, name) {
            self.found.extend(text);
        }
    }
}

impl<'ast, F: Fn(&str, &str) -> bool> Visit<'ast> for Calls<F> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.take(&name(&call.receiver), &call.method.to_string(), &call.args);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        self.take("", &name(&call.func), &call.args);
        visit::visit_expr_call(self, call);
    }

    /// Tests may say what they like.
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }
}

/// The last part of a path; empty for anything else.
fn name(expression: &Expr) -> String {
    match expression {
        Expr::Path(path) => path.path.segments.last().map_or_else(String::new, |segment| segment.ident.to_string()),
        _ => String::new(),
    }
}

/// The members that a script names of something: behind its dot, or in the braces around a mark or before it.
pub fn members(text: &str, mark: &str) -> Names {
    if mark.ends_with('.') {
        return dotted(text, mark).collect();
    }
    text.match_indices(mark)
        .flat_map(|(at, _)| keys(around(text, if mark.ends_with('{') { at + mark.len() } else { at })))
        .collect()
}

/// The members of the first object that begins with, or behind, a mark.
pub fn of_object(text: &str, mark: &str) -> Names {
    let at = text.find(mark).unwrap_or_else(|| panic!("no {mark}"));
    keys(around(text, at + mark.len()))
}

fn dotted<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = String> + 'a {
    let begins = |at: usize| !text[..at].ends_with(|before: char| is_name(before) || before == '.');
    let behind = text.match_indices(mark).filter(move |(at, _)| begins(*at)).map(|(at, _)| &text[at + mark.len()..]);
    let names = behind.map(|rest| rest.chars().take_while(|letter| is_name(*letter)).collect::<String>());
    // A sentence may end with the word.
    names.filter(|name| !name.is_empty())
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

/// What stands in the braces around a place.
fn around(text: &str, at: usize) -> &str {
    let mut open = 0_i32;
    let begin = text[..at].rfind(|letter| {
        open += depth(letter);
        letter == '{' && open > 0
    });
    let mut open = 0_i32;
    let end = text[at..].find(|letter| {
        open += depth(letter);
        open < 0
    });
    &text[begin.unwrap() + 1..at + end.unwrap()]
}

fn depth(letter: char) -> i32 {
    i32::from("([{".contains(letter)) - i32::from(")]}".contains(letter))
}

/// The keys of an object or a pattern.
fn keys(object: &str) -> Names {
    let mut open = 0_i32;
    let parts = object.split(|letter| {
        open += depth(letter);
        letter == ',' && open == 0
    });
    let names = parts.map(|part| part.split([':', '=']).next().unwrap().trim());
    names.filter(|name| !name.is_empty() && name.chars().all(is_name)).map(str::to_owned).collect()
}

#[test]
fn names_are_found_where_they_stand() {
    let check = |text: &str, mark: &str, expect: &[&str]| {
        assert_eq!(members(text, mark), expect.iter().map(|name| (*name).to_owned()).collect(), "{text}: {mark}");
    };
    check("if (row.seq > arrow.at && row.id) borrow.row.x", "row.", &["seq", "id"]);
    check(
        "f({ ...row, id: other, body: row.body.replace(id, { a: 1 }), renewed: 1 })",
        "...row",
        &["id", "body", "renewed"],
    );
    check("const { id, seq: n = 1 } = entry, { x } = other;", "} = entry", &["id", "seq"]);
    check("function isSound({ id, body }) { return { x } }", "isSound({", &["id", "body"]);
    let rust = "fn f() { a.get(\"b\"); c.get(\"d\"); get(1, \"e\"); } mod tests { fn g() { a.get(\"x\"); } }";
    assert_eq!(calls(rust, |receiver, _| receiver == "a"), Names::from(["b".to_owned()]));
    assert_eq!(calls(rust, |receiver, name| receiver.is_empty() && name == "get"), Names::from(["e".to_owned()]));
}
