/** `<form data-audience="…">`: for whom a video is. Its times are the reader's own; the server is told instants. */
import { request } from "../session/session";
import { visit } from "../shell/navigation";
import { tried } from "./actions";
import { toast } from "./toast";

export function startAudience(form: HTMLFormElement): void {
  form.querySelectorAll<HTMLInputElement>("[data-instant]").forEach(showLocally);
  const sections = form.querySelector<HTMLElement>("[data-sections]");
  const showSections = () => { if (sections) sections.hidden = !forSections(form); };
  form.addEventListener("change", showSections);
  showSections(); // Whoever was quicker than this script has already chosen.
  form.addEventListener("submit", event => {
    event.preventDefault();
    void save(form);
  });
}

async function save(form: HTMLFormElement): Promise<void> {
  const { audience: address = "", then = "", done = "" } = form.dataset;
  const saved = await tried(() => request(address, { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(read(form)) }));
  if (!saved) return;
  await visit(then, "push");
  toast({ text: done });
}

const read = (form: HTMLFormElement) => ({
  version: form.dataset.version,
  forSections: forSections(form),
  ...timesIn(form, ":scope > fieldset > .form-pair "),
  sections: forSections(form) ? [...form.querySelectorAll<HTMLElement>("[data-section]")].filter(isChosen).map(row => ({ sectionId: row.dataset.section, ...timesIn(row) })) : [],
});

const forSections = (form: HTMLFormElement): boolean => form.querySelector<HTMLInputElement>("[name=for]:checked")?.value === "sections";

const isChosen = (row: HTMLElement): boolean => row.querySelector<HTMLInputElement>("[name=section]")?.checked === true;

const timesIn = (within: HTMLElement, path = "") => ({
  availableFrom: instant(within.querySelector<HTMLInputElement>(`${path}[name=from]`)),
  availableUntil: instant(within.querySelector<HTMLInputElement>(`${path}[name=until]`)),
});

const instant = (field: HTMLInputElement | null): string | null => field?.value ? new Date(field.value).toISOString() : null;

function showLocally(field: HTMLInputElement): void {
  const at = new Date(field.dataset.instant ?? "");
  if (Number.isNaN(at.getTime())) return;
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  field.value = local.toISOString().slice(0, 16);
}
