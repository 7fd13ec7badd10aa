//! Our figures beside those of published packages. `by` in the data names package, version and function.

mod compared;

use goodword_core::stats::mean::Scores;
use goodword_core::stats::nps::NpsGroups;
use goodword_core::stats::{Interval, chi_square, goodman, normal, proportion, student};
use serde_json::Value;

type Figures = Vec<(&'static str, Vec<Option<f64>>)>;

fn ends(interval: Option<Interval>) -> Vec<Option<f64>> {
    vec![interval.map(|interval| interval.low), interval.map(|interval| interval.high)]
}

fn hundredth(interval: Interval) -> Interval {
    Interval { low: interval.low / 100.0, high: interval.high / 100.0 }
}

fn counts<const N: usize>(list: &Value) -> [u64; N] {
    let counts: Vec<u64> = list.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    counts.try_into().unwrap()
}

fn scale(first: u8, counts: &[u64]) -> Figures {
    let scores = Scores { first, counts };
    let mut figures = vec![("mean", vec![scores.mean()]), ("sd", vec![scores.sd()])];
    // When all answers are the same the packages give a range without width; we give none.
    if scores.sd() == Some(0.0) {
        assert_eq!(scores.interval(), None);
    } else {
        figures.push(("mean_t_ci", ends(scores.interval())));
    }
    figures
}

fn nps(input: &Value) -> Figures {
    let counts = counts(&input["recommend"]);
    let groups = NpsGroups::of(counts);
    // The packages give the score from -1 to 1.
    let (score, interval) = (groups.score().map(|score| score / 100.0), groups.interval().map(hundredth));
    let whole = |n: u64| Some(f64::from(u32::try_from(n).unwrap()));
    let mut figures = scale(0, &counts);
    figures.push(("nps_sm", vec![score]));
    figures.push(("score_tango_ci_mp", ends(interval)));
    figures.push(("score_tango_ci", ends(interval)));
    let three = [groups.detractors, groups.passives, groups.promoters];
    figures.push(("detractors_passives_promoters", three.map(whole).to_vec()));
    figures
}

fn rating(input: &Value) -> Figures {
    let counts: [u64; 5] = counts(&input["counts"]);
    let [one, two, _, four, five] = counts;
    let n = counts.iter().sum();
    let mut figures = scale(1, &counts);
    figures.push(("top2_p", vec![proportion::share(four + five, n)]));
    figures.push(("top2_wilson_ci_sm", ends(proportion::wilson(four + five, n))));
    figures.push(("bottom2_p", vec![proportion::share(one + two, n)]));
    figures.push(("bottom2_wilson_ci_sm", ends(proportion::wilson(one + two, n))));
    figures
}

fn rate(input: &Value) -> Figures {
    let (x, n) = (input["x"].as_u64().unwrap(), input["n"].as_u64().unwrap());
    vec![("p", vec![proportion::share(x, n)]), ("wilson_ci_sm", ends(proportion::wilson(x, n)))]
}

fn shares(input: &Value) -> Figures {
    let intervals = goodman::intervals::<4>(counts(&input["counts"]));
    let flat =
        intervals.map_or_else(|| vec![None; 8], |list| list.into_iter().flat_map(|one| ends(Some(one))).collect());
    vec![("goodman_ci_sm", flat)]
}

fn figures(kind: &str, input: &Value) -> Figures {
    let number = |name: &str| input[name].as_f64().unwrap();
    match kind {
        "nps" => nps(input),
        "rating" => rating(input),
        "rate" => rate(input),
        "shares" => shares(input),
        "normal" => vec![("quantile", vec![normal::quantile(number("p"))])],
        "chi_square" => vec![("quantile", vec![chi_square::quantile(number("p"), 1.0)])],
        "chi_square_df" => vec![("quantile", vec![chi_square::quantile(number("p"), number("df"))])],
        "t_two_sided" => vec![("p", vec![student::two_sided(number("t"), number("df"))])],
        "z_two_sided" => vec![("p", vec![normal::two_sided(number("z"))])],
        "t" => vec![("quantile", vec![student::quantile(number("p"), number("df"))])],
        kind => compared::figures(kind, input),
    }
}

fn tolerance(kind: &str, name: &str) -> f64 {
    match (kind, name) {
        // The R packages stop their root search at about 1e-7, and the range of a difference is joined from such limits.
        (_, "score_tango_ci") | ("two_nps", "mover_ci") => 2e-6,
        // Worked out there by differences, and by a search for roots.
        (_, "tau_b_ase" | "ratio_gain_over_loss") => 1e-6,
        // Printed to two or three decimals.
        ("parcels", _) => 3e-2,
        (_, "score_tango_ci_mp") | ("normal" | "z_two_sided", _) => 1e-12,
        _ => 1e-9,
    }
}

/// A difference that is none, whatever the size of the figure.
fn least(kind: &str, name: &str) -> f64 {
    match (kind, name) {
        // Half of the last decimal printed.
        ("parcels", _) => 5.1e-3,
        // A perfect order has none; the package's differences leave a trace.
        (_, "tau_b_ase") => 1e-8,
        ("two_nps", "mover_ci") => 2e-7,
        _ => 1e-15,
    }
}

fn expected(kind: &str, name: &str, value: &Value) -> Vec<Option<f64>> {
    let list = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let width = match name {
        "score_tango_ci" if value.is_null() => 2,
        _ => list.len(),
    };
    let (least, most) = if kind == "rating" { (1.0, 5.0) } else { (0.0, 10.0) };
    // The packages let the range of a mean leave the scale; ours ends with it.
    let clip = |value: f64| if name == "mean_t_ci" { value.clamp(least, most) } else { value };
    (0..width).map(|at| list.get(at).and_then(Value::as_f64).map(clip)).collect()
}

#[test]
fn our_figures_are_those_of_published_packages() {
    let data: Value = serde_json::from_str(include_str!("../data/reference.json")).unwrap();
    let (mut compared, mut wrong) = (0, Vec::new());
    for case in data["cases"].as_array().unwrap() {
        let (id, kind) = (case["id"].as_str().unwrap(), case["kind"].as_str().unwrap());
        for (name, ours) in figures(kind, &case["input"]) {
            let entry = &case["expect"][name];
            if entry.is_null() {
                continue;
            }
            let mut theirs = expected(kind, name, &entry["value"]);
            match name {
                // Another model's degrees of freedom, and what follows from them.
                "loss" | "gain" | "asymmetry" if kind == "asymmetry" && entry["value"].is_null() => continue,
                "loss" | "gain" | "asymmetry" if kind == "asymmetry" => theirs.truncate(2),
                // Without an end to its range there is no ratio here.
                "ratio_gain_over_loss" if theirs.contains(&None) => theirs = vec![None; 3],
                // A single null stands for all that the package does not give.
                "brunner_munzel" | "tau_b_scipy" => theirs.truncate(1),
                _ if entry["value"].is_null() => theirs.resize(ours.len(), None),
                _ => {}
            }
            assert_eq!(ours.len(), theirs.len(), "{id} {name}");
            for (ours, theirs) in ours.iter().zip(theirs) {
                let close = match (ours, theirs) {
                    (Some(ours), Some(theirs)) => {
                        (ours - theirs).abs() <= tolerance(kind, name) * theirs.abs().max(f64::MIN_POSITIVE)
                            || (ours - theirs).abs() < least(kind, name)
                    }
                    (ours, theirs) => ours.is_none() && theirs.is_none(),
                };
                if !close {
                    wrong.push(format!("{id} {name}: {ours:?}, and {} says {theirs:?}", entry["by"]));
                }
                compared += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(compared, 945, "every figure of the data is compared");
}

#[test]
fn a_quantile_outside_of_its_range_is_none() {
    for p in [-1.0, 0.0, 1.0, 2.0, f64::NAN] {
        assert_eq!(normal::quantile(p), None, "{p}");
    }
    for (p, df) in [(0.975, 0.0), (0.975, -1.0), (0.975, f64::NAN), (0.975, f64::INFINITY), (1.0, 5.0), (0.2, 5.0)] {
        assert_eq!(student::quantile(p, df), None, "{p} {df}");
    }
    for (p, df) in [(1.0, 1.0), (-0.1, 1.0), (0.5, 0.0), (0.5, f64::NAN), (0.5, f64::INFINITY)] {
        assert_eq!(chi_square::quantile(p, df), None, "{p} {df}");
    }
    assert_eq!((student::two_sided(f64::NAN, 3.0), student::two_sided(1.0, 0.5)), (None, None));
    assert_eq!((normal::two_sided(f64::NAN), normal::two_sided(f64::INFINITY)), (None, Some(0.0)));
}
