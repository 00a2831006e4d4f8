// Writes the types of what the venue answers, from the description that it gives of itself:
//   OPENBELL_EDGE=http://localhost:8080 npm run types
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'

export const FILE = new URL('../src/lib/described.ts', import.meta.url)

/** What the terminal reads: the schemas that lib/contract.ts holds its messages against. */
const READ = [
  'AccountShapes.Summary',
  'Answers.PreviewShape',
  'AuthShapes.ApiKeyShape',
  'AuthShapes.CreatedApiKey',
  'AuthShapes.Flow',
  'AuthShapes.SessionShape',
  'AuthShapes.UserShape',
  'BalanceShape',
  'ConfigController.Config',
  'FillShape',
  'HistoryShapes.EntryShape',
  'HistoryShapes.NetPositionShape',
  'HistoryShapes.PointShape',
  'MarketShapes.InstrumentShape',
  'MarketShapes.TradeShape',
  'OrderShape',
  'PositionShape',
  'PricesController.PriceShape',
  'StatisticsShapes.CandleShape',
  'StatisticsShapes.TickerShape',
  'VenueHealth',
]

/** These schemas of an OpenAPI document, with those that they are made of, as TypeScript. What may be null is there all the same. */
export function typesOf(description) {
  const { schemas } = parse(description).components
  const interfaces = withParts(READ, schemas).map((name) => {
    const { description: words, properties = {} } = schemas[name]
    const fields = Object.entries(properties).map(([field, schema]) => `  ${field}: ${typeOf(schema)}\n`)
    return `${words ? `/** ${words.trim().replaceAll(/\s+/g, ' ')} */\n` : ''}export interface ${plain(name)} {\n${fields.join('')}}\n`
  })
  return `/* Written by \`npm run types\` from the venue's /openapi.yml: not to be changed by hand. */\n\n${interfaces.join('\n')}`
}

function withParts(names, schemas) {
  const all = new Set(names)
  for (const name of all) {
    if (!schemas[name]) throw new Error(`The venue does not describe ${name}`)
    for (const [, part] of JSON.stringify(schemas[name]).matchAll(/#\/components\/schemas\/([\w.]+)/g)) all.add(part)
  }
  return [...all].toSorted()
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
