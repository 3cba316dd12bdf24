/**
 * Every sentence the scripts say. The server lists the same file among its own texts, and a page in another language brings the
 * translations in `<script type="application/json" id="words">`.
 */
import english from "./words.json";

export type Words = typeof english;

function translated(): Partial<Words> {
  const text = document.getElementById("words")?.textContent;
  return text ? JSON.parse(text) as Partial<Words> : {};
}

export const words: Words = { ...english, ...translated() };

/** Puts values into "{0} of {1}". */
export function say(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
}
