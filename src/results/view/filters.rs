//! Which responses count: every figure obeys, and so do comments and downloads.

use std::rc::Rc;

use goodword_core::columns::Filter;
use goodword_core::facets::{Facet, Facets};
use goodword_core::survey::labels::{QuestionLabels, label};
use goodword_core::words::number::count;
use goodword_core::words::segment;
use goodword_core::{Day, Promise};
use yew::prelude::*;

use super::choice::{ListOption, list};
use super::saved_views::SavedViews;
use super::trend::SharedController;
use crate::browser::keyboard;
use crate::browser::next_task::NextTask;
use crate::browser::time_zone;
use crate::reader::selection::Selection;
use crate::results::controller::Controller;
use crate::results::periods::{self, Period};
use crate::results::state::SourceFacts;
use crate::results::value_choice::{self, ValueChoice};

/// Days of one's own choice.
const CUSTOM_SURVEYS: &str = "own";
const ALL: &str = "";

/// What is chosen, and from what.
#[derive(Clone, PartialEq, Properties)]
pub struct FiltersProps {
    /// What can be chosen.
    pub read: Rc<SourceFacts>,
    /// What is wanted.
    pub selection: Selection,
    /// Whose days are counted.
    pub zone: AttrValue,
    /// Under which survey's name views are saved.
    pub survey: AttrValue,
    /// Where the analyst's wishes go.
    pub controller: SharedController,
}

/// A row of lists, and the way back to all.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    // They are many: they have a turn of their own, as the cards have.
    let turn = use_state_eq(|| false);
    use_effect_with((), {
        let turn = turn.clone();
        move |()| {
            let waiting = NextTask::next(move || turn.set(true));
            || drop(waiting)
        }
    });
    if !*turn {
        return Html::default();
    }
    let (filter, facets, controller) = (&props.selection.filter, &props.read.facets, &props.controller.0);
    let some = *filter != Filter::default();
    let clear = {
        let controller = controller.clone();
        Callback::from(move |_: MouseEvent| controller.clear())
    };
    html! {
        <div class="filters" role="group" aria-label="Which responses count">
            { for chips(&props.selection, &facets.labels, controller) }
            { for some.then(|| html! { <button type="button" class="quiet" onclick={clear}>{ "Show all" }</button> }) }
            <details class="which">
            <summary class="pill">{ "Filter" }</summary>
            <div>
            { for surveys(facets, filter, controller) }
            <Days filter={filter.clone()} facets={Rc::new(facets.clone())} controller={SharedController(controller.clone())} />
            { scores(filter, controller) }
            { promise(filter, controller) }
            { empathy(filter, controller) }
            { truth("Comment", ["With or without comment", "With a comment", "Without a comment"], filter.comment, controller, |filter, to| filter.comment = to) }
            { truth("Complete", ["Complete or not", "Complete", "Left early"], filter.complete, controller, |filter, to| filter.complete = to) }
            { for (facets.undated > 0 || filter.dated.is_some()).then(|| truth("Clock", ["Any clock", "A clock that can be right", "A clock that was wrong"], filter.dated, controller, |filter, to| filter.dated = to)) }
            { for facets.segments.iter().filter(|facet| !facet.values.is_empty()).map(|facet| values(facet, &facets.labels, filter, controller)) }
            { zones(&props.zone, props.selection.tz.is_some(), controller) }
            </div>
            </details>
            <SavedViews survey={props.survey.clone()} selection={props.selection.clone()} controller={props.controller.clone()} />
            { for by_outcome(filter).map(|sentence| html! { <p>{ sentence }</p> }) }
        </div>
    }
}

/// What is set, each with the way to take it away.
fn chips<'a>(
    selection: &'a Selection,
    labels: &'a [QuestionLabels],
    controller: &'a Rc<Controller>,
) -> impl Iterator<Item = Html> + 'a {
    selection.filter.options().into_iter().enumerate().map(move |(at, (name, value))| {
        let controller = controller.clone();
        let onclick =
            Callback::from(move |_: MouseEvent| controller.ask(|selection| *selection = selection.without(at)));
        let words = called(name, &value, labels);
        html! {
            <button type="button" class="pill chip" {onclick}>
                <span class="hidden">{ "Take away: " }</span>{ words }<span aria-hidden="true">{ " ×" }</span>
            </button>
        }
    })
}

/// A condition in words: `Score: 0 to 6`, `plan: pro`.
fn called(name: &str, value: &str, labels: &[QuestionLabels]) -> String {
    let scores = || value.replace('-', " to ");
    match name {
        "recommend" => format!("Score: {}", scores()),
        "empathy" => format!("Felt understood: {}", scores()),
        "since" => format!("From {value}"),
        "until" => format!("Before {value}"),
        "dated" => (if value == "yes" { "A clock that can be right" } else { "A clock that was wrong" }).to_owned(),
        "complete" => (if value == "yes" { "Complete" } else { "Left early" }).to_owned(),
        "comment" => (if value == "yes" { "With a comment" } else { "Without a comment" }).to_owned(),
        "where" if value == "quality=" => "Not doubtful".to_owned(),
        "where" | "not" => {
            let (of, is) = value.split_once('=').unwrap_or((value, ""));
            let is = of.strip_prefix("answers.").map_or(is, |question| label(labels, question, is));
            let of = of.strip_prefix("fields.").or_else(|| of.strip_prefix("answers.")).unwrap_or(of);
            match (name == "not", is) {
                (false, "") => format!("Says no {of}"),
                (false, is) => format!("{of}: {is}"),
                (true, "") => format!("Says a {of}"),
                (true, is) => format!("{of}: not {is}"),
            }
        }
        name => {
            let mut letters = name.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter();
            format!("{}: {value}", first.chain(letters).collect::<String>())
        }
    }
}

/// What is said where responses are chosen by what they answer.
fn by_outcome(filter: &Filter) -> Option<String> {
    let chosen = [
        filter.recommend.is_some().then_some("the score"),
        filter.promise.is_some().then_some("the promise"),
        filter.empathy.is_some().then_some("how understood they felt"),
    ];
    let chosen: Vec<_> = chosen.into_iter().flatten().collect();
    (!chosen.is_empty()).then(|| {
        let by = chosen.join(" and by ");
        format!("Chosen by {by}: what is shown of that is no finding about everyone.")
    })
}

fn lines(list: &[(&str, &str)]) -> Vec<ListOption> {
    list.iter().map(|(value, name)| ((*value).to_owned(), (*name).to_owned())).collect()
}

/// A list whose value is an option of the filter, as the command line has it.
fn option(
    label: &str,
    name: &'static str,
    options: &[(&str, &str)],
    filter: &Filter,
    controller: &Rc<Controller>,
    none: fn(&mut Filter),
) -> Html {
    let now = filter.options().into_iter().find(|(one, _)| *one == name).map(|(_, value)| value).unwrap_or_default();
    let mut lines = lines(options);
    if !lines.iter().any(|(value, _)| *value == now) {
        lines.push((now.clone(), format!("{label}: {now}")));
    }
    let controller = controller.clone();
    list(label, &lines, &now, !now.is_empty(), move |to| {
        controller.ask(|selection| {
            none(&mut selection.filter);
            if !to.is_empty() {
                // Every value of the list is one that the filter takes.
                let _ = selection.filter.set(name, &to);
            }
        });
    })
}

fn scores(filter: &Filter, controller: &Rc<Controller>) -> Html {
    let options = [
        (ALL, "Any score"),
        ("9-10", "9 or 10"),
        ("7-8", "7 or 8"),
        ("0-6", "0 to 6"),
        ("0", "0"),
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
        ("4", "4"),
        ("5", "5"),
        ("6", "6"),
        ("7", "7"),
        ("8", "8"),
        ("9", "9"),
        ("10", "10"),
    ];
    option("Would recommend", "recommend", &options, filter, controller, |filter| filter.recommend = None)
}

fn promise(filter: &Filter, controller: &Rc<Controller>) -> Html {
    let names = Promise::ALL.map(Promise::as_str);
    let [broken, kept, exceeded, none] = names;
    let options = [
        (ALL, "Any promise"),
        (broken, "Promise broken"),
        (kept, "Promise kept"),
        (exceeded, "Promise exceeded"),
        (none, "No promise was made"),
    ];
    option("Promise", "promise", &options, filter, controller, |filter| filter.promise = None)
}

fn empathy(filter: &Filter, controller: &Rc<Controller>) -> Html {
    let options =
        [(ALL, "Understood or not"), ("4-5", "Felt understood"), ("3", "Neither"), ("1-2", "Did not feel understood")];
    option("Felt understood", "empathy", &options, filter, controller, |filter| filter.empathy = None)
}

fn truth(
    label: &str,
    names: [&str; 3],
    now: Option<bool>,
    controller: &Rc<Controller>,
    set: fn(&mut Filter, Option<bool>),
) -> Html {
    let [any, yes, no] = names;
    let chosen = match now {
        None => ALL,
        Some(true) => "yes",
        Some(false) => "no",
    };
    let controller = controller.clone();
    list(label, &lines(&[(ALL, any), ("yes", yes), ("no", no)]), chosen, now.is_some(), move |to| {
        let to = (!to.is_empty()).then_some(to == "yes");
        controller.ask(|selection| set(&mut selection.filter, to));
    })
}

/// A list for each value that is wanted, or is not, and one to add another.
fn values(facet: &Facet, labels: &[QuestionLabels], filter: &Filter, controller: &Rc<Controller>) -> Html {
    let chosen = ValueChoice::of(filter, &facet.segment);
    let or = (!chosen.is_empty()).then_some((chosen.len(), ValueChoice::Any));
    let first = chosen.is_empty().then_some((0, ValueChoice::Any));
    let lists = chosen.iter().cloned().enumerate().chain(first).chain(or);
    html! { <>{ for lists.map(|(at, choice)| value((facet, labels), at, &choice, &chosen, controller)) }</> }
}

fn value(
    (facet, labels): (&Facet, &[QuestionLabels]),
    at: usize,
    choice: &ValueChoice,
    all: &[ValueChoice],
    controller: &Rc<Controller>,
) -> Html {
    let (controller, of, all) = (controller.clone(), facet.segment.clone(), all.to_vec());
    let name = segment::name(&facet.segment);
    let label = if at == 0 { format!("Of {name}") } else { format!("Of {name} too, {}", at + 1) };
    let mut lines = value_choice::lines(facet, labels, choice);
    if let Some((_, any)) = lines.first_mut().filter(|_| at > 0) {
        *any = format!("or another {name} …");
    }
    list(&label, &lines, &choice.code(), *choice != ValueChoice::Any, move |to| {
        let mut choices = all.clone();
        let to = ValueChoice::read(&to);
        match choices.get_mut(at) {
            Some(choice) => *choice = to,
            None => choices.push(to),
        }
        controller.ask(|selection| ValueChoice::set(choices, &mut selection.filter, &of));
    })
}

/// Surveys, where there are several.
fn surveys(facets: &Facets, filter: &Filter, controller: &Rc<Controller>) -> Option<Html> {
    if facets.surveys.len() < 2 {
        return None;
    }
    let now = filter.survey.clone().unwrap_or_default();
    let mut lines = lines(&[(ALL, "All surveys")]);
    lines.extend(facets.surveys.iter().map(|(name, n)| (name.clone(), format!("{name} ({})", count(*n)))));
    if !lines.iter().any(|(value, _)| *value == now) {
        lines.push((now.clone(), now.clone()));
    }
    let controller = controller.clone();
    Some(list("Survey", &lines, &now, filter.survey.is_some(), move |to| {
        controller.ask(|selection| selection.filter.survey = Some(to).filter(|name| !name.is_empty()));
    }))
}

/// Zones that are offered beside the browser's own and the one that is shown; an address may name any other.
const ZONES: [&str; 17] = [
    "UTC",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Istanbul",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
];

/// Whose days are counted.
fn zones(now: &str, set: bool, controller: &Rc<Controller>) -> Html {
    let here = time_zone::here();
    let own = [now, here.as_str()].into_iter().filter(|zone| !ZONES.contains(zone));
    let mut names: Vec<&str> = own.chain(ZONES).collect();
    names.dedup();
    let lines: Vec<_> = names.iter().map(|zone| ((*zone).to_owned(), format!("Days of {zone}"))).collect();
    let controller = controller.clone();
    list("Time zone", &lines, now, set, move |to| controller.ask(|selection| selection.tz = Some(to)))
}

/// What the days are chosen from.
#[derive(Clone, PartialEq, Properties)]
struct DaysProps {
    filter: Filter,
    facets: Rc<Facets>,
    controller: SharedController,
}

/// Days: a list of usual ones, and two fields for others.
#[component]
fn Days(props: &DaysProps) -> Html {
    let DaysProps { filter, facets, controller } = props;
    let own = use_state_eq(|| false);
    let controller = controller.0.clone();
    let periods = periods::offered(facets);
    let now = (filter.since, filter.until);
    let known = periods.iter().position(|period| (Some(period.since), Some(period.until)) == now);
    let is_own = *own || (now != (None, None) && known.is_none());
    let chosen = match (is_own, known) {
        (true, _) => CUSTOM_SURVEYS.to_owned(),
        (false, Some(at)) => at.to_string(),
        (false, None) => ALL.to_owned(),
    };
    let mut lines = lines(&[(ALL, "All days")]);
    lines.extend(periods.iter().enumerate().map(|(at, period)| (at.to_string(), period.name.clone())));
    lines.push((CUSTOM_SURVEYS.to_owned(), "Other days …".to_owned()));
    let choose = {
        let (controller, own, periods) = (controller.clone(), own.clone(), periods.clone());
        move |to: String| {
            own.set(to == CUSTOM_SURVEYS);
            if to != CUSTOM_SURVEYS {
                let period: Option<&Period> = to.parse().ok().and_then(|at: usize| periods.get(at));
                let days = period.map(|period| (period.since, period.until));
                controller.ask(|selection| (selection.filter.since, selection.filter.until) = days.unzip());
            }
        }
    };
    html! {
        <>
            { list("Days", &lines, &chosen, chosen != ALL, choose) }
            { for is_own.then(|| html! {
                <span class="days">
                    { day("From", filter.since, &controller, |filter, day| filter.since = day) }
                    { day("To", filter.until.map(before), &controller, |filter, day| filter.until = day.map(after)) }
                </span>
            }) }
        </>
    }
}

fn day(label: &'static str, now: Option<Day>, controller: &Rc<Controller>, set: fn(&mut Filter, Option<Day>)) -> Html {
    let controller = controller.clone();
    let onchange = Callback::from(move |event: Event| {
        let day = Day::parse(&keyboard::value(&event));
        controller.ask(|selection| set(&mut selection.filter, day));
    });
    html! {
        <label>{ label }<input type="date" class="pill" value={now.map(|day| day.to_string())} {onchange} /></label>
    }
}

fn before(day: Day) -> Day {
    Day::new(i64::from(day.number()) - 1)
}

fn after(day: Day) -> Day {
    Day::new(i64::from(day.number()) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_said_in_words() {
        let labels =
            [QuestionLabels { question: "city".to_owned(), options: vec![("b".to_owned(), "Berlin".to_owned())] }];
        let check = |name: &str, value: &str, expect: &str| assert_eq!(called(name, value, &labels), expect);
        check("where", "answers.city=b", "city: Berlin");
        check("not", "answers.city=k", "city: not k");
        check("recommend", "0-6", "Score: 0 to 6");
        check("where", "fields.plan=pro", "plan: pro");
        check("where", "fields.plan=", "Says no plan");
        check("where", "quality=", "Not doubtful");
        check("where", "device=mobile", "device: mobile");
        check("not", "device=mobile", "device: not mobile");
        check("not", "fields.plan=", "Says a plan");
        check("promise", "kept", "Promise: kept");
        check("until", "2026-03-15", "Before 2026-03-15");
    }

    #[test]
    fn whoever_is_chosen_by_the_outcome_is_said_to_be() {
        assert_eq!(by_outcome(&Filter::default()), None);
        let chosen = Filter { recommend: Some((0, 6)), promise: Some(Promise::Kept), ..Filter::default() };
        let told = by_outcome(&chosen).unwrap();
        assert!(told.starts_with("Chosen by the score and by the promise:"), "{told}");
    }
}
