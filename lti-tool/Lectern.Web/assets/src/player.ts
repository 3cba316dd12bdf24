import { Player } from "./player/player";

export async function startPlayer(root: HTMLElement, signal: AbortSignal): Promise<void> {
  const panel = document.querySelector<HTMLElement>("[data-transcript]");
  await new Player(root, panel, signal).start();
}
