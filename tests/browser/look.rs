//! The look: themes, the owner's colour, and how much of it a page's own style decides.

use serde_json::json;

use crate::harness::{Root, Stage};

const LIGHT: [u8; 3] = [255, 253, 250];
const DARK: [u8; 3] = [31, 30, 27];

/// What a visitor's system prefers.
async fn prefer(stage: &Stage, scheme: &str) {
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
}

async fn property(survey: &Root<'_>, css: &str, name: &str) -> String {
    survey.all(css).await[0].css_value(name).await.unwrap()
}

/// Red, green and blue of a colour as it is computed.
async fn color(survey: &Root<'_>, css: &str, name: &str) -> [u8; 3] {
    let text = property(survey, css, name).await;
    let mut parts = text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
    [(); 3].map(|()| parts.next().unwrap().parse().unwrap())
}

/// WCAG 2.2: from 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let light = |color: [u8; 3]| {
        let linear = color.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[tokio::test]
async fn a_theme_is_the_owners_or_the_visitors() {
    let stage = Stage::new().await;
    for (theme, scheme, expect) in
        [("auto", "light", LIGHT), ("auto", "dark", DARK), ("light", "dark", LIGHT), ("dark", "light", DARK)]
    {
        prefer(&stage, scheme).await;
        stage.open_with(json!({"survey": "theme", "mode": "inline", "theme": theme})).await;
        let survey = stage.survey().await;
        assert_eq!(color(&survey, ".card", "background-color").await, expect, "{theme} where {scheme} is preferred");
        let (ink, paper) = (color(&survey, "h2", "color").await, color(&survey, ".card", "background-color").await);
        assert!(contrast(ink, paper) > 12.0, "{theme}: {ink:?} on {paper:?}");
    }
    stage.browser.run("document.querySelector('good-word').setAttribute('theme', 'light')").await;
    let survey = stage.browser.root("good-word").await;
    assert_eq!(color(&survey, ".card", "background-color").await, LIGHT, "a theme can be changed later");
}

#[tokio::test]
async fn a_page_that_says_light_or_dark_is_believed() {
    let stage = Stage::new().await;
    for (scheme, said, expect) in
        [("dark", "light", LIGHT), ("dark", "only light", LIGHT), ("light", "dark", DARK), ("dark", "light dark", DARK)]
    {
        prefer(&stage, scheme).await;
        stage.open_with(json!({"survey": "scheme", "mode": "inline"})).await;
        stage.survey().await;
        // It is looked at again where the element is put.
        let say = format!(
            "document.documentElement.style.colorScheme = '{said}'; document.body.append(document.querySelector('good-word'))"
        );
        stage.browser.run(&say).await;
        let survey = stage.browser.root("good-word").await;
        let found = color(&survey, ".card", "background-color").await;
        assert_eq!(found, expect, "{said} where {scheme} is preferred");
    }
}

#[tokio::test]
async fn an_accent_can_be_read_whatever_the_owner_chose() {
    let stage = Stage::new().await;
    for theme in ["light", "dark"] {
        for accent in ["#ffd400", "white", "#101040", "black", "rgb(128 128 128)", "hsl(200 90% 60%)", "transparent"] {
            stage.open_with(json!({"survey": "accent", "mode": "inline", "theme": theme, "accent": accent})).await;
            let survey = stage.survey().await;
            survey.choose("Agree").await;
            let [button, on, paper] = [
                color(&survey, ".main", "background-color").await,
                color(&survey, ".main", "color").await,
                color(&survey, ".card", "background-color").await,
            ];
            let against = [contrast(button, paper), contrast(on, button)];
            assert!(against.iter().all(|found| *found >= 4.5), "{accent} in {theme}: {against:?}");
        }
    }
    let chosen = [
        ("#7a1fa2", [122, 31, 162]),
        ("oklch(0.6 0.2 30)", [213, 60, 44]),
        ("color(srgb 0.4 0.2 0.6)", [102, 51, 153]),
        ("no colour", [47, 93, 80]),
    ];
    for (accent, expect) in chosen {
        stage.open_with(json!({"survey": "accent", "mode": "inline", "theme": "light", "accent": accent})).await;
        let survey = stage.survey().await;
        survey.choose("Agree").await;
        assert_eq!(color(&survey, ".main", "background-color").await, expect, "{accent}");
    }
    // Day and colour change while it is there.
    let survey = stage.survey().await;
    for (accent, expect) in chosen {
        stage.browser.run(&format!("document.querySelector('good-word').setAttribute('accent', '{accent}')")).await;
        assert_eq!(color(&survey, ".main", "background-color").await, expect, "{accent}");
        stage.browser.run("document.querySelector('good-word').setAttribute('theme', 'dark')").await;
        let [button, paper] =
            [color(&survey, ".main", "background-color").await, color(&survey, ".card", "background-color").await];
        assert!(contrast(button, paper) >= 4.5, "{accent}: {button:?} on {paper:?}");
        stage.browser.run("document.querySelector('good-word').setAttribute('theme', 'light')").await;
    }
}

#[tokio::test]
async fn a_page_has_its_say_by_properties_and_parts_and_by_nothing_else() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "style", "mode": "inline", "theme": "light"})).await;
    let survey = stage.survey().await;
    let style = "const sheet = new CSSStyleSheet();
        sheet.replaceSync(`main { --goodword-radius: 3px } good-word { --goodword-paper: rgb(238, 238, 255) }
            good-word::part(button) { text-transform: uppercase } good-word::part(card) { outline: 2px solid rgb(1, 2, 3) }
            * { font-size: 40px !important; letter-spacing: 9px !important; direction: rtl }
            h2, button, label { display: none !important }`);
        document.querySelector('main').append(document.querySelector('good-word'));
        document.adoptedStyleSheets = [sheet]";
    stage.browser.run(style).await;
    assert_eq!(color(&survey, ".card", "background-color").await, [238, 238, 255]);
    assert_eq!(property(&survey, ".card", "border-top-left-radius").await, "3px");
    assert_eq!(color(&survey, ".card", "outline-color").await, [1, 2, 3]);
    assert_eq!(property(&survey, ".main", "text-transform").await, "uppercase");
    for (css, name, expect) in [
        ("h2", "font-size", "21px"),
        ("h2", "display", "block"),
        ("label", "display", "flex"),
        ("p", "direction", "ltr"),
    ] {
        assert_eq!(property(&survey, css, name).await, expect, "{name} of {css}");
    }
    assert_ne!(property(&survey, "label", "letter-spacing").await, "9px");
}
