/** `<time datetime="…" data-date="day|clock|full">`: instants from the server, in the reader's own zone and language. */
const language = document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB";

const formats = {
  day: new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" }),
  dayOfYear: new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" }),
  clock: new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  full: new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
};

export function startDates(): void {
  // Again after each swap: a part that was brought up to date carries the server's text.
  document.addEventListener("htmx:after:swap", () => showDates());
  showDates();
}

export function showDates(root: ParentNode = document): void {
  root.querySelectorAll<HTMLElement>("time[data-date]").forEach(showDate);
}

function showDate(element: HTMLElement): void {
  const at = new Date(element.getAttribute("datetime") ?? "");
  if (Number.isNaN(at.getTime())) return;
  element.textContent = text(at, element.dataset.date ?? "day");
  element.title = formats.full.format(at);
}

function text(at: Date, kind: string): string {
  if (kind === "clock") return isToday(at) ? formats.clock.format(at) : formats.day.format(at);
  if (kind === "full") return formats.full.format(at);
  return at.getFullYear() === new Date().getFullYear() ? formats.day.format(at) : formats.dayOfYear.format(at);
}

const isToday = (at: Date): boolean => at.toDateString() === new Date().toDateString();
