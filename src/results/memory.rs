//! What an analyst wants to find again in this browser: views by name, goals, and notes on days. Nobody else sees it.

use goodword_core::Day;

/// Views, and notes, that are kept.
const MOST: usize = 100;
/// Characters of a name or note.
const LONG: usize = 120;

/// All of it, of one survey.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    /// Views by name, each as the fragment of the page's address.
    pub views: Vec<(String, String)>,
    /// What the net promoter score is to reach, -100 to 100.
    pub goal_nps: Option<f64>,
    /// What the share of promises kept is to reach, in hundredths.
    pub goal_kept: Option<f64>,
    /// What the share of those who felt understood is to reach, in hundredths.
    pub goal_agree: Option<f64>,
    /// What happened on a day, the earliest first.
    pub notes: Vec<(Day, String)>,
}

impl Memory {
    /// The name that it is kept under.
    pub fn name(survey: &str) -> String {
        format!("goodword-results:{survey}")
    }

    /// Reads what was kept; nothing of what is none.
    pub fn read(text: &str) -> Self {
        let mut memory = Self::default();
        for line in text.lines() {
            let mut parts = line.splitn(3, '\t');
            match (parts.next(), parts.next(), parts.next()) {
                (Some("view"), Some(name), Some(fragment)) => memory.keep_view(name, fragment),
                (Some("note"), Some(day), Some(text)) => {
                    if let Some(day) = Day::parse(day) {
                        memory.note(day, text);
                    }
                }
                (Some("nps"), goal, _) => memory.goal_nps = number(goal),
                (Some("kept"), goal, _) => memory.goal_kept = number(goal),
                (Some("agree"), goal, _) => memory.goal_agree = number(goal),
                _ => {}
            }
        }
        memory
    }

    /// As it is kept: a line for each thing, its parts set apart by tabs, which none of them holds.
    pub fn text(&self) -> String {
        let goals = [("nps", self.goal_nps), ("kept", self.goal_kept), ("agree", self.goal_agree)];
        let goals = goals.iter().filter_map(|(name, goal)| Some(format!("{name}\t{}\n", (*goal)?)));
        let views = self.views.iter().map(|(name, fragment)| format!("view\t{name}\t{fragment}\n"));
        let notes = self.notes.iter().map(|(day, text)| format!("note\t{day}\t{text}\n"));
        goals.chain(views).chain(notes).collect()
    }

    /// Keeps a view; one of the same name is another then.
    pub fn keep_view(&mut self, name: &str, fragment: &str) {
        let Some(name) = short(name) else { return };
        self.views.retain(|(known, _)| *known != name);
        self.views.push((name, fragment.to_owned()));
        self.views.sort();
        self.views.truncate(MOST);
    }

    /// Forgets a view.
    pub fn forget_view(&mut self, name: &str) {
        self.views.retain(|(known, _)| known != name);
    }

    /// Notes what happened on a day.
    pub fn note(&mut self, day: Day, text: &str) {
        let Some(text) = short(text).filter(|_| self.notes.len() < MOST) else { return };
        self.notes.push((day, text));
        self.notes.sort();
        self.notes.dedup();
    }

    /// Takes a note away.
    pub fn forget_note(&mut self, at: usize) {
        if at < self.notes.len() {
            self.notes.remove(at);
        }
    }
}

fn number(text: Option<&str>) -> Option<f64> {
    text?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A text of one line without blank ends; nothing where nothing is left.
fn short(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONG).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_and_anything_else_is_nothing() {
        let mut memory = Memory { goal_nps: Some(40.0), ..Memory::default() };
        memory.keep_view(" Mobile,\n last month ", "where=device%3Dmobile");
        memory.keep_view("Detractors", "recommend=0-6");
        memory.keep_view("Detractors", "recommend=0-5");
        memory.keep_view("  ", "x");
        memory.note(Day::parse("2026-03-14").unwrap(), "new courier");
        memory.note(Day::parse("2026-03-01").unwrap(), "price rise");
        assert_eq!(Memory::read(&memory.text()), memory);
        let names: Vec<_> = memory.views.iter().map(|(name, fragment)| format!("{name}: {fragment}")).collect();
        assert_eq!(names, ["Detractors: recommend=0-5", "Mobile, last month: where=device%3Dmobile"]);
        assert_eq!(memory.notes[0].1, "price rise");
        memory.forget_note(0);
        memory.forget_note(9);
        memory.forget_view("Detractors");
        assert_eq!((memory.views.len(), memory.notes.len()), (1, 1));
        for other in ["", "7", "view", "note\tsoon\tx", "nps\tNaN", "{\"views\":3}"] {
            assert_eq!(Memory::read(other), Memory::default());
        }
    }
}
