// What a page would write by hand: streamed lines, JSON.parse, and the counts of a Summary.
onmessage = async ({ data }) => {
  const found = { responses: 0, bad: 0, histogram: new Array(11).fill(0) };
  const days = new Map();
  const seen = new Map();
  const take = (line) => {
    if (!line.trim()) return;
    let response;
    try {
      response = JSON.parse(line);
    } catch {
      found.bad++;
      return;
    }
    const { id, seq = 1, submitted_at, answers } = response;
    if ((seen.get(id) ?? -1) >= seq) return;
    seen.set(id, seq);
    const day = submitted_at.slice(0, 10);
    const cell = `${answers.empathy}/${answers.promise}/${answers.recommend}`;
    let cube = days.get(day);
    if (!cube) days.set(day, (cube = new Map()));
    cube.set(cell, (cube.get(cell) ?? 0) + 1);
    found.responses++;
    if (answers.recommend !== undefined) found.histogram[answers.recommend]++;
  };
  let rest = "";
  for await (const text of data.stream().pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop();
    parts.forEach(take);
  }
  take(rest);
  postMessage(found);
};
postMessage("ready");
