//! Which responses count: every figure obeys, and so do comments and downloads.

use std::rc::Rc;

use goodword_core::columns::Filter;
use goodword_core::words::segment;
use goodword_core::{Day, Promise};
use yew::prelude::*;

use super::choice::{Line, list};
use super::trend::Desked;
use crate::edge::steps;
use crate::edge::turn::Turn;
use crate::results::asked::Asked;
use crate::results::desk::Desk;
use crate::results::facets::{Facet, Facets};
use crate::results::periods::{self, Period};
use crate::results::state::Read;

/// Days of one's own choice.
const OWN: &str = "own";
const ALL: &str = "";
/// Those who say nothing about a segment: no value has this name, because values are texts without control characters.
const MISSING: &str = "\u{1}";

/// What is chosen, and from what.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What can be chosen.
    pub read: Rc<Read>,
    /// What is wanted.
    pub asked: Asked,
    /// Where the analyst's wishes go.
    pub desk: Desked,
}

/// A row of lists, and the way back to all.
#[component]
pub fn Filters(props: &Props) -> Html {
    // They are many: they have a turn of their own, as the cards have.
    let turn = use_state_eq(|| false);
    use_effect_with((), {
        let turn = turn.clone();
        move |()| {
            let waiting = Turn::next(move || turn.set(true));
            || drop(waiting)
        }
    });
    if !*turn {
        return Html::default();
    }
    let (filter, facets, desk) = (&props.asked.filter, &props.read.facets, &props.desk.0);
    let some = *filter != Filter::default();
    let clear = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.clear())
    };
    html! {
        <div class="filters" role="group" aria-label="Which responses count">
            <Days filter={filter.clone()} facets={Rc::new(facets.clone())} desk={Desked(desk.clone())} />
            { scores(filter, desk) }
            { promise(filter, desk) }
            { empathy(filter, desk) }
            { truth("Comment", ["With or without comment", "With a comment", "Without a comment"], filter.comment, desk, |filter, to| filter.comment = to) }
            { truth("Complete", ["Complete or not", "Complete", "Left early"], filter.complete, desk, |filter, to| filter.complete = to) }
            { for facets.segments.iter().filter(|facet| !facet.values.is_empty()).map(|facet| values(facet, filter, desk)) }
            { for some.then(|| html! { <button type="button" class="quiet" onclick={clear}>{ "Show all" }</button> }) }
        </div>
    }
}

fn lines(list: &[(&str, &str)]) -> Vec<Line> {
    list.iter().map(|(value, name)| ((*value).to_owned(), (*name).to_owned())).collect()
}

/// A list whose value is an option of the filter, as the command line has it.
fn option(
    label: &str,
    name: &'static str,
    options: &[(&str, &str)],
    filter: &Filter,
    desk: &Rc<Desk>,
    none: fn(&mut Filter),
) -> Html {
    let now = filter.options().into_iter().find(|(one, _)| *one == name).map(|(_, value)| value).unwrap_or_default();
    let mut lines = lines(options);
    if !lines.iter().any(|(value, _)| *value == now) {
        lines.push((now.clone(), format!("{label}: {now}")));
    }
    let desk = desk.clone();
    list(label, &lines, &now, !now.is_empty(), move |to| {
        desk.ask(|asked| {
            none(&mut asked.filter);
            if !to.is_empty() {
                // Every value of the list is one that the filter takes.
                let _ = asked.filter.set(name, &to);
            }
        });
    })
}

fn scores(filter: &Filter, desk: &Rc<Desk>) -> Html {
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
    option("Would recommend", "recommend", &options, filter, desk, |filter| filter.recommend = None)
}

fn promise(filter: &Filter, desk: &Rc<Desk>) -> Html {
    let names = Promise::ALL.map(Promise::as_str);
    let [broken, kept, exceeded, none] = names;
    let options = [
        (ALL, "Any promise"),
        (broken, "Promise broken"),
        (kept, "Promise kept"),
        (exceeded, "Promise exceeded"),
        (none, "No promise was made"),
    ];
    option("Promise", "promise", &options, filter, desk, |filter| filter.promise = None)
}

fn empathy(filter: &Filter, desk: &Rc<Desk>) -> Html {
    let options =
        [(ALL, "Understood or not"), ("4-5", "Felt understood"), ("3", "Neither"), ("1-2", "Did not feel understood")];
    option("Felt understood", "empathy", &options, filter, desk, |filter| filter.empathy = None)
}

fn truth(
    label: &str,
    names: [&str; 3],
    now: Option<bool>,
    desk: &Rc<Desk>,
    set: fn(&mut Filter, Option<bool>),
) -> Html {
    let [any, yes, no] = names;
    let chosen = match now {
        None => ALL,
        Some(true) => "yes",
        Some(false) => "no",
    };
    let desk = desk.clone();
    list(label, &lines(&[(ALL, any), ("yes", yes), ("no", no)]), chosen, now.is_some(), move |to| {
        let to = (!to.is_empty()).then_some(to == "yes");
        desk.ask(|asked| set(&mut asked.filter, to));
    })
}

fn values(facet: &Facet, filter: &Filter, desk: &Rc<Desk>) -> Html {
    let name = segment::name(&facet.segment);
    let now = filter.segments.iter().find(|(segment, _)| *segment == facet.segment);
    let chosen = now.map_or(ALL.to_owned(), |(_, value)| value.clone().unwrap_or_else(|| MISSING.to_owned()));
    let mut lines = vec![(ALL.to_owned(), format!("Any {name}"))];
    lines.extend(facet.values.iter().map(|(value, _)| (value.clone(), value.clone())));
    if facet.missing > 0 {
        lines.push((MISSING.to_owned(), format!("Says no {name}")));
    }
    if !lines.iter().any(|(value, _)| *value == chosen) {
        lines.push((chosen.clone(), chosen.clone()));
    }
    let (desk, of) = (desk.clone(), facet.segment.clone());
    list(&format!("Of {name}"), &lines, &chosen, now.is_some(), move |to| {
        desk.ask(|asked| {
            asked.filter.segments.retain(|(segment, _)| *segment != of);
            if !to.is_empty() {
                asked.filter.segments.push((of.clone(), Some(to).filter(|to| to != MISSING)));
            }
        });
    })
}

/// What the days are chosen from.
#[derive(Clone, PartialEq, Properties)]
struct DaysProps {
    filter: Filter,
    facets: Rc<Facets>,
    desk: Desked,
}

/// Days: a list of usual ones, and two fields for others.
#[component]
fn Days(props: &DaysProps) -> Html {
    let DaysProps { filter, facets, desk } = props;
    let own = use_state_eq(|| false);
    let desk = desk.0.clone();
    let periods = periods::offered(facets);
    let now = (filter.since, filter.until);
    let known = periods.iter().position(|period| (Some(period.since), Some(period.until)) == now);
    let is_own = *own || (now != (None, None) && known.is_none());
    let chosen = match (is_own, known) {
        (true, _) => OWN.to_owned(),
        (false, Some(at)) => at.to_string(),
        (false, None) => ALL.to_owned(),
    };
    let mut lines = lines(&[(ALL, "All days")]);
    lines.extend(periods.iter().enumerate().map(|(at, period)| (at.to_string(), period.name.clone())));
    lines.push((OWN.to_owned(), "Other days …".to_owned()));
    let choose = {
        let (desk, own, periods) = (desk.clone(), own.clone(), periods.clone());
        move |to: String| {
            own.set(to == OWN);
            if to != OWN {
                let period: Option<&Period> = to.parse().ok().and_then(|at: usize| periods.get(at));
                let days = period.map(|period| (period.since, period.until));
                desk.ask(|asked| (asked.filter.since, asked.filter.until) = days.unzip());
            }
        }
    };
    html! {
        <>
            { list("Days", &lines, &chosen, chosen != ALL, choose) }
            { for is_own.then(|| html! {
                <span class="days">
                    { day("From", filter.since, &desk, |filter, day| filter.since = day) }
                    { day("To", filter.until.map(before), &desk, |filter, day| filter.until = day.map(after)) }
                </span>
            }) }
        </>
    }
}

fn day(label: &'static str, now: Option<Day>, desk: &Rc<Desk>, set: fn(&mut Filter, Option<Day>)) -> Html {
    let desk = desk.clone();
    let onchange = Callback::from(move |event: Event| {
        let day = Day::parse(&steps::value(&event));
        desk.ask(|asked| set(&mut asked.filter, day));
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
