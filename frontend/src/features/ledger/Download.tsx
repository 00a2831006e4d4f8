import { useMutation } from '@tanstack/react-query'
import type { Problem } from '../../lib/http'
import { useVenue } from '../../lib/venue'
import button from '../../ui/Button.module.css'

/** All of a list as a file. It is fetched first, because a plain link would not show who asks. */
export function Download({ list }: { list: 'fills' | 'ledger' }) {
  const { api } = useVenue()
  const download = useMutation<string, Problem>({
    mutationFn: () => api.csv(list),
    onSuccess: (csv) => save(`${list}.csv`, csv),
  })
  return (
    <>
      {download.error && <span role="alert">No file. {download.error.message}</span>}
      <button type="button" className={button['quiet']} disabled={download.isPending} onClick={() => download.mutate()}>
        {download.isPending ? 'On its way…' : 'Download CSV'}
      </button>
    </>
  )
}

function save(name: string, csv: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
