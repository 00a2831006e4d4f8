import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { description, FILE, typesOf } from '../../frontend/build/types.mjs'
import { edge } from './venue.mjs'

test('the terminal is written against what this venue describes; npm run types brings it up to date', async () => {
  assert.equal(await readFile(FILE, 'utf8'), typesOf(await description(edge)))
})
