/** Page changes behind a launch: htmx fetches with the session's header and swaps into #page. */
import htmx from "htmx.org";
import { parseProblem } from "../session/problem";
import { authorization, keepInHistory, root } from "../session/session";
import { isAbove } from "../session/address";
import { toast } from "../parts/toast";
import { words } from "../words";
import { hideNotice, showOffline, showTroubled } from "./connection";
import { showSignedOut, showUnreachable } from "./message";
import { mountParts } from "./mount";

interface Context {
  target?: Element | string;
  swap: string;
  text?: string;
  status: string;
  sourceElement: Element;
  request: { action: string; headers: Record<string, string>; credentials: RequestCredentials };
  response?: { status: number; headers: Headers };
}

type HtmxEvent = CustomEvent<{ ctx: Context; error?: Error }>;

let page: HTMLElement;
let firstPage = true;

export function startNavigation(main: HTMLElement): void {
  page = main;
  htmx.config.includeIndicatorCSS = false;
  main.setAttribute("hx-boost:inherited", 'target:"#page" swap:"innerHTML"');

  listen("htmx:before:init", keepOtherLinks);
  listen("htmx:config:request", addHeader);
  listen("htmx:after:request", readAnswer);
  listen("htmx:error", failed);
  listen("htmx:after:swap", arrived);
  document.addEventListener("htmx:before:history:restore", event => {
    event.preventDefault();
    void visit(location.pathname + location.search);
  });
  for (const name of ["htmx:after:history:update", "htmx:after:history:push", "htmx:after:history:replace", "htmx:after:swap"]) {
    document.addEventListener(name, keepInHistory);
  }
  window.addEventListener("hashchange", keepInHistory);
  htmx.process(main);
}

/** Fetches an address of this launch into the page; the entry in the history takes the address that answered. */
export const visit = (address: string, entry: "push" | "replace" = "replace"): Promise<void> =>
  htmx.ajax("GET", address, { target: "#page", swap: "innerHTML", [entry]: "true" }) as Promise<void>;

function listen(name: string, handle: (event: HtmxEvent) => void): void {
  document.addEventListener(name, event => handle(event as HtmxEvent));
}

/** A link that leaves the launch stays an ordinary link. */
function keepOtherLinks(event: HtmxEvent): void {
  const link = event.target;
  if (link instanceof HTMLAnchorElement && !link.hasAttribute("hx-get") && !isAbove(root, new URL(link.href))) event.preventDefault();
}

function addHeader({ detail: { ctx } }: HtmxEvent): void {
  const value = authorization(ctx.request.action);
  if (value !== undefined) ctx.request.headers.Authorization = value;
  ctx.request.credentials = "omit";
}

/** 401 ends the session; a problem is said in words instead of being swapped in. */
function readAnswer(event: HtmxEvent): void {
  const { ctx } = event.detail;
  if ((ctx.response?.status ?? 0) >= 500 && ctx.target !== page) {
    // A part keeps what it shows: it asks again, and half of an error page would be in its place for good.
    event.preventDefault();
    showTroubled();
    return;
  }
  hideNotice();
  if (ctx.response?.status === 401) {
    event.preventDefault();
    showSignedOut(page);
  } else if (ctx.response?.headers.get("Content-Type")?.includes("json")) {
    event.preventDefault();
    const problem = parseProblem(ctx.response.status, ctx.text ?? "");
    toast({ text: problem.detail ?? problem.title ?? words.actionFailed, tone: "bad", ...(problem.code !== undefined && { code: problem.code }) });
  }
}

function failed({ detail: { ctx, error } }: HtmxEvent): void {
  if (error?.name === "AbortError" || !ctx) return;
  if (firstPage) showUnreachable(page, () => void visit(location.pathname + location.search));
  else showOffline(words.offlinePage);
}

function arrived(event: HtmxEvent): void {
  mountParts();
  keepFocus(event.detail.ctx.sourceElement);
  if (event.detail.ctx.target !== page) return;
  if (!firstPage) greet();
  firstPage = false;
  document.dispatchEvent(new CustomEvent("lectern:page"));
}

/** `<section data-then-focus="id">`: where the focus goes when an answer that was swapped in took away what had it. */
function keepFocus(source: Element): void {
  const id = source.closest<HTMLElement>("[data-then-focus]")?.dataset.thenFocus;
  if (id !== undefined && document.activeElement === document.body) document.getElementById(id)?.focus();
}

/** A reader of the page hears where they are; the eye starts at the top. */
function greet(): void {
  window.scrollTo(0, 0);
  const heading = page.querySelector<HTMLElement>("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
