//! The figures that compare: two groups, three promises, a series, several chances.

use goodword_core::stats::asymmetry::Asymmetry;
use goodword_core::stats::contrast::{Contrast, Group, welch};
use goodword_core::stats::control::{Chart, ewma};
use goodword_core::stats::drivers::Drivers;
use goodword_core::stats::mann_whitney::Ranks;
use goodword_core::stats::mean::Scores;
use goodword_core::stats::nps::NpsGroups;
use goodword_core::stats::tau_b::TauB;
use goodword_core::stats::two_shares::TwoShares;
use goodword_core::stats::{asymmetry, fisher, median, multiplicity, proportion, sample_size};
use serde_json::Value;

use super::{Figures, counts, ends, hundredth};

pub fn figures(kind: &str, input: &Value) -> Figures {
    match kind {
        "two_rates" => two_rates(input),
        "fisher" => {
            let two = two(input);
            vec![("p", vec![fisher::two_sided(two.a.0, two.a.1, two.b.0, two.b.1)])]
        }
        "two_nps" => two_nps(input),
        "two_means" => two_means(input),
        "pvalues" => pvalues(input),
        "sample_size" => {
            let needed = sample_size::share(number(&input["p"]), number(&input["half"]));
            vec![("n", vec![needed.map(real)])]
        }
        "asymmetry" => promises(input),
        "parcels" => parcels(input),
        "assoc" => assoc(input),
        "drivers" => drivers(input),
        "pchart" => pchart(input),
        "times" => times(input),
        kind => panic!("{kind} is not tested here"),
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn real(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn list(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(whole).collect()
}

fn two(input: &Value) -> TwoShares {
    TwoShares { a: (whole(&input["x1"]), whole(&input["n1"])), b: (whole(&input["x2"]), whole(&input["n2"])) }
}

fn two_rates(input: &Value) -> Figures {
    let two = two(input);
    let ((x1, n1), (x2, n2)) = (two.a, two.b);
    let p = two.z().and_then(goodword_core::stats::normal::two_sided);
    vec![
        ("newcomb_ci_sm", ends(two.interval())),
        ("newcombe_ci_desctools", ends(two.interval())),
        ("pearson_p", vec![p]),
        ("fisher_p", vec![fisher::two_sided(x1, n1, x2, n2)]),
    ]
}

fn two_nps(input: &Value) -> Figures {
    let (a, b) = (NpsGroups::of(counts(&input["a"])), NpsGroups::of(counts(&input["b"])));
    let size = (a.score().unwrap() - b.score().unwrap()).abs() / 100.0;
    vec![("abs_delta", vec![Some(size)]), ("mover_ci", ends(a.difference_interval(b).map(hundredth)))]
}

fn two_means(input: &Value) -> Figures {
    let first = u8::try_from(whole(&input["lo"])).unwrap();
    let (a, b) = (list(&input["a"]), list(&input["b"]));
    let of = welch(&Scores { first, counts: &a }, &Scores { first, counts: &b }).unwrap();
    let ranks = Ranks::of(&a, &b).unwrap();
    let u = ranks.superiority() * real(a.iter().sum()) * real(b.iter().sum());
    let mut figures = vec![
        ("diff_welch_ci", ends(of.interval())),
        ("welch", vec![Some(of.estimate / of.se), of.p(), of.df]),
        ("mann_whitney", vec![Some(u), ranks.p()]),
        ("prob_superiority", vec![Some(ranks.superiority())]),
    ];
    // Its statistic is the distance of the superiority from 1/2 in its standard errors, with the sign turned round.
    if ranks.superiority() < 1.0 {
        figures.push(("brunner_munzel", vec![Some((0.5 - ranks.superiority()) / ranks.se().unwrap())]));
    }
    figures
}

fn pvalues(input: &Value) -> Figures {
    let chances: Vec<f64> = input["p"].as_array().unwrap().iter().map(number).collect();
    let some = |list: Vec<f64>| list.into_iter().map(Some).collect();
    vec![("holm", some(multiplicity::holm(&chances))), ("fdr_bh", some(multiplicity::benjamini_hochberg(&chances)))]
}

fn full(contrast: Option<Contrast>) -> Vec<Option<f64>> {
    let Some(of) = contrast else { return vec![None; 6] };
    let mut full = vec![Some(of.estimate), Some(of.se), of.df];
    full.extend(ends(of.interval()));
    full.push(of.p());
    full
}

fn promises(input: &Value) -> Figures {
    let [broken, kept, exceeded] = ["broken", "kept", "exceeded"].map(|name| counts::<11>(&input[name]));
    let group = |counts: &[u64; 11]| Group::of(&Scores { first: 0, counts });
    let loss = group(&broken).zip(group(&kept)).map(|(broken, kept)| asymmetry::loss(broken, kept));
    let gain = group(&kept).zip(group(&exceeded)).map(|(kept, exceeded)| asymmetry::gain(kept, exceeded));
    let all = || Some(Asymmetry { broken: group(&broken)?, kept: group(&kept)?, exceeded: group(&exceeded)? });
    let difference = all().map(|all| all.difference());
    let (estimate, se) = (|of: Option<Contrast>| of.map(|of| of.estimate), |of: Option<Contrast>| of.map(|of| of.se));
    let mut figures = vec![
        ("loss_welch_ci", ends(loss.and_then(|of| of.interval()))),
        ("gain_welch_ci", ends(gain.and_then(|of| of.interval()))),
        ("loss_welch_full", full(loss)),
        ("asymmetry_welch", full(difference)),
        ("loss", vec![estimate(loss), se(loss)]),
        ("gain", vec![estimate(gain), se(gain)]),
        ("asymmetry", vec![estimate(difference), se(difference)]),
    ];
    let ratio = all().and_then(|all| all.ratio().ok());
    figures.push((
        "ratio_gain_over_loss",
        ratio.map_or(vec![None; 3], |(value, range)| vec![Some(value), Some(range.low), Some(range.high)]),
    ));
    let names = [
        ("broken_mean", "broken_sd", "broken_mean_t_ci"),
        ("kept_mean", "kept_sd", "kept_mean_t_ci"),
        ("exceeded_mean", "exceeded_sd", "exceeded_mean_t_ci"),
    ];
    for ((mean, sd, range), counts) in names.into_iter().zip([&broken, &kept, &exceeded]) {
        let scores = Scores { first: 0, counts };
        figures.extend([(mean, vec![scores.mean()]), (sd, vec![scores.sd()])]);
        if scores.sd() != Some(0.0) {
            figures.push((range, ends(scores.interval())));
        }
    }
    figures
}

fn scores(counts: &[u64; 5]) -> Scores<'_> {
    Scores { first: 1, counts }
}

fn parcels(input: &Value) -> Figures {
    let [broken, kept, exceeded] = ["broken", "kept", "exceeded"].map(|name| counts::<5>(&input[name]));
    let group = |counts| Group::of(&scores(counts)).unwrap();
    let all = Asymmetry { broken: group(&broken), kept: group(&kept), exceeded: group(&exceeded) };
    let with = |of: Contrast| {
        let range = of.interval().unwrap();
        vec![Some(of.estimate), Some(range.low), Some(range.high)]
    };
    let (ratio, range) = all.ratio().unwrap();
    let head = |counts| vec![Some(real(scores(counts).n())), scores(counts).mean()];
    vec![
        ("broken_n_mean", head(&broken)),
        ("kept_n_mean", head(&kept)),
        ("exceeded_n_mean", head(&exceeded)),
        ("loss", with(all.loss())),
        ("gain", with(all.gain())),
        ("asymmetry", with(all.difference())),
        ("ratio", vec![Some(ratio), Some(range.low), Some(range.high)]),
    ]
}

fn assoc(input: &Value) -> Figures {
    // Rows and columns of zeros change nothing.
    let mut table = [[0; 11]; 5];
    for (row, list) in table.iter_mut().zip(input["table"].as_array().unwrap()) {
        for (cell, n) in row.iter_mut().zip(list.as_array().unwrap()) {
            *cell = whole(n);
        }
    }
    let of = TauB::of(&table);
    vec![("tau_b_ase", vec![of.map(|of| of.se)]), ("tau_b_scipy", vec![of.map(|of| of.tau)])]
}

fn drivers(input: &Value) -> Figures {
    let mut table = [[[0; 11]; 4]; 5];
    for cell in input["cells"].as_array().unwrap() {
        let promise = ["broken", "kept", "exceeded", "none"].iter().position(|name| cell[1] == *name).unwrap();
        let at = |value: &Value| usize::try_from(whole(value)).unwrap();
        table[at(&cell[0]) - 1][promise][at(&cell[2])] += whole(&cell[3]);
    }
    let of = Drivers::of(&table).unwrap();
    let [empathy, promise] = of.lmg();
    let (last_empathy, last_promise) = (of.both - of.promise, of.both - of.empathy);
    vec![
        ("r2_empathy", vec![Some(of.empathy)]),
        ("r2_promise", vec![Some(of.promise)]),
        ("r2_both", vec![Some(of.both)]),
        (
            "lmg_factor",
            [of.both, empathy, promise, of.empathy, of.promise, last_empathy, last_promise].map(Some).to_vec(),
        ),
    ]
}

fn pchart(input: &Value) -> Figures {
    let points: Vec<_> = list(&input["x"]).into_iter().zip(list(&input["n"])).collect();
    let chart = Chart::of_shares(&points).unwrap();
    let shares: Vec<_> = points.iter().map(|(x, n)| proportion::share(*x, *n)).collect();
    let mut flat = vec![Some(chart.centre)];
    for (_, n) in &points {
        flat.extend(ends(chart.limits(*n)));
    }
    // qcc starts from the mean of the shares, pandas from the first.
    let mean = shares.iter().flatten().sum::<f64>() / real(u64::try_from(shares.len()).unwrap());
    let pooled = |window: &[(u64, u64)]| {
        proportion::share(window.iter().map(|point| point.0).sum(), window.iter().map(|point| point.1).sum())
    };
    let mut rolling = vec![None; 3];
    rolling.extend(points.windows(4).map(pooled));
    vec![
        ("ewma", ewma(mean, &shares)),
        ("ewma_pandas", ewma(shares[0].unwrap(), &shares)),
        ("rolling_pooled_4", rolling),
        ("p_chart", flat),
    ]
}

fn times(input: &Value) -> Figures {
    let values: Vec<_> = input["seconds"].as_array().unwrap().iter().map(|value| (number(value), 1)).collect();
    let at = |share| median::quantile(&values, share);
    let mut with_range = vec![at(0.5)];
    with_range.extend(ends(median::interval(&values)));
    vec![("quantiles_25_50_75_90", [0.25, 0.5, 0.75, 0.9].map(at).to_vec()), ("median_ci", with_range)]
}
