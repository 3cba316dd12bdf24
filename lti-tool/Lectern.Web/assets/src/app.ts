import { startShell } from "./shell/shell";
import { onPart, mountParts } from "./shell/mount";
import { startActions } from "./parts/actions";
import { startConfirm } from "./parts/confirm";
import { startCopy } from "./parts/copy";
import { startDates } from "./parts/dates";
import { startDownloads } from "./parts/download";
import { startDialogs } from "./parts/dialog";
import { startMenus } from "./parts/menu";
import { toast } from "./parts/toast";

onPart(".player[data-playback]", async (element, signal) => {
  const { startPlayer } = await import("./player");
  if (!signal.aborted) await startPlayer(element, signal);
});
onPart("#page [data-upload]", async (element, signal) => {
  const { startUploadButton } = await import("./uploads/uploads");
  startUploadButton(element, signal);
});
onPart("[data-audience]", async element => {
  const { startAudience } = await import("./parts/audience");
  startAudience(element as HTMLFormElement);
});
onPart("[data-zone-form]", async element => {
  const { startZone } = await import("./parts/zone");
  startZone(element as HTMLFormElement);
});
onPart("[data-wall]", async (element, signal) => {
  const { startWall } = await import("./parts/wall");
  startWall(element, signal);
});
onPart("[data-picker]", async (element, signal) => {
  const { startPicker } = await import("./picker/picker");
  if (!signal.aborted) startPicker(element, signal);
});

startMenus();
startDialogs();
startCopy();
startConfirm();
startDownloads();
startActions();
startDates();
// `HX-Trigger: {"lectern:toast": {"text": "2 videos published"}}`
document.addEventListener("lectern:toast", event => toast((event as CustomEvent<{ text: string }>).detail));

const page = document.getElementById("page");
// The player is the larger part of what a watch page needs: it comes while the sign-in is still being exchanged.
if (page?.dataset.watch) import("./player").catch(() => undefined);
if (page?.dataset.launch) {
  void startShell(page);
} else {
  // IT and help pages: the server sends the whole page, the scripts only add comfort.
  mountParts();
}
