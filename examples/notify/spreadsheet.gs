// A row of a Google spreadsheet for each response. In the spreadsheet: Extensions, Apps Script; paste this; set KEY;
// Deploy, New deployment, Web app, executed as you, for anyone. Its address with ?key=… is the url of the webhook.
// Apps Script shows no headers to a script, so the key in the address takes the place of the signature.
const KEY = 'a long secret of your own';
const COLUMNS = ['id', 'received_at', 'reasons', 'promise', 'recommend', 'empathy', 'comment', 'contact', 'seq'];

function doPost(event) {
  if (event.parameter.key !== KEY) return ContentService.createTextOutput('no');
  const { type, data } = JSON.parse(event.postData.contents);
  if (type !== 'response.stored' && type !== 'response.needs_attention') return ContentService.createTextOutput('passed over');
  const lock = LockService.getScriptLock();
  lock.waitLock(10000);
  try {
    write(SpreadsheetApp.getActiveSpreadsheet().getSheets()[0], row(data));
  } finally {
    lock.releaseLock();
  }
  return ContentService.createTextOutput('taken');
}

function row({ response, reasons }) {
  const { promise, recommend, empathy, comment } = response.answers;
  const contact = response.follow_up && response.follow_up.contact;
  return [response.id, response.received_at, reasons.join(' '), promise, recommend, empathy, comment, contact, response.seq || 1].map(text);
}

// What visitors write must not become a formula.
function text(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' && /^[=+\-@\t\r']/.test(value) ? "'" + value : value;
}

// A message may come twice, and an answer may be replaced by one with a higher seq: there is one row for each id.
function write(sheet, row) {
  if (sheet.getLastRow() === 0) sheet.appendRow(COLUMNS);
  const rows = sheet.getDataRange().getValues();
  const at = rows.findIndex((known) => known[0] === row[0]);
  if (at < 0) sheet.appendRow(row);
  else if (Number(rows[at][COLUMNS.length - 1]) <= row[COLUMNS.length - 1]) sheet.getRange(at + 1, 1, 1, row.length).setValues([row]);
}
