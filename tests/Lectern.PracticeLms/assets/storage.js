// LTI postMessage Storage 0.1: what an origin put here, only it gets back; gone when the page around this frame goes.
const origins = document.getElementById("main").dataset.origins.split(" ");
const kept = new Map();
const mostKeys = 100;
const longest = 4096;

function put(store, { key, value }) {
  if (value === null || value === undefined) {
    store.delete(key);
    return { key };
  }
  if (typeof value !== "string") {
    return { error: { code: "bad_request", message: "The value is not a string." } };
  }
  if (value.length > longest || (store.size >= mostKeys && !store.has(key))) {
    return { error: { code: "storage_exhaustion", message: `At most ${mostKeys} keys and ${longest} characters each.` } };
  }
  store.set(key, value);
  return { key, value };
}

const answers = {
  "lti.put_data": put,
  "lti.get_data": (store, { key }) => ({ key, value: store.get(key) ?? null }),
};

function answer(origin, data) {
  if (!answers[data.subject]) {
    return { error: { code: "unsupported_subject", message: `There is nothing for ${data.subject} here.` } };
  }
  if (!origins.includes(origin)) {
    return { error: { code: "wrong_origin", message: `${origin} is not the origin of a tool here.` } };
  }
  if (typeof data.message_id !== "string" || typeof data.key !== "string" || data.key === "") {
    return { error: { code: "bad_request", message: "A message_id and a key are needed." } };
  }
  if (!kept.has(origin)) {
    kept.set(origin, new Map());
  }
  return answers[data.subject](kept.get(origin), data);
}

window.addEventListener("message", ({ origin, source, data }) => {
  if (typeof data?.subject === "string" && data.subject.startsWith("lti.") && !data.subject.endsWith(".response")) {
    source.postMessage({ subject: `${data.subject}.response`, message_id: data.message_id, ...answer(origin, data) }, origin);
  }
});
