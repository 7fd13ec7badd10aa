// How a language writes numbers and counts.

/** The form that a language has for a number: its CLDR plural category. */
export function plural(lang, number) {
  return new Intl.PluralRules(lang).select(number);
}

let format, of;

/** A number in the digits of a language. What formats them is made once: that takes longer than all the numbers of a question. */
export function number(lang, number) {
  if (of !== lang) [of, format] = [lang, new Intl.NumberFormat(lang)];
  return format.format(number);
}
