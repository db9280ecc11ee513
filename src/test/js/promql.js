"use strict";

// Has the parser of Prometheus's own web pages read queries, and prints what each asks for, as one line of JSON.
//
//   node promql.js <file with a list of queries>

const fs = require("fs");
const { parser } = require("@prometheus-io/lezer-promql");

const RANGES = new Set(["rate", "irate", "increase", "delta", "deriv", "resets", "changes", "predict_linear"]);
const ofRanges = (name) => RANGES.has(name) || name.endsWith("_over_time");

function read(query) {
  const seen = { query, errors: [], metrics: [], labels: [], aggregates: false };
  const text = (node) => query.slice(node.from, node.to);
  const functions = []; // those around a place
  parser.parse(query).iterate({
    enter(ref) {
      const node = ref.node;
      if (node.type.isError) {
        seen.errors.push("at " + node.from);
      } else if (node.name === "FunctionCall") {
        functions.push(text(node.getChild("FunctionIdentifier")));
      } else if (node.name === "AggregateExpr") {
        seen.aggregates = true;
      } else if (node.name === "GroupingLabels") {
        seen.labels.push(...node.getChildren("LabelName").map(text));
      } else if (node.name === "VectorSelector") {
        const ranges = functions.filter(ofRanges);
        const range = node.parent.name === "MatrixSelector";
        if (range !== ranges.length > 0) {
          seen.errors.push(range ? "a range that no function takes" : ranges + " of no range");
        }
        const matchers = node.getChild("LabelMatchers");
        seen.metrics.push({
          name: text(node.getChild("Identifier")),
          labels: matchers ? matchers.getChildren("UnquotedLabelMatcher").map((one) => text(one.getChild("LabelName"))) : [],
          function: ranges.join(),
        });
      }
    },
    leave(ref) {
      if (ref.name === "FunctionCall") {
        functions.pop();
      }
    },
  });
  return seen;
}

const queries = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify({ queries: queries.map(read) }));
