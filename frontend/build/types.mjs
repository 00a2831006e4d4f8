// Writes the types of what the venue answers, from the description that it gives of itself:
//   OPENBELL_EDGE=http://localhost:8080 npm run types
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'

export const FILE = new URL('../src/lib/described.ts', import.meta.url)

/** The schemas of an OpenAPI document as TypeScript. What may be null is there all the same. */
export function typesOf(description) {
  const { schemas } = parse(description).components
  const names = Object.keys(schemas).toSorted()
  const interfaces = names.map((name) => {
    const { description: words, properties = {} } = schemas[name]
    const fields = Object.entries(properties).map(([field, schema]) => `  ${field}: ${typeOf(schema)}\n`)
    return `${words ? `/** ${words.trim().replaceAll(/\s+/g, ' ')} */\n` : ''}export interface ${plain(name)} {\n${fields.join('')}}\n`
  })
  return `/* Written by \`npm run types\` from the venue's /openapi.yml: not to be changed by hand. */\n\n${interfaces.join('\n')}`
}

function typeOf({ $ref, type, items, allOf, nullable }) {
  return nullable ? `${bare({ $ref, type, items, allOf })} | null` : bare({ $ref, type, items, allOf })
}

function bare({ $ref, type, items, allOf }) {
  if ($ref) return plain($ref.split('/').at(-1))
  if (allOf) return allOf.map(typeOf).join(' & ')
  if (type === 'array') return `(${typeOf(items)})[]`
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'string' || type === 'boolean') return type
  return 'object'
}

/** A record within a class is described as "Class.Record". */
function plain(name) {
  return name.replaceAll('.', '')
}

export async function description(edge) {
  return (await fetch(new URL('/openapi.yml', edge))).text()
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(FILE, typesOf(await description(process.env.OPENBELL_EDGE ?? 'http://localhost:8080')))
}
