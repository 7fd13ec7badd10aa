//! English, the language the copy is written in: the table `tables/en.json` as a guest carries it, its values, a line each.
//! Every other language is fetched.

use crate::features::CUSTOM_SURVEYS;

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
How likely is it that you would recommend us to a friend or colleague?
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
Copied
This page may not copy. Please select your words and copy them.
Ask me later
Thank you.
We are sorry we did not keep our promise.
Thank you for telling us. We are sorry it was not better.
It helps to hear that we kept our word.
It is good to hear that we did more than we promised.
What you told us helps us to do better.
Your answer has arrived.
Saved here. It goes out when you are online.
Saved on this device. This site did not take it.
Not sent yet.
We could not reach {host}, and this browser keeps nothing for this page. Your words are still here.
Your address could not be saved here. It is still in the field.
This is too long to send. Please shorten your answer.
Rather talk to someone?
Reach a person
How we use your answer
one=May we put it right? Leave your email address and we will answer within {hours}\u{a0}hour.|other=May we put it right? Leave your email address and we will answer within {hours}\u{a0}hours.
one=May we put it right? Leave your email address and we will answer within {days}\u{a0}day.|other=May we put it right? Leave your email address and we will answer within {days}\u{a0}days.
No, thank you
Email address
Your address goes to {host} and is used only to answer you.
This does not look like an email address.
one=We will answer within {hours}\u{a0}hour.|other=We will answer within {hours}\u{a0}hours.
one=We will answer within {days}\u{a0}day.|other=We will answer within {days}\u{a0}days.
Feedback"
    };
}

macro_rules! own {
    () => {
        "
Please answer this question.
Answer required
Other: please say what
Choose all that fit.
Please choose at least {n}.
Please choose at most {n}.
A whole number from {min} to {max}
one={n} star|other={n} stars
Very bad
Bad
Neither good nor bad
Good
Very good
Begin
Preview: nothing is sent."
    };
}

/// The texts of the usual questions, and where they are wanted those of an owner's own.
pub const ENGLISH: &str = if cfg!(texts_apart) {
    // A site's glue holds them, and tells them as it does other languages.
    ""
} else if CUSTOM_SURVEYS {
    concat!(usual!(), own!())
} else {
    usual!()
};
