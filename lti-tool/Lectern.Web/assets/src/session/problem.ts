/** problem+json with our code. */
export interface Problem { status: number; title?: string; detail?: string; code?: string }

export async function readProblem(response: Response): Promise<Problem> {
  return parseProblem(response.status, await response.text());
}

export function parseProblem(status: number, body: string): Problem {
  try {
    const { title, detail, code } = JSON.parse(body) as Record<string, unknown>;
    return {
      status,
      ...(typeof title === "string" && { title }),
      ...(typeof detail === "string" && { detail }),
      ...(typeof code === "string" && { code }),
    };
  } catch {
    return { status };
  }
}
