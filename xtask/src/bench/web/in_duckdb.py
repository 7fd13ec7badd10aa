"""The figures of a file of responses by DuckDB, on all processors: milliseconds of the query alone, and what it found.

in_duckdb.py FILE ROUNDS prints a line {"ms", "responses", "histogram"} for each round.
"""

import json
import os
import sys
import time

import duckdb

path, rounds = sys.argv[1], int(sys.argv[2])
QUERY = """
  WITH lines AS (
      SELECT id, coalesce(seq, 1) AS seq, submitted_at[:10] AS day, answers.empathy AS empathy, answers.promise AS promise,
        answers.recommend AS recommend
      FROM read_json(?, format = 'newline_delimited', ignore_errors = true, columns = {
        id: 'VARCHAR', seq: 'INTEGER', submitted_at: 'VARCHAR',
        answers: 'STRUCT(empathy INTEGER, promise VARCHAR, recommend INTEGER)'})
      WHERE id IS NOT NULL),
    newest AS (SELECT arg_max(struct_pack(day, empathy, promise, recommend), seq) AS r FROM lines GROUP BY id),
    cube AS (SELECT r.day, r.empathy, r.promise, r.recommend, count(*) AS n FROM newest GROUP BY ALL)
  SELECT recommend, sum(n)::BIGINT FROM cube GROUP BY recommend
"""

for _ in range(rounds):
    began = time.perf_counter()
    connection = duckdb.connect(config={"threads": os.cpu_count()})
    found = connection.execute(QUERY, [path]).fetchall()
    ms = (time.perf_counter() - began) * 1000
    histogram = [dict(found).get(answer, 0) for answer in range(11)]
    print(json.dumps({"ms": ms, "responses": sum(n for _, n in found), "histogram": histogram}), flush=True)
