/** One request to the venue, and the one kind of error that comes of it. */

export interface FieldError {
  field: string
  message: string
}

/** What the venue says when it does not do what was asked (RFC 9457), or that it could not be asked at all. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldError[]
  /** Seconds to wait before it is worth asking again. */
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    code: string,
    words: string,
    more: { errors?: FieldError[]; retryAfter?: number | undefined } = {},
  ) {
    super(sentence(words))
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = more.errors ?? []
    this.retryAfter = more.retryAfter
  }

  /** Whether the venue may have done it all the same. */
  get outcomeUnknown(): boolean {
    return this.code === 'OUTCOME_UNKNOWN' || this.code === 'UNREACHABLE'
  }

  /** Whether the same request may go well in a moment. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }

  about(field: string): string | undefined {
    const error = this.errors.find((candidate) => candidate.field === field)
    return error && sentence(error.message)
  }
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Ask {
  body?: object
  token?: string | undefined
  /** What is answered instead of JSON; it comes as it is written, and may take its time. */
  text?: 'text/csv'
  /** A status that is no refusal here, though it looks like one. */
  alsoFine?: number
}

const ANSWER_MS = 15_000
const FILE_MS = 300_000

/** Asks, and answers what the venue answered. Throws a Problem and nothing else. */
export async function ask<Answer>(fetcher: typeof fetch, method: Method, path: string, how: Ask = {}): Promise<Answer> {
  const speaks = method === 'POST' || method === 'PATCH'
  const headers = new Headers({ accept: `${how.text ?? 'application/json'}, application/problem+json` })
  if (how.token) headers.set('authorization', `Bearer ${how.token}`)
  if (speaks) headers.set('content-type', 'application/json')
  let response: Response
  let body: unknown
  try {
    response = await fetcher(path, {
      method,
      headers,
      body: speaks ? JSON.stringify(how.body ?? {}) : null,
      signal: AbortSignal.timeout(how.text ? FILE_MS : ANSWER_MS),
    })
    const written = await response.text()
    body = isJson(response) && written ? JSON.parse(written) : how.text && written
  } catch (cause) {
    throw Object.assign(new Problem(0, 'UNREACHABLE', 'The venue cannot be reached'), { cause })
  }
  if (response.ok || response.status === how.alsoFine) return body as Answer
  throw problem(response, body)
}

/** Begins with a capital, ends with a full stop. */
export function sentence(words: string): string {
  const trimmed = words.trim()
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?]$/.test(trimmed) ? '' : '.')
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get('content-type') ?? '')
}

function problem(response: Response, body: unknown): Problem {
  const told = (body ?? {}) as { code?: string; title?: string; detail?: string; errors?: FieldError[] }
  const words = told.detail ?? told.title ?? `The venue answered ${response.status} without a reason`
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN)
  return new Problem(response.status, told.code ?? 'UNAVAILABLE', words, {
    errors: told.errors ?? [],
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
  })
}
