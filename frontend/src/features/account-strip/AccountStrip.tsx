import type { ReactNode } from 'react'
import { cents, signed, units } from '../../lib/decimal'
import type { AccountSummary } from '../../lib/messages'
import { Figure } from '../../ui/Figure'
import { Skeleton, Trouble } from '../../ui/Panel'
import css from './AccountStrip.module.css'
import { levelWords } from './margin'
import { useSummary } from './useSummary'

/** What the account is worth, and how much of it works as margin. */
export function AccountStrip() {
  const { data, error, refetch } = useSummary()
  return (
    <section className={css['strip']} aria-label="Account summary">
      {data ? (
        <Facts summary={data} />
      ) : error ? (
        <Trouble what="The summary is missing." problem={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={1} label="The summary is on its way" />
      )}
    </section>
  )
}

function Facts({ summary }: { summary: AccountSummary }) {
  const pnl = cents(units(summary.unrealized_pnl))
  return (
    <dl className={css['facts']}>
      <Fact name="Equity" title="Dollars, and what the open CFD positions would bring now. Coins are not counted">
        <Money of={summary.equity} />
      </Fact>
      <Fact name="Cash" title="All dollars: available, held and margin">
        <Money of={summary.cash} />
      </Fact>
      <Fact name="Unrealized" title="What the open CFD positions would bring now, or cost">
        <span data-way={Math.sign(Number(pnl))}>{signed(pnl, 2)}</span>
      </Fact>
      <Fact name="Margin used" title="Set aside for the open CFD positions">
        <Money of={summary.margin_used} />
      </Fact>
      <Fact name="Margin free" title="Dollars that are available for more">
        <Money of={summary.margin_free} />
      </Fact>
      <Fact name="Margin level" title="Equity divided by the margin that is used">
        {summary.margin_level === null ? '–' : levelWords(units(summary.margin_level))}
      </Fact>
    </dl>
  )
}

function Money({ of }: { of: string }) {
  return <Figure value={cents(units(of))} places={2} />
}

function Fact({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  return (
    <div>
      <dt title={title}>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
