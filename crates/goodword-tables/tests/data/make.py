"""Makes the Parquet files of the tests: python3 make.py, with pandas 3.1.1, pyarrow and duckdb 2.0.0. The rows are made up."""

import datetime
import decimal
import uuid

import duckdb
import pandas
import pyarrow
import pyarrow.parquet

OURS = """\
{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b0001","survey":"shop","submitted_at":"2026-03-14T09:26:53Z","answers":{"recommend":9,"promise":"kept","comment":"Kind, and \\"quick\\"","about":["Speed","Price"]},"complete":true,"fields":{"plan":"pro"}}
{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b0002","survey":"shop","submitted_at":"2026-03-15T09:26:53Z","answers":{"recommend":0,"promise":"broken"},"complete":false,"fields":{"plan":""}}
"""
with open("ours.ndjson", "w") as file:
    file.write(OURS)
# Nested, by DuckDB: columns of structs and of lists, and times and UUIDs that it finds by itself.
for name, codec in [("duckdb-snappy", "snappy"), ("duckdb-gzip", "gzip"), ("duckdb-zstd", "zstd")]:
    duckdb.sql(f"COPY (FROM read_json('ours.ndjson')) TO '{name}.parquet' (COMPRESSION {codec})")

# Another program's table, by pandas: nanoseconds, missing numbers, Windows' favourite letters.
survey = pandas.DataFrame({
    "When": pandas.to_datetime(["2026-11-03 14:05:31.5", "2026-11-04 09:00:00.0", None]),
    "Would you recommend us?": [9.0, 0.0, None],
    "Anything else?": ["très bien", None, "späť\nund länger"],
    "Plan": pandas.Categorical(["pro", "free", "pro"]),
})
survey.to_parquet("pandas-snappy.parquet", compression="snappy")
survey.to_parquet("pandas-plain.parquet", compression=None)

# Every kind of value, by pyarrow.
moment = datetime.datetime(2026, 11, 3, 14, 5, 31, 589000)
zoned = moment.replace(tzinfo=datetime.timezone.utc)
kinds = pyarrow.table({
    "truth": pyarrow.array([True, None]),
    "small": pyarrow.array([-1, None], pyarrow.int8()),
    "unsigned": pyarrow.array([2**32 - 1, None], pyarrow.uint32()),
    "long": pyarrow.array([2**63 - 1, None], pyarrow.int64()),
    "huge": pyarrow.array([2**64 - 1, None], pyarrow.uint64()),
    "float": pyarrow.array([0.1, float("nan")], pyarrow.float32()),
    "double": pyarrow.array([2.5, float("inf")]),
    "money": pyarrow.array([decimal.Decimal("-0.05"), None], pyarrow.decimal128(9, 2)),
    "wide": pyarrow.array([decimal.Decimal("12345678901234567890.5"), None], pyarrow.decimal128(30, 1)),
    "day": pyarrow.array([moment.date(), None]),
    "clock": pyarrow.array([moment.time(), None], pyarrow.time64("us")),
    "ms": pyarrow.array([moment, None], pyarrow.timestamp("ms")),
    "us_utc": pyarrow.array([zoned, None], pyarrow.timestamp("us", tz="UTC")),
    "ns": pyarrow.array([moment, None], pyarrow.timestamp("ns")),
    "text": pyarrow.array(["", None]),
    "letters": pyarrow.array(["a", "b"]).dictionary_encode(),
    "list": pyarrow.array([["a", None, 'b"'], []]),
    "numbers": pyarrow.array([[1, 2], None], pyarrow.list_(pyarrow.int64())),
    "struct": pyarrow.array([{"a": 1, "b": {"c": "x"}}, None]),
    "bytes": pyarrow.array([b"\xff", None]),
    "nested": pyarrow.array([[[1]], None]),
})
pyarrow.parquet.write_table(kinds, "kinds.parquet", compression="none", data_page_version="2.0")
pyarrow.parquet.write_table(kinds.select(["ms"]), "int96.parquet", use_deprecated_int96_timestamps=True)
many = pyarrow.table({"n": list(range(3000)), "even": [None if n % 2 else [n] for n in range(3000)]})
pyarrow.parquet.write_table(many, "many.parquet", row_group_size=1100, compression="gzip")
duckdb.sql(f"COPY (SELECT '{uuid.UUID(int=1)}'::UUID AS id) TO 'uuid.parquet'")
