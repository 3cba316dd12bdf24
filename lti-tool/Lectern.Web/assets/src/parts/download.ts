/** `<button data-download="address" data-name="file.json">`: an answer that needs this launch's header, kept as a file. */
import { request } from "../session/session";
import { tried } from "./actions";

export function startDownloads(): void {
  document.addEventListener("click", event => {
    const by = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-download]") : null;
    if (by) void download(by.dataset.download ?? "", by.dataset.name ?? "");
  });
}

const download = (address: string, name: string): Promise<boolean> => tried(async () => {
  const response = await request(address);
  if (response.ok) save(await response.clone().blob(), name);
  return response;
});

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
