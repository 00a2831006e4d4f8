import type { ReactNode } from 'react'
import { version } from '../../../package.json'
import { useConnection } from '../../lib/venue'
import { Panel } from '../../ui/Panel'
import rows from '../../ui/Rows.module.css'
import type { useHealth } from './useHealth'

const STREAM = { connecting: 'Connecting…', live: 'Live', lost: 'Lost; it is tried again' } as const

/** How far away the venue is from here. */
export function MyConnection({ asked }: { asked: ReturnType<typeof useHealth> }) {
  const connection = useConnection()
  const latency = connection.state === 'live' ? connection.latency : undefined
  return (
    <Panel title="Your connection">
      <ul className={rows['rows']}>
        <Row name="Stream" about="prices, the book, and what happens to your orders">
          {STREAM[connection.state]}
          {latency !== undefined && ` · ${latency} ms there and back`}
        </Row>
        <Row name="Requests" about="orders, and everything that is asked for">
          {asked.data && !asked.error ? `${asked.data.tookMs} ms there and back` : '–'}
        </Row>
        <Row name="Terminal" about="the version of this page">
          {version}
        </Row>
      </ul>
    </Panel>
  )
}

function Row({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p>{about}</p>
      </div>
      <span>{children}</span>
    </li>
  )
}
