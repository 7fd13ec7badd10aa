// What a row wants to have happened in the page before the loader comes.
$EARLY
