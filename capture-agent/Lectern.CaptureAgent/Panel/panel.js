"use strict";

const words = {
  idle: "Nothing is recorded", recording: "Recording", paused: "Paused",
  Idle: "ready", Recording: "recording", Lost: "gives nothing",
  NoSignal: "gives nothing", BlackPicture: "shows a black picture", FrozenPicture: "stands still", Silence: "is silent", Clipping: "is too loud",
  Overload: "can't keep up", DiskSpace: "The disk is almost full", Clock: "The clock is wrong", Suspended: "The machine slept",
};
const find = (id) => document.getElementById(id);
const time = (text) => new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
let shown = "";

function stateOf(status) {
  return !status.recording ? "idle" : status.recording.state === "Paused" ? "paused" : "recording";
}

function detailOf(status) {
  if (status.recording) {
    return `${status.title ? `${status.title}, until` : "Until"} ${time(status.recording.endsAt)}`;
  }
  return status.next ? `Next: ${status.next.title}, ${new Date(status.next.start).toLocaleDateString()} ${time(status.next.start)}` : "";
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
  value.textContent = words[source.state];
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
  document.body.dataset.state = state;
  put("room", status.room ?? "");
  put("state", words[state]);
  put("detail", detailOf(status));
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
    show(await (await fetch("/status")).json());
  } catch {
    put("state", "The recorder does not answer");
  }
}

async function order(event) {
  const answer = await fetch(`/${event.currentTarget.dataset.order}`, { method: "POST" });
  put("problem", (await answer.json()).problem ?? "");
  await look();
}

for (const button of document.querySelectorAll("button")) {
  button.addEventListener("click", order);
}
look();
setInterval(look, 1000);
