//! What people write to a bakery that promises bread at the door by eight: short, in four languages.

use goodword_core::Promise;

use super::sampler::Sampler;

/// The words of one visitor.
pub(super) fn text(promise: Promise, topic: &str, locale: &str, random: &mut Sampler) -> String {
    let english = locale.starts_with("en");
    let sentence = random.pick(if english { sentences(promise, topic) } else { foreign(promise, locale) });
    let more = if english && random.chance(45) { random.pick(more(promise)) } else { "" };
    let count = 2 + random.below(9);
    let text = sentence
        .replace("{n}", &count.to_string())
        .replace("{late}", &format!("{}:{}0", 8 + random.below(3), random.below(6)))
        .replace("{early}", &format!("6:{}0", random.below(6)))
        .replace("{day}", random.pick(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]))
        .replace("{bread}", random.pick(&["sourdough", "dark rye", "baguettes", "cardamom knots", "bread"]))
        .replace("{name}", random.pick(&["Mira", "Tom", "Priya", "Lucas", "Nora", "Sam"]));
    format!("{text} {more}").trim_end().to_owned()
}

fn sentences(promise: Promise, topic: &str) -> &'static [&'static str] {
    match (promise, topic) {
        (Promise::Broken, "delivery") => &[
            "You said by eight. The {bread} came at {late}.",
            "Still no {bread} at {late}, and I had guests.",
            "Nothing on my step on {day}.",
            "Late {n} times this month.",
            "Left in the rain. The {bread} could not be saved.",
            "It went to the neighbour again, {n} doors down.",
            "I left for work on {day} without breakfast.",
        ],
        (Promise::Broken, "chat") => &[
            "{name} said I would hear back on {day}. I did not.",
            "The chat closed while I was still typing.",
            "The bread was to be on you. It was on my bill all the same.",
            "Asked {n} times about the missing {bread}.",
            "You said someone would call about the {bread}. Nobody did.",
        ],
        (Promise::Broken, _) => &[
            "The price changed between the basket and the bill.",
            "The {bread} could be ordered and was sold out afterwards.",
            "I cancelled {day} in time and was charged.",
            "My note about the back door was lost. Again.",
        ],
        (Promise::Kept, "delivery") => &[
            "On my step at {early}, as promised.",
            "The {bread} was still warm.",
            "On time, no drama.",
            "Every morning before eight. {n} weeks now.",
            "Behind the geraniums, as I asked.",
            "Good {bread}, only the bag tears too easily.",
        ],
        (Promise::Kept, "chat") => &[
            "{name} answered at once and sorted it out.",
            "Quick and kind.",
            "Had to wait {n} minutes, then it was solved.",
            "{name} actually read what I wrote.",
            "Clear answer about what is in the {bread}.",
        ],
        (Promise::Kept, _) => &[
            "Simple to order.",
            "Worked on my phone, no account needed.",
            "Paying on Saturday for the week suits me.",
            "Easy to pause for {n} days.",
            "Would like to see sooner what is sold out.",
        ],
        (Promise::Exceeded, "delivery") => &[
            "At {early}! Before my alarm.",
            "A cardamom knot on top, for nothing. Thank you!",
            "{name} carried the {bread} up {n} floors.",
            "The baker's own note in the bag made my {day}.",
        ],
        (Promise::Exceeded, _) => &[
            "{name} called back in {n} minutes and brought another {bread} by bicycle.",
            "You gave me the week for free without my asking.",
            "{name} told me how to keep the {bread} fresh. It works.",
            "You baked one without seeds, only for us.",
        ],
        (Promise::None, _) => &[
            "Was only looking around.",
            "Just asked a question about the {bread}.",
            "Nothing was promised, but the answer helped.",
            "Could not find what is in the {bread}.",
            "First time here.",
        ],
    }
}

fn more(promise: Promise) -> &'static [&'static str] {
    match promise {
        Promise::Broken => &[
            "Not even a message.",
            "Please at least say so.",
            "The shop on the corner opens at seven.",
            "The chat was kind about it, though.",
            "Very disappointing.",
            "I had planned around it.",
            "An honest time would have been enough.",
        ],
        Promise::Kept => {
            &["Will order again.", "Thanks!", "All good.", "Nothing to complain about.", "As it should be.", "👍"]
        }
        Promise::Exceeded => &["Wow.", "Told the whole street.", "This is how it should be.", "Thank you so much 🙂"],
        Promise::None => &["Fine so far.", "Will see.", "Thanks anyway."],
    }
}

fn foreign(promise: Promise, locale: &str) -> &'static [&'static str] {
    let let_down = promise == Promise::Broken;
    match (locale.get(..2), let_down) {
        (Some("de"), true) => &[
            "Zugesagt war acht Uhr, gekommen ist das Brot um {late}.",
            "Der Rückruf kam nie.",
            "Seit {n} Tagen keine Antwort.",
            "Wieder beim Nachbarn. Schade.",
        ],
        (Some("de"), false) => &[
            "Schnell und freundlich.",
            "Alles wie versprochen.",
            "Um {early} vor der Tür, danke!",
            "{name} hat sich wirklich gekümmert.",
            "Nach {n} Minuten war alles geklärt.",
        ],
        (Some("fr"), true) => &[
            "Promis pour huit heures, arrivé à {late}.",
            "Personne ne m'a rappelée.",
            "Toujours pas remboursé après {n} jours.",
        ],
        (Some("fr"), false) => &[
            "Rapide et très aimable.",
            "Le pain était encore chaud.",
            "{name} a été à l'écoute, merci !",
            "Réponse en {n} minutes.",
        ],
        (_, true) => &[
            "Prometieron las ocho y llegó a las {late}.",
            "Nadie me devolvió la llamada.",
            "Sigo esperando el reembolso.",
        ],
        (_, false) => &[
            "Rápido y muy amable.",
            "Todo llegó a tiempo, gracias.",
            "{name} me ayudó en {n} minutos.",
            "El pan, buenísimo.",
        ],
    }
}
