// Numbers and times as people write them.

const NUMBER = new Intl.NumberFormat();
const COMPACT = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export const number = (value) => NUMBER.format(value);
export const compact = (value) => COMPACT.format(value);
export const day = (instant) => DAY.format(new Date(instant));
export const date = (instant) => DATE.format(new Date(instant));
export const dateTime = (instant) => DATE_TIME.format(new Date(instant));

/** "3 hours ago" within a month, the date before that. */
export function ago(instant) {
  const seconds = (new Date(instant) - Date.now()) / 1000;
  if (Math.abs(seconds) > 30 * 86_400) return date(instant);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? [];
  return unit ? RELATIVE.format(Math.round(seconds / length), unit) : "just now";
}

/** Small amounts keep two digits that tell something: a chat turn costs thousandths of a cent. */
export function dollars(amount) {
  const value = Number(amount);
  if (value === 0 || value >= 0.01) return `$${value.toFixed(2)}`;
  return `$${value.toFixed(Math.min(9, 1 - Math.floor(Math.log10(value))))}`;
}

export function bytes(value) {
  const power = value < 1 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3));
  return `${number(Math.round((value / 1000 ** power) * 10) / 10)} ${["B", "kB", "MB", "GB", "TB"][power]}`;
}

/** How long to wait, for people. */
export function wait(seconds) {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} minutes`;
  if (seconds < 172_800) return `${Math.ceil(seconds / 3600)} hours`;
  return `${Math.ceil(seconds / 86_400)} days`;
}

export const initial = (name) => ([...name.trim()][0] ?? "?").toUpperCase();

/** "gemini-flash-latest" says its vendor, "amazon.nova-lite" behind bedrock does not. */
export const modelName = ({ provider, model }) => (model?.startsWith(provider) ? model : `${provider} ${model}`);
export const planName = (plan) => `${plan[0].toUpperCase()}${plan.slice(1)} plan`;
export const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
