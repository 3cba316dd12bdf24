"use strict";

const words = {
  idle: "Nothing is recorded", ready: "Ready, not recording", recording: "Recording", paused: "Paused",
  watched: "Somebody who looks after this room can see its cameras and how loud it is now. Nothing is recorded.",
  watchedSound: "Somebody who looks after this room can see how loud it is now, and no pictures.",
  watchedLive: "Somebody who looks after this room can see its cameras now.",
  checked: "Cameras and microphones are on: they are checked before the next recording. Nothing is recorded.",
  NotEnrolled: "This machine belongs to no room yet: it records only what is started here, and brings nothing.",
  Refused: "Lectern takes nothing from this machine any more. What it records stays on it: tell whoever looks after this room.",
  NoSources: "This machine has no sources to record from yet.",
  Idle: "ready", Recording: "recording", Lost: "gives nothing",
  NoSignal: "gives nothing", BlackPicture: "shows a black picture", FrozenPicture: "stands still", Silence: "is silent", Clipping: "is too loud",
  Overload: "can't keep up", DiskSpace: "The disk is almost full", Clock: "The clock is wrong", Suspended: "The machine slept",
};
const notes = { Black: "black picture", Frozen: "stands still", DigitalSilence: "no sound at all", Clipping: "too loud" };
const find = (id) => document.getElementById(id);
const lights = { recording: "red", paused: "amber", idle: "amber", ready: "green" };
const time = (text) => new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
let shown = "";

function stateOf(status) {
  return !status.recording ? "idle" : status.recording.state === "Paused" ? "paused" : "recording";
}

// Whoever is recorded sees red whatever else is wrong, which the alarms say under a light of their own.
function wordOf(state, status) {
  const isReady = !status.problem && status.alarms.length === 0 && !status.sources.some((source) => source.state === "Lost");
  return state === "idle" && isReady ? "ready" : state;
}

// Never nothing while something is left.
function sizeOf(bytes) {
  return bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function isLeft(status) {
  return !status.recording && status.queuedBytes > 0;
}

// Nobody is sent away from what nobody brings.
function isBrought(status) {
  return isLeft(status) && status.problem !== "NotEnrolled" && status.problem !== "Refused";
}

function detailOf(status) {
  if (status.recording) {
    return `${status.title ? `${status.title}, until` : "Until"} ${time(status.recording.endsAt)}`;
  }
  return status.next ? `Next: ${status.next.title}, ${new Date(status.next.start).toLocaleDateString()} ${time(status.next.start)}` : "";
}

// Nobody is seen or heard from here without being told so.
function watchOf(status) {
  if (status.isWatched && !status.sendsPictures) {
    return words.watchedSound;
  }
  if (status.isWatched) {
    return status.recording || !status.isLookedAt ? words.watchedLive : words.watched;
  }
  return status.isLookedAt ? words.checked : "";
}

function row(label, value) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = label;
  item.append(name, value);
  return item;
}

function sourceRow(source) {
  const value = document.createElement("span");
  value.textContent = [words[source.state], ...(source.notes ?? []).map((note) => notes[note])].join(", ");
  if (source.level !== null && source.level !== undefined) {
    const meter = document.createElement("meter");
    Object.assign(meter, { min: -60, max: 0, value: source.level });
    meter.setAttribute("aria-label", `Loudness of ${source.name}`);
    value.append(" ", meter);
  }
  return row(source.name, value);
}

// Only what changed, or a screen reader would read it each second.
function put(id, text) {
  if (find(id).textContent !== text) {
    find(id).textContent = text;
  }
}

function show(status) {
  const state = stateOf(status);
  const word = wordOf(state, status);
  document.body.dataset.state = state;
  document.body.dataset.light = lights[word];
  put("room", status.room ?? "");
  put("state", words[word]);
  put("detail", detailOf(status));
  put("fault", words[status.problem] ?? "");
  put("watched", watchOf(status));
  put("leave", isBrought(status) ? "You can leave now: what was recorded is brought by itself." : "");
  put("left", isLeft(status) ? `${sizeOf(status.queuedBytes)} left` : "");
  for (const button of document.querySelectorAll("button")) {
    button.hidden = !button.dataset.when.split(" ").includes(state);
  }
  find("sources").replaceChildren(...status.sources.map(sourceRow));
  const alarms = status.alarms.map((alarm) => (alarm.source ? `${alarm.source} ${words[alarm.kind]}` : words[alarm.kind]));
  if (alarms.join() !== shown) {
    shown = alarms.join();
    find("alarms").replaceChildren(...alarms.map((text) => row(text, "")));
    find("alarms-title").hidden = alarms.length === 0;
  }
}

async function look() {
  try {
    show(await (await fetch("status")).json());
  } catch {
    delete document.body.dataset.light;
    put("state", "The recorder does not answer");
  }
}

async function order(event) {
  const answer = await fetch(`${event.currentTarget.dataset.order}`, { method: "POST" });
  put("problem", (await answer.json()).problem ?? "");
  await look();
}

for (const button of document.querySelectorAll("button")) {
  button.addEventListener("click", order);
}
look();
setInterval(look, 1000);
