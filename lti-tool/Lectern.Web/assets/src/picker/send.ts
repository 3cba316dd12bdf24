import { readProblem, type Problem } from "../session/problem";
import { postJson } from "../session/session";

export interface Item { video: string; start?: number; points?: number }

/** Asks for the signed answer and posts it to the LMS, which takes the frame from here. Answers the problem when refused. */
export async function sendToLms(address: string, items: Item[]): Promise<Problem | undefined> {
  const response = await postJson(address, { items });
  if (!response.ok) return readProblem(response);

  const { action, jwt } = await response.json() as { action: string; jwt: string };
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "JWT";
  field.value = jwt;
  form.append(field);
  document.body.append(form);
  form.submit();
  return undefined;
}
