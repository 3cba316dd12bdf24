/**
 * The platform's storage (LTI postMessage Storage 0.1): a frame beside ours that keeps a value where the browser keeps no cookie.
 * What is secret goes to the platform's sign-in origin alone, and only that origin's answers count.
 */
export interface Place {
  origin: string;
  key: string;
  /** The frame's name as the login told it; else the platform's page is asked. */
  target?: string;
}

interface Answer { value?: unknown; error?: unknown; supported_messages?: unknown }

const patience = 1000;

/** Where a page says that its login or launch may use the storage. */
export function placeOf(element: HTMLElement): Place | undefined {
  const { storageOrigin: origin, storageKey: key, storageTarget: target } = element.dataset;
  return origin && key ? { origin, key, ...(target && { target }) } : undefined;
}

/** True once the storage has given the value back: what calls the platform after this must be able to rely on it. */
export async function keep(place: Place, value: string): Promise<boolean> {
  const frame = await find(place);
  if (!frame) return false;
  const kept = await ask(frame, place.origin, { subject: "lti.put_data", key: place.key, value });
  return kept !== undefined && kept.error === undefined && await get(frame, place) === value;
}

export async function read(place: Place): Promise<string | undefined> {
  const frame = await find(place);
  return frame && get(frame, place);
}

/** Nothing waits for this. */
export async function forget(place: Place): Promise<void> {
  const frame = await find(place);
  if (frame) await ask(frame, place.origin, { subject: "lti.put_data", key: place.key, value: null });
}

async function get(frame: Window, place: Place): Promise<string | undefined> {
  const answer = await ask(frame, place.origin, { subject: "lti.get_data", key: place.key });
  return typeof answer?.value === "string" && answer.error === undefined ? answer.value : undefined;
}

async function find(place: Place): Promise<Window | undefined> {
  const host = window.parent === window ? window.opener as Window | null : window.parent;
  if (!host) return undefined;
  const name = place.target ?? await told(host);
  return name === undefined ? undefined : named(host, name);
}

/** The frame's name is no secret, so everybody may be asked for it. Platforms without storage don't answer. */
async function told(host: Window): Promise<string | undefined> {
  const answer = await ask(host, "*", { subject: "lti.capabilities" });
  const messages = Array.isArray(answer?.supported_messages) ? answer.supported_messages as { subject?: unknown; frame?: unknown }[] : [];
  const put = messages.find(message => message?.subject === "lti.put_data");
  return put && (typeof put.frame === "string" && put.frame ? put.frame : "_parent");
}

function named(host: Window, name: string): Window {
  if (name === "_parent") return host;
  try {
    return (host.frames as unknown as Record<string, Window | undefined>)[name] ?? host;
  } catch {
    return host;
  }
}

function ask(frame: Window, origin: string, message: { subject: string; key?: string; value?: string | null }): Promise<Answer | undefined> {
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return new Promise(resolve => {
    const done = (answer?: Answer): void => {
      clearTimeout(timer);
      window.removeEventListener("message", listen);
      resolve(answer);
    };
    const listen = ({ origin: from, source, data }: MessageEvent): void => {
      const answer = data as (Answer & { subject?: unknown; message_id?: unknown }) | null;
      const isMeant = answer?.message_id === id && answer.subject === `${message.subject}.response`;
      if (isMeant && (origin === "*" ? source === frame : from === origin)) done(answer);
    };
    const timer = setTimeout(done, patience);
    window.addEventListener("message", listen);
    try {
      frame.postMessage({ ...message, message_id: id }, origin);
    } catch {
      done();
    }
  });
}
