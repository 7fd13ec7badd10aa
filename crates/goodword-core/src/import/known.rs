//! What the columns of a program are that are no answers.

use super::program::Program;

/// Columns of a program that are no answers, by what they are.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub id: &'static [&'static str],
    pub submitted_at: &'static [&'static str],
    pub changed_at: &'static [&'static str],
    pub complete: &'static [&'static str],
    pub yes: &'static [&'static str],
    pub no: &'static [&'static str],
    pub survey: &'static [&'static str],
    pub locale: &'static [&'static str],
    pub url: &'static [&'static str],
    pub only: Option<(&'static str, &'static [&'static str])>,
    pub except: Option<(&'static str, &'static [&'static str])>,
    pub steps: bool,
    /// What joins several answers in one cell.
    pub joint: Option<&'static str>,
    /// What is left out; a `*` at the end stands for anything.
    pub ignore: &'static [&'static str],
}

const NOTHING: Known = Known {
    id: &[],
    submitted_at: &[],
    changed_at: &[],
    complete: &[],
    yes: &[],
    no: &[],
    survey: &[],
    locale: &[],
    url: &[],
    only: None,
    except: None,
    steps: false,
    joint: None,
    ignore: &[],
};

/// Of a program that is not known: what such columns are often called.
const OTHER: Known = Known {
    id: &["id", "ID", "Response ID", "response_id", "Id"],
    submitted_at: &["submitted_at", "Timestamp", "created_at", "createdAt", "date", "Date"],
    ..NOTHING
};

const DELIGHTED: Known = Known {
    id: &["id"],
    submitted_at: &["created_at"],
    changed_at: &["updated_at"],
    ignore: &["permalink", "survey_type", "person", "tags", "notes"],
    ..NOTHING
};

const FORMBRICKS: Known = Known {
    id: &["Response ID", "id"],
    submitted_at: &["Timestamp", "createdAt"],
    complete: &["Finished", "finished"],
    yes: &["Yes", "true"],
    survey: &["Survey ID", "surveyId"],
    joint: Some("; "),
    url: &["url", "meta.url"],
    ignore: &[
        "No.",
        "* - Option ID",
        "Quotas",
        "Formbricks ID (internal)",
        "Tags",
        "tags",
        "updatedAt",
        "endingId",
        "displayId",
        "singleUseId",
        "meta.*",
        "ttc.*",
        "variables.*",
        "userAgent*",
        "source",
        "action",
        "country",
        "language",
        "data.*.*",
    ],
    ..NOTHING
};

const GOOGLE_FORMS: Known = Known { joint: Some(";"), ignore: &["Score"], ..NOTHING };

const LIMESURVEY: Known = Known {
    id: &["id", "Response ID"],
    submitted_at: &["submitdate", "Date submitted", "datestamp", "Date last action"],
    locale: &["startlanguage", "Start language"],
    ignore: &[
        "lastpage",
        "Last page",
        "seed",
        "Seed",
        "startdate",
        "datestamp",
        "Date last action",
        "Date started",
        "refurl",
        "Referrer URL",
        "Total time",
        "interviewtime",
    ],
    ..NOTHING
};

const POSTHOG: Known = Known {
    id: &["$survey_submission_id", "uuid"],
    submitted_at: &["timestamp"],
    complete: &["$survey_completed"],
    // Events of before there was this property are whole.
    no: &["false"],
    survey: &["$survey_id"],
    locale: &["$survey_language"],
    url: &["$current_url"],
    only: Some(("event", &["survey sent"])),
    steps: true,
    ignore: &["uuid", "event", "$*", "created_at", "team_id", "elements_chain", "person_mode"],
    ..NOTHING
};

const QUALTRICS: Known = Known {
    id: &["ResponseId", "ResponseID", "_recordId"],
    submitted_at: &["RecordedDate", "EndDate", "recordedDate", "endDate"],
    complete: &["Finished", "finished"],
    yes: &["1", "True", "TRUE", "true"],
    locale: &["UserLanguage", "userLanguage"],
    except: Some(("Status", &["1", "8", "Survey Preview", "Spam"])),
    ignore: &[
        "StartDate",
        "EndDate",
        "RecordedDate",
        "Status",
        "Progress",
        "Duration (in seconds)",
        "ExternalReference",
        "DistributionChannel",
        "*_NPS_GROUP",
        "* - Topics",
    ],
    ..NOTHING
};

const SURVEYJS: Known = Known {
    id: &["id", "_id", "uuid"],
    submitted_at: &["createdAt", "created_at", "submitted_at", "submittedAt", "HappendAt", "date"],
    ..NOTHING
};

const SURVEYMONKEY: Known = Known {
    id: &["Respondent ID"],
    submitted_at: &["End Date", "Start Date"],
    ignore: &["Collector ID", "Start Date", "End Date"],
    ..NOTHING
};

const TALLY: Known =
    Known { id: &["Submission ID"], submitted_at: &["Submitted at"], ignore: &["Respondent ID"], ..NOTHING };

const TYPEFORM: Known = Known {
    id: &["#", "response_id", "token"],
    submitted_at: &["Submit Date (UTC)", "submitted_at", "Stage Date (UTC)"],
    complete: &["Response Type"],
    yes: &["completed"],
    ignore: &[
        "Start Date (UTC)",
        "Stage Date (UTC)",
        "Tags",
        "Ending",
        "landed_at",
        "landing_id",
        "token",
        "response_id",
        "metadata.*",
        "calculated.*",
        "variables",
        "tags",
        "thankyou_screen_ref",
    ],
    ..NOTHING
};

/// What is known of a program's files.
pub fn known(program: Option<Program>) -> Known {
    match program {
        None => OTHER,
        Some(Program::Delighted) => DELIGHTED,
        Some(Program::Formbricks) => FORMBRICKS,
        Some(Program::GoogleForms) => GOOGLE_FORMS,
        Some(Program::LimeSurvey) => LIMESURVEY,
        Some(Program::PostHog) => POSTHOG,
        Some(Program::Qualtrics) => QUALTRICS,
        Some(Program::SurveyJs) => SURVEYJS,
        Some(Program::SurveyMonkey) => SURVEYMONKEY,
        Some(Program::Tally) => TALLY,
        Some(Program::Typeform) => TYPEFORM,
    }
}

/// A `*` at the start or the end, or both sides of a dot, stands for anything.
pub fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(start), _) if start.ends_with("*.") => {
            let start = start.trim_end_matches("*.");
            name.strip_prefix(start).is_some_and(|rest| rest.contains('.'))
        }
        (Some(start), _) => name.starts_with(start),
        (None, Some(end)) => name.ends_with(end),
        (None, None) => pattern == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let check = |pattern: &str, name: &str, expect| assert_eq!(fits(pattern, name), expect, "{pattern} {name}");
        check("meta.*", "meta.url", true);
        check("meta.*", "metal", false);
        check("*_NPS_GROUP", "Q1_NPS_GROUP", true);
        check("data.*.*", "data.a", false);
        check("data.*.*", "data.a.b", true);
        check("No.", "No.", true);
    }
}
