import { say, words } from "./words";

const language = document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB";
const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const noDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const hourMinute = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const units = ["B", "KB", "MB", "GB", "TB"];

/** Bytes in the unit of `like` (by default its own), for "1.1 of 1.5 GB". */
export function size(bytes: number, like = bytes): { value: string; unit: string } {
  const step = like < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(like) / 3));
  const value = bytes / 1000 ** step;
  return { value: (step < 2 || value >= 100 ? noDigit : oneDigit).format(value), unit: units[step] ?? "B" };
}

export function sizeText(bytes: number): string {
  const { value, unit } = size(bytes);
  return `${value} ${unit}`;
}

export function partOf(done: number, total: number): string {
  return say(words.sizeOf, size(done, total).value, sizeText(total));
}

export function timeLeft(seconds: number): string {
  if (seconds < 90) return say(words.secondsLeft, Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? say(words.minutesLeft, minutes) : say(words.hoursLeft, Math.floor(minutes / 60), minutes % 60);
}

/** 12:47, 1:02:09. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Seconds from "04:10", "1:02:09" or "250"; undefined if it is none of these. */
export function parseClock(text: string): number | undefined {
  const parts = text.trim().split(":");
  if (parts.length > 3 || !parts.every(part => /^\d{1,5}$/.test(part))) return undefined;
  return parts.reduce((total, part) => total * 60 + Number(part), 0);
}

export const timeOfDay = (at: Date): string => hourMinute.format(at);
