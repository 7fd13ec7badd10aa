//! What people write: short, in four languages, about what happened.

use goodword_core::Promise;

use super::random::Random;

/// The words of one visitor.
pub(super) fn text(promise: Promise, topic: &str, locale: &str, random: &mut Random) -> String {
    let english = locale.starts_with("en");
    let told = random.pick(if english { told(promise, topic) } else { foreign(promise, locale) });
    let more = if english && random.chance(45) { random.pick(more(promise)) } else { "" };
    let text = told
        .replace("{n}", &(2 + random.below(9)).to_string())
        .replace("{day}", random.pick(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]))
        .replace("{thing}", random.pick(&["lamp", "jacket", "kettle", "chair", "parcel", "rug", "bike pump", "teapot"]))
        .replace("{name}", random.pick(&["Maya", "Tom", "Priya", "Lucas", "Nora", "Sam"]));
    format!("{text} {more}").trim_end().to_owned()
}

fn told(promise: Promise, topic: &str) -> &'static [&'static str] {
    match (promise, topic) {
        (Promise::Broken, "delivery") => &[
            "You said {day} and the {thing} came {n} days later.",
            "Promised by {day}. Still waiting for the {thing}.",
            "The driver marked it delivered, but nothing arrived for {n} more days.",
            "I stayed at home on {day} for nothing.",
            "Two dates promised for one {thing}, both missed.",
            "The {thing} arrived broken, and late as well.",
            "Tracking has said \"out for delivery\" for {n} days.",
        ],
        (Promise::Broken, "chat") => &[
            "{name} said I would hear back within {n} hours. I did not.",
            "The chat closed while I was still typing.",
            "I was promised a refund {n} days ago.",
            "Passed on {n} times, and nobody called on {day}.",
            "You said someone would call about the {thing}. Nobody did.",
        ],
        (Promise::Broken, _) => &[
            "The price changed between the basket and paying.",
            "Free delivery was promised, then {n} pounds appeared at the end.",
            "The {thing} was \"in stock\" until I had paid.",
            "My voucher was refused although it is valid until {day}.",
        ],
        (Promise::Kept, "delivery") => &[
            "Came on {day}, as you said.",
            "The {thing} arrived when promised, well packed.",
            "On time, no drama.",
            "Good that I could choose {day}.",
            "Delivered to the neighbour as agreed. Fine.",
            "All as described, only the box is far too big for one {thing}.",
        ],
        (Promise::Kept, "chat") => &[
            "{name} answered at once and fixed it.",
            "Quick and kind.",
            "Had to wait {n} minutes, then it was solved.",
            "{name} actually read what I wrote.",
            "Clear answer about the {thing}.",
        ],
        (Promise::Kept, _) => &[
            "Simple checkout.",
            "Worked on my phone, no account needed.",
            "Quick, but I would like to pay by invoice.",
            "Easy to change the address.",
            "Would like to see the delivery date earlier.",
        ],
        (Promise::Exceeded, "delivery") => &[
            "Came {n} days early!",
            "The {thing} was here before I had read the email.",
            "The driver carried the {thing} up {n} floors. Thank you!",
            "A day early and with a handwritten note.",
        ],
        (Promise::Exceeded, _) => &[
            "{name} called back in {n} minutes and had already ordered a new {thing}.",
            "You refunded the postage without my asking.",
            "{name} stayed after hours until my {thing} worked.",
            "Got a better price than I had asked for.",
        ],
        (Promise::None, _) => &[
            "Was only looking around.",
            "Just asked a question about the {thing}.",
            "Nothing was promised, but the answer helped.",
            "Could not find the size guide.",
            "First time here.",
        ],
    }
}

fn more(promise: Promise) -> &'static [&'static str] {
    match promise {
        Promise::Broken => &[
            "Not even a message.",
            "Please at least say so.",
            "I will order elsewhere next time.",
            "The chat was kind about it, though.",
            "Very disappointing.",
            "I had planned around it.",
            "An honest date would have been enough.",
        ],
        Promise::Kept => {
            &["Will come back.", "Thanks!", "All good.", "Nothing to complain about.", "As it should be.", "👍"]
        }
        Promise::Exceeded => &["Wow.", "Told all my colleagues.", "This is how it should be.", "Thank you so much 🙂"],
        Promise::None => &["Fine so far.", "Will see.", "Thanks anyway."],
    }
}

fn foreign(promise: Promise, locale: &str) -> &'static [&'static str] {
    let let_down = promise == Promise::Broken;
    match (locale.get(..2), let_down) {
        (Some("de"), true) => &[
            "Zugesagt war Dienstag, gekommen ist es {n} Tage später.",
            "Der Rückruf kam nie.",
            "Seit {n} Tagen keine Antwort.",
            "Trotz Zusage kein Ersatz. Schade.",
        ],
        (Some("de"), false) => &[
            "Schnell und freundlich.",
            "Alles wie versprochen.",
            "Lieferung kam pünktlich, danke!",
            "{name} hat sich wirklich gekümmert.",
            "Nach {n} Minuten war alles geklärt.",
        ],
        (Some("fr"), true) => &[
            "Livraison promise mardi, reçue {n} jours plus tard.",
            "Personne ne m'a rappelée.",
            "Toujours pas remboursé après {n} jours.",
        ],
        (Some("fr"), false) => &[
            "Rapide et très aimable.",
            "Tout s'est passé comme prévu.",
            "{name} a été à l'écoute, merci !",
            "Réponse en {n} minutes.",
        ],
        (_, true) => &[
            "Prometieron el martes y llegó {n} días después.",
            "Nadie me devolvió la llamada.",
            "Sigo esperando el reembolso.",
        ],
        (_, false) => &[
            "Rápido y muy amable.",
            "Todo llegó a tiempo, gracias.",
            "{name} me ayudó en {n} minutos.",
            "Muy buena atención.",
        ],
    }
}
