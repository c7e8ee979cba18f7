// What has been used, what is left, and how it came about.

import { api } from "../api.js";
import { barGraph, budgetGraph } from "../graphs.js";
import { h } from "../dom.js";
import { bytes, day, dollars, number } from "../format.js";
import { loading, pageHead } from "../parts.js";

const RANGES = {
  day: ["24 hours", "hour"],
  month: ["This month", "day"],
  year: ["12 months", "month"],
};
const QUOTAS = {
  messages: ["Messages", number],
  apiCalls: ["API calls", number],
  users: ["Members", number],
  storageBytes: ["Storage", bytes],
};
const NANO = 1e9;

export function usageView({ query, signal }) {
  const range = RANGES[query.get("range")] ? query.get("range") : "month";
  return [
    pageHead({ title: "Usage", lead: "Counted once each, in UTC.", actions: [rangeChoice(range)] }),
    loading(signal, async () => {
      const [month, chosen] = await Promise.all([
        api.usage({ granularity: "day" }, signal),
        range === "month" ? null : api.usage(span(range), signal),
      ]);
      return content(month, chosen ?? month, range, signal);
    }),
  ];
}

function span(range) {
  const to = new Date();
  const from = new Date(to);
  if (range === "day") from.setUTCDate(from.getUTCDate() - 1);
  else from.setUTCFullYear(from.getUTCFullYear(), from.getUTCMonth() - 11, 1);
  const utc = (instant) => instant.toISOString().slice(0, 10);
  return { granularity: RANGES[range][1], from: utc(from), to: utc(to) };
}

function rangeChoice(current) {
  return h(
    "fieldset",
    {},
    h("legend", { class: "visually-hidden" }, "Period of the graphs"),
    h(
      "div",
      { class: "segments" },
      Object.entries(RANGES).map(([range, [text]]) =>
        h(
          "label",
          {},
          h("input", {
            type: "radio",
            name: "range",
            value: range,
            checked: range === current,
            onchange: () => (location.hash = `#/usage?range=${range}`),
          }),
          text,
        ),
      ),
    ),
  );
}

function content(month, chosen, range, signal) {
  const { messages, api_calls: calls, input_tokens: input, output_tokens: output, llm_cost: cost } = chosen.series;
  const [, granularity] = RANGES[range];
  const graphs = [
    barGraph("Messages", granularity, [["Messages", messages]], { signal }),
    barGraph("Tokens", granularity, [["In", input], ["Out", output]], { signal }),
    barGraph("API calls", granularity, [["API calls", calls]], { signal }),
    barGraph("Cost of language models", granularity, [["US dollars", scaled(cost)]], { signal, format: dollars }),
  ];
  return h(
    "div",
    { class: "stack" },
    h("div", { class: "quotas" }, ...Object.entries(month.quotas).map(quota), costTile(month)),
    budgetGraph("Messages against the limit", month.series.messages, month.quotas.messages, { signal }),
    h("div", { class: "graphs" }, graphs),
  );
}

const scaled = (points) => points.map(({ at, value }) => ({ at, value: value / NANO }));

function quota([name, { limit, used, resetsAt }]) {
  const [title, format] = QUOTAS[name] ?? [name, number];
  const share = limit > 0 ? used / limit : 0;
  const bar = h("i");
  bar.style.width = `${Math.min(100, share * 100)}%`;
  return h(
    "div",
    { class: "card quota", "data-quota": name },
    h("h2", {}, title),
    h("p", { class: "figure" }, format(used), h("small", {}, ` of ${format(limit)}`)),
    h("div", { class: `bar${level(share, resetsAt)}`, "aria-hidden": "true" }, bar),
    h("p", { class: "hint" }, remark(share, resetsAt)),
  );
}

/** What comes back next month is worse used up than a full house. */
const level = (share, resetsAt) => (share >= 1 && resetsAt ? " bad" : share >= 0.8 ? " warn" : "");

function remark(share, resetsAt) {
  if (!resetsAt) return share >= 1 ? "All taken" : `${Math.floor(share * 100)} % taken`;
  const state = share >= 1 ? "Used up" : `${Math.floor(share * 100)} % used`;
  return `${state}, resets ${day(resetsAt)}`;
}

function costTile({ costUsd, period }) {
  return h(
    "div",
    { class: "card quota" },
    h("h2", {}, "Cost of language models"),
    h("p", { class: "figure" }, dollars(costUsd)),
    h("p", { class: "hint push-down" }, `In ${period}, what the vendors charge`),
  );
}
