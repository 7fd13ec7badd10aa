//! What is taken away: a snippet for each place, with everything that has to be escaped.

use std::collections::BTreeMap;

use goodword_studio::take_away::{Embed, TARGETS, Target, code, policy, snippet};
use goodword_studio::{Definition, Draft, Edit};

/// Settings of every kind: what must be escaped, a key, hidden fields.
fn embed() -> Embed {
    let settings = [
        ("endpoint", "https://answers.shop.example/v1/responses"),
        ("survey", "delivery"),
        ("config", "https://answers.shop.example/v1/surveys/delivery"),
        ("key", "gw_pub_1"),
        ("mode", "popover"),
        ("trigger", "click:a[title=\"</script>\"] > b"),
        ("subject", "Hearth & Rye <?php"),
        ("follow-up", "24"),
        ("field-plan", "pro"),
        ("field-a.b", "{x}\\"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Embed {
        script: "https://files.shop.example/v/0.1.0/goodword.js".to_owned(),
        integrity: Some("sha384-AAAA".to_owned()),
        settings: BTreeMap::from(settings),
    }
}

#[test]
fn there_is_a_snippet_for_each_place() {
    let all: Vec<_> =
        TARGETS.iter().map(|(target, name)| format!("== {name}\n{}\n", snippet(*target, &embed()))).collect();
    insta::assert_snapshot!("snippets", all.join("\n"));
}

#[test]
fn the_shortest_is_that_of_the_readme() {
    let mut draft = Draft::of(Definition::parse(r#"{"id":"support","questions":[{"id":"comment"}]}"#).unwrap());
    draft.apply(&Edit::Setting("preview".to_owned(), "on".to_owned()));
    let embed = Embed::of(&draft, "", None);
    assert_eq!(
        snippet(TARGETS[0].0, &embed),
        "<script async src=\"/goodword.js\"\n  data-endpoint=\"/v1/responses\"\n  data-survey=\"support\"\n  data-config=\"/v1/surveys/support\"></script>"
    );
    let readme = include_str!("../../../../README.md");
    assert!(
        readme.contains(
            r#"<script async src="/goodword.js" data-endpoint="/v1/responses" data-survey="support"></script>"#
        )
    );
}

#[test]
fn what_is_hostile_stays_a_value() {
    // A string of Rust or of JSX may hold what it likes.
    for (target, name) in TARGETS.into_iter().filter(|(target, _)| ![Target::Yew, Target::React].contains(target)) {
        let text = snippet(target, &embed());
        // The script's own end tags, and no other.
        let ends = text.matches("</script>").count();
        assert_eq!(ends, text.matches("<script").count(), "{name}: {text}");
        assert!(!text.contains("Rye <?php"), "{name}: {text}");
    }
}

#[test]
fn every_setting_of_a_snippet_is_reached() {
    let list: serde_json::Value = serde_json::from_str(include_str!("../../../../types/manifest.json")).unwrap();
    let settings = list["settings"].as_array().unwrap();
    assert!(settings.len() > 20, "{settings:?}");
    let mut draft = Draft::default();
    let names: Vec<_> =
        settings.iter().map(|setting| setting["name"].as_str().unwrap().replace("NAME", "plan")).collect();
    for name in &names {
        draft.apply(&Edit::Setting(name.clone(), format!("v-{name}")));
    }
    let embed = Embed::of(&draft, "https://a.example", None);
    let text = snippet(TARGETS[0].0, &embed);
    for name in names.iter().filter(|name| !["preview", "shadow"].contains(&name.as_str())) {
        assert!(text.contains(&format!("data-{name}=\"v-{name}\"")), "{name}: {text}");
    }
}

#[test]
fn the_policy_is_for_exactly_these_settings() {
    let check = |changes: &[(&str, &str)], expect: &str| {
        let mut embed = embed();
        embed.settings.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        assert_eq!(policy(&embed), expect);
    };
    let files = "https://files.shop.example";
    check(&[], &format!("script-src {files} 'wasm-unsafe-eval'; connect-src {files} https://answers.shop.example"));
    check(
        &[("endpoint", "/v1/responses"), ("config", "/s.json")],
        &format!("script-src {files} 'wasm-unsafe-eval'; connect-src {files} 'self'"),
    );
    check(&[("mode", "iframe")], &format!("script-src {files}; frame-src {files}"));
    let own = Embed::of(&Draft::default(), "", None);
    assert_eq!(policy(&own), "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
}

#[test]
fn a_code_is_a_picture_of_its_address() {
    let picture = code("https://hearthandrye.example/s/delivery?from=counter").unwrap();
    assert!(picture.contains("<svg") && picture.contains("#ffffff") && picture.contains("#000000"), "{picture}");
    assert_ne!(picture, code("https://hearthandrye.example/s/delivery?from=receipt").unwrap());
}
