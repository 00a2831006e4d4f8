import type { ReactNode } from 'react'
import type { Problem } from '../../lib/http'
import button from '../../ui/Button.module.css'
import { Empty, Skeleton, Trouble } from '../../ui/Panel'
import css from './Table.module.css'

interface ListProps<Item> {
  /** As in "The fills are missing". */
  what: string
  empty: ReactNode
  heads: ReactNode
  list: {
    items: Item[] | undefined
    error: Problem | null
    refetch: () => unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
  row: (item: Item) => ReactNode
}

/** A list of the account, newest on top, with more at its end for as long as there is. */
export function List<Item>({ what, empty, heads, list, row }: ListProps<Item>) {
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  if (!items) {
    if (!error) return <Skeleton rows={4} label={`The ${what} are on their way`} />
    return <Trouble what={`The ${what} are missing.`} problem={error} retry={() => void refetch()} />
  }
  if (items.length === 0) return <Empty>{empty}</Empty>
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={`The ${what}`}>
      <table className={css['table']}>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>{items.map(row)}</tbody>
      </table>
      {hasNextPage && (
        <p className={css['more']}>
          <button
            type="button"
            className={button['quiet']}
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? 'On their way…' : 'Earlier ones'}
          </button>
        </p>
      )}
    </div>
  )
}
