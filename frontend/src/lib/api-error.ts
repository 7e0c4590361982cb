export interface Problem {
  where?: string;
  what: string;
}

/** What the API refused, in its own words. `status` 0: it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: { problems?: Problem[]; retryAfter?: number; requestId?: string } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = "ApiError";
  }

  /** Whether asking again, unchanged, may help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static async from(response: Response): Promise<ApiError> {
    const body = (await response.json().catch(() => ({}))) as { code?: string; Code?: string; detail?: string; Message?: string; retry_after?: number; problems?: Problem[]; request_id?: string };
    return new ApiError(response.status, body.code ?? body.Code ?? "Unexpected", body.detail ?? body.Message ?? response.statusText, {
      problems: body.problems,
      requestId: body.request_id ?? response.headers.get("x-amzn-requestid") ?? undefined,
      retryAfter: body.retry_after ?? (Number(response.headers.get("retry-after")) || undefined),
    });
  }
}

/** Never reached the API: no network, no answer in time, or the request was given up. */
export function unreachable(cause: unknown): ApiError {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  return new ApiError(0, late ? "TimedOut" : "Unreachable", cause instanceof Error ? cause.message : String(cause));
}
