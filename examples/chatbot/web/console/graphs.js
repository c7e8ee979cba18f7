// Graphs by Chart.js, which is loaded when the first is drawn. Each has its numbers in a table for those who cannot
// see a canvas, or would rather read.

import { h, uniqueId } from "./dom.js";
import { compact, number } from "./format.js";

const LABELS = {
  hour: new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" }),
  day: new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" }),
  month: new Intl.DateTimeFormat(undefined, { month: "short", year: "2-digit", timeZone: "UTC" }),
};

/** Bars over time; `series` are `[name, points]`, stacked. */
export function barGraph(title, granularity, series, { signal, format = number }) {
  const labels = (series[0][1] ?? []).map(({ at }) => LABELS[granularity].format(new Date(at)));
  const rows = series.map(([name, points = []]) => [name, points.map(({ value }) => value)]);
  return card(title, { labels, rows, format, signal }, (colors) => ({
    type: "bar",
    data: {
      labels,
      datasets: rows.map(([label, data], index) => ({
        label,
        data,
        backgroundColor: colors.series[index],
        borderRadius: 3,
        maxBarThickness: 28,
        stack: "all",
      })),
    },
    options: options(colors, { format, legend: rows.length > 1 }),
  }));
}

/** How a month's total approaches its limit. */
export function budgetGraph(title, points, { limit }, { signal }) {
  const labels = points.map(({ at }) => LABELS.day.format(new Date(at)));
  let sum = 0;
  const totals = points.map(({ value }) => (sum += value));
  const rows = [
    ["Used so far", totals],
    ["Limit", totals.map(() => limit)],
  ];
  return card(title, { labels, rows, format: number, signal }, (colors) => ({
    type: "line",
    data: {
      labels,
      datasets: [
        {
          label: "Used so far",
          data: totals,
          borderColor: colors.series[0],
          backgroundColor: `color-mix(in srgb, ${colors.series[0]} 14%, transparent)`,
          fill: true,
          tension: 0.25,
          pointRadius: totals.length > 1 ? 0 : 4,
          pointHitRadius: 12,
        },
        {
          label: "Limit",
          data: rows[1][1],
          borderColor: colors.series[1],
          borderDash: [6, 5],
          borderWidth: 1.5,
          pointRadius: 0,
        },
      ],
    },
    options: options(colors, { format: number, legend: true }),
  }));
}

function card(title, { labels, rows, format, signal }, configure) {
  const id = uniqueId("graph");
  const canvas = h("canvas", { role: "img", "aria-label": `Graph: ${title}. The numbers are in the table below it.` });
  draw(canvas, configure, signal);
  return h(
    "section",
    { class: "card", "aria-labelledby": id },
    h("div", { class: "card-head" }, h("h2", { id }, title)),
    h("div", { class: "graph" }, canvas),
    h("details", {}, h("summary", {}, "Numbers"), table(title, labels, rows, format)),
  );
}

function table(title, labels, rows, format) {
  return h(
    "div",
    { class: "table-wrap", tabindex: "0", role: "region", "aria-label": `${title}, numbers` },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Time"), rows.map(([name]) => h("th", { scope: "col", class: "number" }, name)))),
      h(
        "tbody",
        {},
        labels.map((label, index) =>
          h("tr", {}, h("th", { scope: "row" }, label), rows.map(([, values]) => h("td", { class: "number" }, format(values[index])))),
        ),
      ),
    ),
  );
}

/** Draws, again when the theme changes, until the view is left. */
async function draw(canvas, configure, signal) {
  await import("../vendor/chart.umd.min.js");
  if (signal.aborted) return;
  let chart = new globalThis.Chart(canvas, configure(palette()));
  const redraw = () => {
    chart.destroy();
    chart = new globalThis.Chart(canvas, configure(palette()));
  };
  addEventListener("theme-changed", redraw, { signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal });
  signal.addEventListener("abort", () => chart.destroy());
}

/** The design's colours as a canvas needs them: resolved for the scheme that is shown. */
function palette() {
  const probe = h("span", { hidden: true });
  document.body.append(probe);
  const color = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    series: [color("series-1"), color("series-2")],
    text: color("muted"),
    grid: color("grid"),
    surface: color("raised"),
    strong: color("text"),
  };
  probe.remove();
  return colors;
}

function options(colors, { format, legend }) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 },
    interaction: { mode: "index", intersect: false },
    plugins: {
      legend: {
        display: legend,
        align: "end",
        labels: { color: colors.text, font, boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 3 },
      },
      tooltip: {
        backgroundColor: colors.strong,
        titleColor: colors.surface,
        bodyColor: colors.surface,
        padding: 10,
        cornerRadius: 8,
        callbacks: { label: ({ dataset, parsed }) => ` ${dataset.label}: ${format(parsed.y)}` },
      },
    },
    scales: {
      x: { grid: { display: false }, border: { color: colors.grid }, ticks: { color: colors.text, font, maxRotation: 0, autoSkipPadding: 16 } },
      y: {
        beginAtZero: true,
        grid: { color: colors.grid },
        border: { display: false },
        ticks: {
          color: colors.text,
          font,
          maxTicksLimit: 5,
          ...(format === number && { precision: 0 }),
          callback: (value) => (format === number ? compact(value) : format(value)),
        },
      },
    },
  };
}
