//! English, the language the copy is written in: the table `tables/en.json` as a guest carries it, its values, a line each.
//! Every other language is fetched.

use crate::widget::OWN;

macro_rules! usual {
    () => {
        "\
en
ltr

How did we do?
Question {n} of {total}
{n} of {total}
We understood how you felt.
Strongly disagree
Disagree
Neither agree nor disagree
Agree
Strongly agree
Did we do what we said we would?
No, less than promised
Yes, as promised
Yes, more than promised
No promise was made
How likely is it that you would recommend {subject} to a friend or colleague?
us
Not at all likely
Extremely likely
What is the main reason for your answers?
What did we promise, and what happened instead?
What should we have done?
What did we do especially well?
Next
Back
Skip
Send
Close
Retry
Copy
Ask me later
Thank you.
We are sorry we did not keep our promise.
We are sorry it was not better. Thank you for telling us.
It helps to hear that we kept our word.
What you told us helps us to do better.
Your answer has arrived.
Saved. It will be sent when the connection is back.
Saved here. This site could not take it yet.
This could not be saved here. Your answer is still in the form.
Rather talk to someone?
Reach a person
How we use your answer
one=May we put it right? Leave your email address and we will answer within {hours} hour.|other=May we put it right? Leave your email address and we will answer within {hours} hours.
Email address
Your address goes to {host} and is used only to answer you.
This does not look like an email address.
one=We will answer within {hours} hour.|other=We will answer within {hours} hours.
Feedback"
    };
}

macro_rules! own {
    () => {
        "
Please answer this question.
Other: please say what
Choose all that fit.
one={n} star|other={n} stars
Very bad
Bad
Neither good nor bad
Good
Very good
Preview: nothing is sent."
    };
}

/// The texts of the usual questions, and where they are wanted those of an owner's own.
pub const ENGLISH: &str = if OWN { concat!(usual!(), own!()) } else { usual!() };
